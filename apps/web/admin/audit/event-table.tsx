import { useState } from 'react';
import type { AuditEventView } from '#contracts/audit';
import { auditTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { DataTable } from '../data-table.js';
import { Moment } from '../moment.js';
import { exactWords } from '../time-words.js';
import { EventDetails } from './event-details.js';

const { columns } = auditTexts;
const refusals = new Set(['session.refused', 'access.refused']);

/** Who did what to what, newest first; each event opens. Milliseconds since 1970. */
export function EventTable({ events, now }: { events: readonly AuditEventView[]; now: number }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <DataTable
      label={auditTexts.list}
      rows={events}
      rowKey={({ id }) => id}
      detail={(event) => open.has(event.id) && <EventDetails event={event} id={`event-${event.id}`} />}
      columns={[
        { label: columns.at, cell: ({ at }) => <Moment at={at} now={now} seconds /> },
        {
          label: columns.who,
          cell: ({ actorName, actorKind }) => (
            <>
              {actorName || auditTexts.unknown}
              <br />
              <span className={classes.exact}>{auditTexts.actorKinds[actorKind]}</span>
            </>
          ),
        },
        {
          label: columns.what,
          cell: ({ action }) =>
            refusals.has(action) ? (
              <span className={classes.badge} data-tone="warn">
                {auditTexts.actions[action]}
              </span>
            ) : (
              auditTexts.actions[action]
            ),
        },
        {
          label: columns.about,
          cell: ({ subjectKind, subject }) => (
            <>
              {subject}
              <br />
              <span className={classes.exact}>{auditTexts.subjects[subjectKind] ?? subjectKind}</span>
            </>
          ),
        },
        {
          label: columns.details,
          actions: true,
          cell: ({ id, at, action }) => (
            <button
              type="button"
              className={classes.button}
              aria-expanded={open.has(id)}
              aria-controls={open.has(id) ? `event-${id}` : undefined}
              aria-label={auditTexts.named(
                open.has(id) ? auditTexts.hide : auditTexts.show,
                auditTexts.actions[action],
                exactWords(at, undefined, true),
              )}
              onClick={() => toggle(id)}
            >
              {open.has(id) ? auditTexts.hide : auditTexts.show}
            </button>
          ),
        },
      ]}
    />
  );
}
