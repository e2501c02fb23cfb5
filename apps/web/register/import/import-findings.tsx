import { useState, type ReactNode } from 'react';
import type { ImportReport } from '#contracts/asset-import';
import admin from '../../admin/admin.module.css';
import { DataTable } from '../../admin/data-table.js';
import { Feedback } from '../../admin/feedback.js';
import { importTexts as texts } from '../../texts/import-texts.js';
import classes from './import.module.css';

/** So many rows are drawn at once: a list of thousands must not stop the page. */
const step = 100;

/** What is wrong, cell by cell, and what each row does. */
export function ImportFindings({ report }: { report: ImportReport }) {
  const { errors, changes, ignoredColumns, unreadColumns, otherStatus, wrong, created, changed } = report;
  return (
    <>
      {ignoredColumns.length > 0 && <Feedback tone="warn">{texts.ignored(ignoredColumns)}</Feedback>}
      {otherStatus > 0 && <Feedback tone="warn">{texts.otherStatus(otherStatus)}</Feedback>}
      {unreadColumns.length > 0 && <p className={admin.muted}>{texts.unread(unreadColumns)}</p>}
      {errors.length > 0 && (
        <Part
          title={texts.errors(wrong)}
          note={errors.length >= 1000 ? texts.firstErrors(errors.length) : null}
          rows={errors}
        >
          {(rows) => (
            <DataTable
              label={texts.errors(wrong)}
              rows={rows}
              rowKey={({ row, column, reason }) => `${row} ${column} ${reason}`}
              columns={[
                { label: texts.row, cell: ({ row }) => texts.line(row) },
                { label: texts.column, cell: ({ column }) => column ?? texts.wholeRow },
                {
                  label: texts.value,
                  cell: ({ value }) => (value === '' ? <span className={admin.muted}>{texts.empty}</span> : value),
                },
                { label: texts.reason, cell: ({ reason }) => reason },
              ]}
            />
          )}
        </Part>
      )}
      {changes.length > 0 && (
        <Part
          title={texts.changes}
          note={changes.length < created + changed ? texts.firstChanges(changes.length, created + changed) : null}
          rows={changes}
        >
          {(rows) => (
            <DataTable
              label={texts.changes}
              rows={rows}
              rowKey={({ row }) => row}
              columns={[
                { label: texts.number, cell: ({ number }) => <strong>{number}</strong> },
                { label: texts.row, cell: ({ row }) => texts.line(row) },
                {
                  label: texts.what,
                  cell: ({ kind }) => (
                    <span className={admin.badge} data-tone={kind === 'new' ? 'good' : undefined}>
                      {texts.kinds[kind]}
                    </span>
                  ),
                },
                { label: texts.fields, cell: ({ kind, fields }) => <Fields isNew={kind === 'new'} fields={fields} /> },
              ]}
            />
          )}
        </Part>
      )}
    </>
  );
}

type Change = ImportReport['changes'][number];

/** Each field with what it was and what it becomes; of a new item only what it gets. */
function Fields({ isNew, fields }: { isNew: boolean; fields: Change['fields'] }) {
  return (
    <ul className={classes.fields}>
      {fields.map(({ column, before, after }) => (
        <li key={column}>
          <span className={classes.field}>{column}:</span>{' '}
          {!isNew && (
            <>
              <del aria-label={texts.before(before)}>{before || texts.empty}</del>
              <span aria-hidden> → </span>
            </>
          )}
          <ins aria-label={isNew ? undefined : texts.after(after)}>{after || texts.empty}</ins>
        </li>
      ))}
    </ul>
  );
}

interface PartProps<Row> {
  title: string;
  note: string | null;
  rows: readonly Row[];
  children: (rows: readonly Row[]) => ReactNode;
}

/** A list that is drawn a hundred rows at a time. */
function Part<Row>({ title, note, rows, children }: PartProps<Row>) {
  const [shown, setShown] = useState(step);
  return (
    <section className={classes.part}>
      <h2 className={admin.heading}>{title}</h2>
      {note && <p className={admin.muted}>{note}</p>}
      {children(rows.slice(0, shown))}
      {rows.length > shown && (
        <button type="button" className={`${admin.button} ${admin.more}`} onClick={() => setShown(shown + step)}>
          {texts.more(Math.min(step, rows.length - shown))}
        </button>
      )}
    </section>
  );
}
