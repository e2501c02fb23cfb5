import { useEffect, useRef, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Session } from '#contracts/people';
import type { Permission } from '#contracts/permissions';
import admin from '../admin/admin.module.css';
import { BackLink } from '../app/back-link.js';
import NotAllowed from '../app/not-allowed.js';
import frame from '../app/page-frame.module.css';
import { may } from '../session/may.js';
import { registerTexts } from '../texts/register-texts.js';
import { texts } from '../texts/texts.js';

const words = registerTexts.nav;
const pages: { to: string; label: string; permission: Permission; end?: boolean }[] = [
  { to: '/equipment', label: words.equipment, permission: 'assets.see', end: true },
  { to: '/pair', label: words.pair, permission: 'assets.change' },
  { to: '/equipment/import', label: words.import, permission: 'assets.change' },
  { to: '/equipment/types', label: words.types, permission: 'assets.see' },
  { to: '/equipment/rules', label: words.rules, permission: 'status-rules.see' },
];

interface RegisterPageProps {
  session: Session;
  permission: Permission;
  title: string;
  intro?: string;
  /** A page below the list: the arrow leads back to it. */
  inner?: boolean;
  children: ReactNode;
}

/** Head and ways of the pages of the register; who may not see one is told so, and nothing of it is loaded. */
export function RegisterPage({ session, permission, title, intro, inner = false, children }: RegisterPageProps) {
  useEffect(() => {
    document.title = texts.title([title]);
  }, [title]);
  // On a phone the tabs are wider than the page.
  const nav = useRef<HTMLElement>(null);
  useEffect(
    () => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    [],
  );
  if (!may(session, permission)) return <NotAllowed permission={permission} />;
  const back = inner ? words.backToList : words.back;
  return (
    <div className={frame.page}>
      <header className={admin.bar}>
        <BackLink to={inner ? '/equipment' : '/'} label={back} />
        <h1 className={admin.title}>{title}</h1>
        {!inner && (
          <nav ref={nav} className={admin.nav} aria-label={words.label}>
            <ul className={admin.tabs}>
              {pages
                .filter((page) => may(session, page.permission))
                .map(({ to, label, end }) => (
                  <li key={to}>
                    <NavLink className={admin.tab} to={to} end={end}>
                      {label}
                    </NavLink>
                  </li>
                ))}
            </ul>
          </nav>
        )}
      </header>
      <main className={admin.main} tabIndex={0}>
        {intro && <p className={admin.intro}>{intro}</p>}
        {children}
      </main>
    </div>
  );
}
