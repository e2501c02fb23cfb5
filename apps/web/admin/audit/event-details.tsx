import type { AuditEventView } from '#contracts/audit';
import { auditTexts } from '../../texts/admin-texts.js';
import classes from './audit.module.css';
import { differences, fieldWords, valueWords } from './differences.js';

/** What an event changed or recorded, and where it came from. */
export function EventDetails({ event, id }: { event: AuditEventView; id: string }) {
  const changes = differences(event.before, event.after);
  const hasBefore = event.before !== null;
  const source: [string, string][] = [
    [auditTexts.number, String(event.id)],
    [auditTexts.address, event.address || auditTexts.nothing],
    [auditTexts.request, event.requestId || auditTexts.nothing],
  ];
  return (
    <div id={id} className={classes.details}>
      {changes.length > 0 ? (
        <>
          <p className={classes.detailsTitle}>{hasBefore ? auditTexts.changes : auditTexts.recorded}</p>
          <ul className={classes.changes}>
            {changes.map(({ field, before, after }) => (
              <li key={field} data-both={hasBefore}>
                <span className={classes.fieldName}>{fieldWords(field)}</span>
                {hasBefore && <Side label={auditTexts.before} kind="before" words={valueWords(field, before)} />}
                <Side
                  label={hasBefore ? auditTexts.after : null}
                  kind={hasBefore ? 'after' : 'only'}
                  words={valueWords(field, after)}
                />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.muted}>{auditTexts.noChange}</p>
      )}
      <dl className={classes.source}>
        {source.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Side({ label, kind, words }: { label: string | null; kind: 'before' | 'after' | 'only'; words: string }) {
  return (
    <span className={classes.side} data-kind={kind}>
      {label && <span className={classes.sideLabel}>{label} </span>}
      {words}
    </span>
  );
}
