import { useEffect, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { openIdRefusals, type OpenIdRefusal } from '#contracts/openid';
import { Logo } from '../app/logo.js';
import notice from '../app/notice.module.css';
import { Notice } from '../app/notice.js';
import { useEnded, useSession, useSignInOptions } from '../app/queries.js';
import forms from '../forms/form.module.css';
import { keepWayBack, wayBack } from '../session/way-back.js';
import { signInTexts as texts } from '../texts/sign-in-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import { LanguageChoice } from './language-choice.js';
import { DemoUsers } from './demo-users.js';
import { openIdAddress } from './sign-in-api.js';
import { SignInForm } from './sign-in-form.js';
import classes from './sign-in-page.module.css';

const isRefusal = (word: string): word is OpenIdRefusal => (openIdRefusals as readonly string[]).includes(word);

/** The ways in: a demo user, an account of Wardmap, the hospital's own sign-in. Then back to where one was. */
export function SignInPage() {
  const [params] = useSearchParams();
  const to = wayBack(params.get('to'));
  const session = useSession();
  const options = useSignInOptions(!session.data);
  const ended = useEnded();
  const [shared, setShared] = useState(true);
  const [secondFactor, setSecondFactor] = useState(false);
  const [withAccount, setWithAccount] = useState(false);
  useEffect(() => {
    document.title = pageTexts.title([texts.submit]);
  }, []);

  if (session.data) return <Navigate to={to} replace />;
  if (!options.data) {
    if (!options.error) return <Notice title={pageTexts.opening} busy />;
    return (
      <Notice
        title={texts.optionsFailed}
        detail={options.error.message}
        action={{ label: pageTexts.notReachable.retry, run: () => void options.refetch() }}
      />
    );
  }
  const { setUpNeeded, demoUsers, openId, refusedBecause } = options.data;
  if (setUpNeeded) return <Navigate to="/setup" replace />;
  const demo = demoUsers !== null && !withAccount && !secondFactor;
  const refused = params.get('refused');
  const told = refused !== null && isRefusal(refused) ? texts.openIdRefused[refused] : ended && texts.ended[ended];

  return (
    <main className={notice.page}>
      <div className={notice.card}>
        <Logo size={40} />
        <h1 className={notice.title}>
          {secondFactor ? texts.secondFactor.title : demo ? texts.demo.title : texts.title}
        </h1>
        {secondFactor && <p className={notice.detail}>{texts.secondFactor.detail}</p>}
        {demo && <p className={notice.detail}>{texts.demo.detail}</p>}
        {told && !secondFactor && (
          <p className={classes.told} role="status" data-tone={refused || ended === 'unheard' ? 'warn' : 'plain'}>
            {told}
          </p>
        )}
        {refusedBecause !== null ? (
          <p className={classes.told} role="alert" data-tone="warn">
            {texts.notOffered}: {refusedBecause}
          </p>
        ) : demo ? (
          <>
            <DemoUsers users={demoUsers} />
            <button type="button" className={`${forms.button} ${classes.wide}`} onClick={() => setWithAccount(true)}>
              {texts.demo.account}
            </button>
          </>
        ) : (
          <>
            <SignInForm shared={shared} onShared={setShared} onSecondFactor={setSecondFactor} />
            {openId && !secondFactor && (
              <>
                <p className={classes.or}>{texts.or}</p>
                <a
                  className={`${forms.button} ${classes.wide}`}
                  href={openIdAddress(shared)}
                  onClick={() => keepWayBack(to)}
                >
                  {texts.openId(openId.name)}
                </a>
              </>
            )}
            {!secondFactor && (
              <p className={classes.below}>
                {texts.forgotten} <Link to="/welcome">{texts.invited}</Link>
              </p>
            )}
          </>
        )}
        <LanguageChoice />
      </div>
    </main>
  );
}
