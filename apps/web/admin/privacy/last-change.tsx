import { privacyTexts } from '../../texts/admin-texts.js';
import { exactWords, relativeWords } from '../time-words.js';
import classes from './privacy.module.css';

/** Who changed this last, and when. `now` in milliseconds since 1970. */
export function LastChange({ at, by, now }: { at: string | null; by: string | null; now: number }) {
  if (at === null) return <p className={classes.changed}>{privacyTexts.notChanged}</p>;
  return (
    <p className={classes.changed}>
      {privacyTexts.lastChanged}{' '}
      <time dateTime={at}>
        {relativeWords(at, now)} ({exactWords(at)})
      </time>{' '}
      {by && privacyTexts.changed(by)}
    </p>
  );
}
