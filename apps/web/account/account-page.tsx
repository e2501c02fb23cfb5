import { useEffect } from 'react';
import type { Session } from '#contracts/people';
import { BackLink } from '../app/back-link.js';
import NotAllowed from '../app/not-allowed.js';
import { may } from '../session/may.js';
import { accountTexts as texts } from '../texts/account-texts.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import frame from '../app/page-frame.module.css';
import classes from './account-page.module.css';
import { OwnSessions } from './own-sessions.js';
import { PasswordCard } from './password-card.js';
import { SecondFactorCard } from './second-factor-card.js';

/** The own account: who one is here, password, second step, and where one is signed in. */
export default function AccountPage({ session }: { session: Session }) {
  useEffect(() => {
    document.title = pageTexts.title([texts.title]);
  }, []);
  const { person } = session;
  if (!person || !may(session, 'account.change')) return <NotAllowed permission="account.change" />;
  const shown = person.departments === null ? texts.about.wholeHouse : texts.about.ofDepartments(person.departments);
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <BackLink label={texts.back} />
        <h1 className={frame.title}>{texts.title}</h1>
      </header>
      <main className={classes.main}>
        <section className={classes.card} aria-labelledby="account-about">
          <h2 id="account-about" className={classes.heading}>
            {person.name}
          </h2>
          <dl className={classes.facts}>
            <dt>{texts.about.email}</dt>
            <dd>{person.email}</dd>
            <dt>{texts.about.roles}</dt>
            <dd>{person.roles.map((role) => signInTexts.roles[role]).join(', ')}</dd>
            <dt>{texts.about.shown}</dt>
            <dd>
              {shown}
              {person.siteIds && texts.about.atSites(person.siteIds.length)}
            </dd>
          </dl>
          <p className={classes.muted}>{texts.about.change}</p>
        </section>
        <PasswordCard email={person.email} />
        <SecondFactorCard on={person.secondFactor} email={person.email} />
        <OwnSessions />
      </main>
    </div>
  );
}
