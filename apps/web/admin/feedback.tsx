import type { ReactNode } from 'react';
import classes from './admin.module.css';

interface FeedbackProps {
  tone: 'good' | 'warn' | 'bad' | 'plain';
  action?: { label: string; run: () => void };
  children: ReactNode;
}

/** What came of something, or what is wrong, with what can be done about it. Trouble is announced at once. */
export function Feedback({ tone, action, children }: FeedbackProps) {
  return (
    <div className={classes.feedback} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <div>{children}</div>
      {action && (
        <button type="button" className={classes.button} onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
