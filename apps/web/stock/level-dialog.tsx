import { useState, type FormEvent } from 'react';
import type { ParLevel } from '#contracts/par-levels';
import admin from '../admin/admin.module.css';
import { Dialog } from '../admin/dialog.js';
import { Feedback } from '../admin/feedback.js';
import { problemsAfter } from '../admin/form-problems.js';
import { SeveralOf } from '../admin/form/choices.js';
import { focusFirstError } from '../admin/form/focus-first-error.js';
import form from '../admin/form/form.module.css';
import { TextField } from '../admin/form/text-field.js';
import type { Problems } from '../forms/field-problems.js';
import { adminTexts } from '../texts/admin-texts.js';
import { stockTexts } from '../texts/stock-texts.js';
import { draftOf, fieldsOf, type LevelDraft, type LevelField, levelFields, newDraft } from './level-draft.js';
import { PlaceField, TypeField } from './level-choices.js';
import { useParLevelChanges } from './stock-queries.js';
import classes from './stock.module.css';
import { minuteOf } from './week-words.js';

const texts = stockTexts.editor;

interface LevelDialogProps {
  /** Null for a new one. */
  level: ParLevel | null;
  onClose: () => void;
  onSaved: (level: ParLevel) => void;
}

/** Writes a level. What the server refuses stands at its field, and nothing that was typed is lost. */
export function LevelDialog({ level, onClose, onSaved }: LevelDialogProps) {
  const { save } = useParLevelChanges();
  const [draft, setDraft] = useState<LevelDraft>(() => (level ? draftOf(level) : newDraft));
  const [problems, setProblems] = useState<Problems<LevelField> | null>(null);
  const set = (change: Partial<LevelDraft>) => setDraft((before) => ({ ...before, ...change }));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const wanted = fieldsOf(draft);
    setProblems('problems' in wanted ? wanted.problems : null);
    if ('problems' in wanted) return focusFirstError(element);
    save.mutate(
      { id: level?.id ?? null, fields: wanted.fields },
      {
        onSuccess: onSaved,
        onError: (error) => {
          setProblems(problemsAfter(error, levelFields));
          focusFirstError(element);
        },
      },
    );
  };

  const [from, until] = [minuteOf(draft.from), minuteOf(draft.until)];
  const overNight = from !== null && until !== null && until !== 0 && until < from;
  return (
    <Dialog title={level ? texts.change : texts.add} onClose={onClose}>
      <form className={form.form} onSubmit={submit} noValidate>
        {problems && <Feedback tone="bad">{problems.form ?? adminTexts.checkFields}</Feedback>}
        <TypeField
          value={draft.typeKey}
          chosen={level}
          problem={problems?.typeKey}
          onChange={(typeKey) => set({ typeKey })}
        />
        <PlaceField
          value={draft.place}
          chosen={level}
          problem={problems?.zoneId}
          onChange={(place) => set({ place })}
        />
        <SeveralOf<number>
          label={texts.days}
          values={draft.days}
          error={problems?.days}
          choices={stockTexts.week.names.map((name, index) => ({ value: index + 1, name }))}
          onChange={(days) => set({ days })}
        />
        <div className={classes.row}>
          <TextField
            label={texts.from}
            type="time"
            value={draft.from}
            error={problems?.fromMinute}
            onChange={(value) => set({ from: value })}
          />
          <TextField
            label={texts.until}
            type="time"
            value={draft.until}
            hint={overNight ? texts.overNight : texts.allDay}
            error={problems?.untilMinute}
            onChange={(value) => set({ until: value })}
          />
        </div>
        <div className={classes.row}>
          {(['target', 'criticalMin', 'criticalMax'] as const).map((field) => (
            <TextField
              key={field}
              label={texts[field]}
              inputMode="numeric"
              value={draft[field]}
              hint={texts[`${field}Hint`]}
              error={problems?.[field]}
              onChange={(value) => set({ [field]: value })}
            />
          ))}
        </div>
        <div className={admin.answers}>
          <button type="button" className={admin.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={admin.primary} disabled={save.isPending}>
            {save.isPending ? adminTexts.saving : texts.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
