import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParLevel } from '#contracts/par-levels';
import type { Session } from '#contracts/people';
import admin from '../admin/admin.module.css';
import { ConfirmDialog } from '../admin/confirm-dialog.js';
import { DataTable } from '../admin/data-table.js';
import { Feedback } from '../admin/feedback.js';
import { may } from '../session/may.js';
import { stockTexts } from '../texts/stock-texts.js';
import { LevelDialog } from './level-dialog.js';
import { useParLevelChanges, useParLevels } from './stock-queries.js';
import classes from './stock.module.css';
import { weekWords } from './week-words.js';

const texts = stockTexts.levels;

type Open = { dialog: 'add' } | { dialog: 'edit' | 'remove'; level: ParLevel };

/** Every level, and for those who may, ways to change them. */
export function LevelList({ session, department }: { session: Session; department: string | null }) {
  const list = useParLevels();
  const changes = useParLevelChanges();
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const mayChange = may(session, 'stock.change');
  if (!list.data)
    return list.error ? (
      <Feedback tone="bad" action={{ label: stockTexts.retry, run: () => void list.refetch() }}>
        {texts.failed(list.error.message)}
      </Feedback>
    ) : (
      <p className={classes.quiet} role="status">
        {stockTexts.loading}
      </p>
    );
  const levels = list.data.filter(({ place }) => department === null || place.department === department);
  const start = (next: Open) => {
    changes.remove.reset();
    setDone(null);
    setOpen(next);
  };
  return (
    <>
      {list.error && <Feedback tone="warn">{texts.failed(list.error.message)}</Feedback>}
      {done && <Feedback tone="good">{done}</Feedback>}
      {mayChange && (
        <div>
          <button type="button" className={admin.primary} onClick={() => start({ dialog: 'add' })}>
            <IconPlus size={18} stroke={2} aria-hidden /> {texts.add}
          </button>
        </div>
      )}
      {levels.length === 0 && <p className={classes.empty}>{department === null ? texts.none : texts.noneHere}</p>}
      {levels.length > 0 && <LevelTable levels={levels} mayChange={mayChange} onOpen={start} />}
      {open && open.dialog !== 'remove' && (
        <LevelDialog
          level={open.dialog === 'edit' ? open.level : null}
          onClose={() => setOpen(null)}
          onSaved={({ typeName, place }) => {
            setOpen(null);
            setDone(texts.saved(typeName, place.name));
          }}
        />
      )}
      {open?.dialog === 'remove' && (
        <ConfirmDialog
          title={stockTexts.remove.title(open.level.typeName, open.level.place.name)}
          yes={stockTexts.remove.yes}
          destroys
          working={changes.remove.isPending}
          problem={changes.remove.error?.message ?? null}
          onYes={() =>
            changes.remove.mutate(open.level.id, {
              onSuccess: () => {
                setDone(texts.removed(open.level.typeName, open.level.place.name));
                setOpen(null);
              },
            })
          }
          onClose={() => setOpen(null)}
        >
          <p>{stockTexts.remove.detail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface LevelTableProps {
  levels: readonly ParLevel[];
  mayChange: boolean;
  onOpen: (open: Open) => void;
}

function LevelTable({ levels, mayChange, onOpen }: LevelTableProps) {
  const { columns } = texts;
  return (
    <DataTable
      label={texts.list}
      rows={levels}
      rowKey={({ id }) => id}
      columns={[
        { label: columns.type, cell: ({ typeName }) => <strong>{typeName}</strong> },
        {
          label: columns.place,
          cell: ({ place }) => (
            <>
              {place.name}
              <br />
              <span className={admin.exact}>
                {place.zoneId === null ? stockTexts.wholeDepartment : place.floorName}
              </span>
            </>
          ),
        },
        { label: columns.week, cell: (level) => weekWords(level) },
        { label: columns.target, cell: ({ target }) => target },
        { label: columns.critical, cell: ({ criticalMin, criticalMax }) => texts.critical(criticalMin, criticalMax) },
        ...(mayChange
          ? [
              {
                label: columns.actions,
                actions: true,
                cell: (level: ParLevel) => (
                  <div className={admin.rowActions}>
                    <button
                      type="button"
                      className={admin.button}
                      aria-label={texts.editNamed(level.typeName, level.place.name)}
                      onClick={() => onOpen({ dialog: 'edit', level })}
                    >
                      {texts.edit}
                    </button>
                    <button
                      type="button"
                      className={admin.danger}
                      aria-label={texts.removeNamed(level.typeName, level.place.name)}
                      onClick={() => onOpen({ dialog: 'remove', level })}
                    >
                      {texts.remove}
                    </button>
                  </div>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
