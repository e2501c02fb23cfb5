import type { ReactNode } from 'react';
import classes from './walk.module.css';

interface MessageProps {
  tone: 'plain' | 'good' | 'warn' | 'bad';
  action?: { label: string; run: () => void };
  children: ReactNode;
}

/** Something that happened, in words, with what can be done about it. Trouble is announced at once. */
export function Message({ tone, action, children }: MessageProps) {
  return (
    <div className={classes.message} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action && (
        <button type="button" className={classes.retry} onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
