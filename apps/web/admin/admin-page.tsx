import { useEffect, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Session } from '#contracts/people';
import type { Permission } from '#contracts/permissions';
import { BackLink } from '../app/back-link.js';
import NotAllowed from '../app/not-allowed.js';
import { may } from '../session/may.js';
import { adminTexts } from '../texts/admin-texts.js';
import { texts } from '../texts/texts.js';
import frame from '../app/page-frame.module.css';
import classes from './admin.module.css';

const pages: { to: string; label: string; permission: Permission }[] = [
  { to: '/admin/users', label: adminTexts.nav.users, permission: 'users.manage' },
  { to: '/admin/keys', label: adminTexts.nav.keys, permission: 'keys.manage' },
  { to: '/admin/audit', label: adminTexts.nav.audit, permission: 'audit.see' },
  { to: '/admin/privacy', label: adminTexts.nav.privacy, permission: 'privacy.see' },
];

interface AdminPageProps {
  session: Session;
  permission: Permission;
  title: string;
  intro: string;
  children: ReactNode;
}

/** Head and ways of the pages of administration; who may not see one is told so, and nothing of it is loaded. */
export function AdminPage({ session, permission, title, intro, children }: AdminPageProps) {
  useEffect(() => {
    document.title = texts.title([title]);
  }, [title]);
  if (!may(session, permission)) return <NotAllowed permission={permission} />;
  const open = pages.filter((page) => may(session, page.permission));
  return (
    <div className={frame.page}>
      <header className={classes.bar}>
        <BackLink label={adminTexts.back} />
        <h1 className={classes.title}>{title}</h1>
        {open.length > 1 && (
          <nav className={classes.nav} aria-label={adminTexts.nav.label}>
            <ul className={classes.tabs}>
              {open.map(({ to, label }) => (
                <li key={to}>
                  <NavLink className={classes.tab} to={to}>
                    {label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main className={classes.main} tabIndex={0}>
        <p className={classes.intro}>{intro}</p>
        {children}
      </main>
    </div>
  );
}
