import classes from './admin.module.css';
import { exactWords, relativeWords } from './time-words.js';

interface MomentProps {
  /** ISO time; null is said as `missing`. */
  at: string | null;
  now: number;
  missing?: string;
  /** To the second. */
  seconds?: boolean;
}

/** A moment as people say it, with the exact time beside it. */
export function Moment({ at, now, missing, seconds }: MomentProps) {
  if (at === null) return <span className={classes.muted}>{missing}</span>;
  return (
    <time dateTime={at} className={classes.moment}>
      <span>{relativeWords(at, now)}</span>
      <span className={classes.exact}>{exactWords(at, undefined, seconds)}</span>
    </time>
  );
}
