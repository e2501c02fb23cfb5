import { useState } from 'react';
import type { PersonTagsView } from '#contracts/privacy';
import { adminTexts, privacyTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { ConfirmDialog } from '../confirm-dialog.js';
import { Feedback } from '../feedback.js';
import { LastChange } from './last-change.js';
import { PersonsDialog } from './persons-dialog.js';
import privacyClasses from './privacy.module.css';
import { useChangePersonTags } from './privacy-queries.js';

const texts = privacyTexts.persons;

interface PersonsCardProps {
  view: PersonTagsView;
  mayChange: boolean;
  /** Milliseconds since 1970. */
  now: number;
}

/** Whether persons are located, why, who sees them, and the switch. */
export function PersonsCard({ view, mayChange, now }: PersonsCardProps) {
  const [open, setOpen] = useState<'change' | 'off' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const switchOff = useChangePersonTags();
  const { persons } = view;
  const ask = (dialog: 'change' | 'off') => {
    setDone(null);
    switchOff.reset();
    setOpen(dialog);
  };
  const finish = (words: string) => {
    setOpen(null);
    setDone(words);
  };
  return (
    <section className={classes.card} aria-labelledby="persons">
      <h2 id="persons" className={classes.heading}>
        {texts.title}
      </h2>
      <p className={privacyClasses.state}>
        <span className={classes.badge} data-tone={persons.enabled ? 'warn' : 'good'}>
          {persons.enabled ? texts.on : texts.off}
        </span>
      </p>
      {!persons.enabled && <p>{texts.offDetail}</p>}
      <p>{texts.marked(view.marked)}</p>
      {persons.enabled && (
        <dl className={privacyClasses.facts}>
          <div>
            <dt>{texts.reason}</dt>
            <dd>{persons.reason}</dd>
          </div>
          <div>
            <dt>{texts.roles}</dt>
            <dd>{adminTexts.list(persons.roles.map((role) => adminTexts.roles[role].name))}</dd>
          </div>
          <div>
            <dt>{texts.history}</dt>
            <dd>{persons.historyHours === null ? texts.noHistory : texts.hoursWords(persons.historyHours)}</dd>
          </div>
        </dl>
      )}
      <LastChange at={view.changedAt} by={view.changedBy} now={now} />
      {done && <Feedback tone="good">{done}</Feedback>}
      {mayChange && (
        <div className={classes.actions}>
          <button type="button" className={classes.button} onClick={() => ask('change')}>
            {persons.enabled ? texts.change : texts.switchOn}
          </button>
          {persons.enabled && (
            <button type="button" className={classes.danger} onClick={() => ask('off')}>
              {texts.switchOff}
            </button>
          )}
        </div>
      )}
      {open === 'change' && (
        <PersonsDialog persons={persons} onSaved={() => finish(texts.saved)} onClose={() => setOpen(null)} />
      )}
      {open === 'off' && (
        <ConfirmDialog
          title={texts.offTitle}
          yes={texts.offYes}
          destroys
          working={switchOff.isPending}
          problem={switchOff.error?.message ?? null}
          onYes={() => switchOff.mutate({ enabled: false }, { onSuccess: () => finish(texts.offDone) })}
          onClose={() => setOpen(null)}
        >
          <p>{texts.offQuestion}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
