import { Logo } from './logo.js';
import classes from './notice.module.css';

interface NoticeProps {
  title: string;
  detail?: string;
  busy?: boolean;
  action?: { label: string; run: () => void };
}

/** A page that only says something: opening, not reachable, nothing set up. */
export function Notice({ title, detail, busy, action }: NoticeProps) {
  return (
    <main className={classes.page} aria-busy={busy}>
      <div className={classes.card}>
        <Logo size={40} />
        <div role="status">
          <h1 className={classes.title}>{title}</h1>
        </div>
        {detail && <p className={classes.detail}>{detail}</p>}
        {action && (
          <button type="button" className={classes.button} onClick={action.run}>
            {action.label}
          </button>
        )}
      </div>
    </main>
  );
}
