import { useState, type FormEvent } from 'react';
import type { RetentionKind, RetentionView } from '#contracts/privacy';
import { adminTexts, privacyTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { ConfirmDialog } from '../confirm-dialog.js';
import { Feedback } from '../feedback.js';
import { focusFirstError } from '../form/focus-first-error.js';
import { LastChange } from './last-change.js';
import { useChangeRetention } from './privacy-queries.js';
import { fits, kinds, retentionDraft, retentionOf, shortened, type RetentionDraft } from './retention-draft.js';
import { RetentionTable } from './retention-table.js';

const texts = privacyTexts.retention;

interface RetentionCardProps {
  view: RetentionView;
  mayChange: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** How long each kind of data is kept, and what the job has done about it. */
export function RetentionCard({ view, mayChange, now }: RetentionCardProps) {
  const [draft, setDraft] = useState<RetentionDraft | null>(null);
  const [wrong, setWrong] = useState<readonly RetentionKind[]>([]);
  const [asking, setAsking] = useState<readonly RetentionKind[] | null>(null);
  const [done, setDone] = useState(false);
  const change = useChangeRetention();
  const typed = draft ?? retentionDraft(view.days);

  const save = () =>
    change.mutate(retentionOf(typed), {
      onSuccess: () => {
        setAsking(null);
        setDraft(null);
        setDone(true);
      },
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.reset();
    const misfits = kinds.filter((kind) => !fits(kind, typed[kind]));
    setWrong(misfits);
    if (misfits.length) return focusFirstError(event.currentTarget);
    const less = shortened(view.days, retentionOf(typed));
    if (less.length) setAsking(less);
    else save();
  };

  return (
    <section className={classes.card} aria-labelledby="retention">
      <h2 id="retention" className={classes.heading}>
        {texts.title}
      </h2>
      <p className={classes.muted}>{texts.detail}</p>
      <form onSubmit={submit} noValidate>
        <RetentionTable
          view={view}
          now={now}
          typed={mayChange ? typed : null}
          wrong={wrong}
          onType={(kind, days) => {
            setDone(false);
            setDraft({ ...typed, [kind]: days });
          }}
        />
        <LastChange at={view.changedAt} by={view.changedBy} now={now} />
        {done && <Feedback tone="good">{texts.saved}</Feedback>}
        {change.error && asking === null && (
          <Feedback tone="bad">{adminTexts.nothingSaved(change.error.message)}</Feedback>
        )}
        {mayChange && draft !== null && (
          <div className={classes.actions}>
            <button type="submit" className={classes.primary} disabled={change.isPending}>
              {change.isPending ? adminTexts.saving : texts.save}
            </button>
            <button
              type="button"
              className={classes.button}
              onClick={() => {
                setDraft(null);
                setWrong([]);
              }}
            >
              {texts.undo}
            </button>
          </div>
        )}
      </form>
      {asking && (
        <ConfirmDialog
          title={texts.shorterTitle}
          yes={texts.shorterYes}
          destroys
          working={change.isPending}
          problem={change.error?.message ?? null}
          onYes={save}
          onClose={() => setAsking(null)}
        >
          <p>{texts.shorterDetail}</p>
          <ul>
            {asking.map((kind) => (
              <li key={kind}>{texts.shorter(texts.kinds[kind].name, view.days[kind], retentionOf(typed)[kind])}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </section>
  );
}
