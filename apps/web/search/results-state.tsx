import { ageWords } from '../asset/age-words.js';
import { findTexts } from '../texts/find-texts.js';
import { shorter, withoutStatus } from './question.js';
import classes from './results-panel.module.css';
import type { Find } from './use-find.js';

/** How many were found, or why none are shown: on the way, nothing found, no connection, refused. */
export function ResultsState({ find }: { find: Find }) {
  const { q, answer, error, offline, results, own } = find;
  const troubled = error !== null || offline;
  return (
    <>
      <p className={classes.state} role="status">
        {own && answer
          ? results.length > 0
            ? findTexts.count(results.length, answer.total)
            : findTexts.none(q)
          : !troubled && findTexts.searching}
        {troubled && <Trouble find={find} />}
      </p>
      {troubled && (
        <button type="button" className={classes.again} onClick={find.retry}>
          {findTexts.retry}
        </button>
      )}
      {own && results.length === 0 && <NoneFound find={find} />}
    </>
  );
}

function Trouble({ find }: { find: Find }) {
  const { answer, answerTo, own } = find;
  // Both times are by this browser's clock: how long ago the answer came does not depend on the server's.
  const age = ageWords(Date.now() - find.answeredAtMs);
  return (
    <span className={classes.trouble}>
      {find.offline ? findTexts.offline : findTexts.failed(find.error?.message ?? '')}{' '}
      {answer !== null && (own ? findTexts.asOf(age) : findTexts.answerTo(answerTo, answer.near?.name ?? null, age))}
    </span>
  );
}

/** What to try when nothing was found: the same without "free", or with less. */
function NoneFound({ find }: { find: Find }) {
  const understood = find.answer?.understood ?? [];
  const anyStatus = withoutStatus(find.q, understood);
  const less = shorter(find.q);
  const ask = (q: string) => find.go({ q });
  return (
    <div className={classes.none}>
      <p>{findTexts.noneHint}</p>
      {anyStatus !== '' && anyStatus !== find.q && (
        <button type="button" className={classes.again} onClick={() => ask(anyStatus)}>
          {findTexts.noneAll}
        </button>
      )}
      {less !== null && less !== anyStatus && (
        <button type="button" className={classes.again} onClick={() => ask(less)}>
          {findTexts.noneFewer(less)}
        </button>
      )}
    </div>
  );
}
