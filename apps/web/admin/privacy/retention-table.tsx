import { useId } from 'react';
import { retentionKinds, type RetentionKind, type RetentionView } from '#contracts/privacy';
import { privacyTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { DataTable } from '../data-table.js';
import formClasses from '../form/form.module.css';
import { Moment } from '../moment.js';
import privacyClasses from './privacy.module.css';
import { kinds, type RetentionDraft } from './retention-draft.js';
import { locale } from '../../texts/locale.js';

const texts = privacyTexts.retention;

interface RetentionTableProps {
  view: RetentionView;
  /** Milliseconds since 1970. */
  now: number;
  /** What stands in the fields; null for who may only look. */
  typed: RetentionDraft | null;
  wrong: readonly RetentionKind[];
  onType: (kind: RetentionKind, days: string) => void;
}

/** Each kind of data: for how long it is kept, what is held, and when the job last removed something. */
export function RetentionTable({ view, now, typed, wrong, onType }: RetentionTableProps) {
  const id = useId();
  const rows = kinds.map((kind) => ({ kind, held: view.kinds.find((row) => row.kind === kind) }));
  return (
    <div className={privacyClasses.table}>
      <DataTable
        label={texts.table}
        rows={rows}
        rowKey={({ kind }) => kind}
        columns={[
          {
            label: texts.columns.kind,
            cell: ({ kind }) => (
              <>
                <strong>{texts.kinds[kind].name}</strong>
                <br />
                <span className={classes.muted}>{texts.kinds[kind].detail}</span>
              </>
            ),
          },
          {
            label: texts.columns.days,
            cell: ({ kind }) => {
              const { least, most, usual } = retentionKinds[kind];
              if (!typed) return texts.kept(view.days[kind]);
              const misfit = wrong.includes(kind);
              return (
                <>
                  <label className={classes.hidden} htmlFor={`${id}-${kind}`}>
                    {`${texts.kinds[kind].name}: ${texts.columns.days}`}
                  </label>
                  <input
                    id={`${id}-${kind}`}
                    className={`${formClasses.input} ${privacyClasses.days}`}
                    inputMode="numeric"
                    autoComplete="off"
                    value={typed[kind]}
                    aria-describedby={`${id}-${kind}-bounds`}
                    aria-invalid={misfit}
                    onChange={({ target }) => onType(kind, target.value)}
                  />
                  <p id={`${id}-${kind}-bounds`} className={misfit ? formClasses.error : formClasses.hint}>
                    {misfit ? texts.wrong(least, most) : texts.bounds(least, most, usual)}
                  </p>
                </>
              );
            },
          },
          {
            label: texts.columns.oldest,
            cell: ({ held }) => <Moment at={held?.oldestAt ?? null} now={now} missing={texts.empty} />,
          },
          {
            label: texts.columns.ran,
            cell: ({ held }) => (
              <>
                <Moment at={held?.enforcedAt ?? null} now={now} missing={texts.notRun} />
                {held?.enforcedAt && (
                  <p className={classes.exactLine}>{texts.removed(held.removed.toLocaleString(locale))}</p>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
