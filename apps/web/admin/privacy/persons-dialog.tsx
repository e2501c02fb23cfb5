import { useState, type FormEvent } from 'react';
import type { PersonTags } from '#contracts/privacy';
import { peopleRoles, type PersonRole } from '#contracts/permissions';
import { adminTexts, privacyTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { OneOf, SeveralOf } from '../form/choices.js';
import { focusFirstError } from '../form/focus-first-error.js';
import formClasses from '../form/form.module.css';
import { TextField } from '../form/text-field.js';
import { TextArea } from '../form/text-area.js';
import { problemsAfter } from '../form-problems.js';
import { personsDraft, personsFields, personsOf, type PersonsProblems } from './persons-draft.js';
import { useChangePersonTags } from './privacy-queries.js';

const texts = privacyTexts.persons;

interface PersonsDialogProps {
  persons: PersonTags;
  onSaved: () => void;
  onClose: () => void;
}

/** Why persons are located, who sees them, and for how long it is remembered where they were. */
export function PersonsDialog({ persons, onSaved, onClose }: PersonsDialogProps) {
  const [draft, setDraft] = useState(() => personsDraft(persons));
  const [problems, setProblems] = useState<PersonsProblems | null>(null);
  const change = useChangePersonTags();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wanted = personsOf(draft);
    setProblems('problems' in wanted ? wanted.problems : null);
    if ('problems' in wanted) return focusFirstError(form);
    change.mutate(wanted.persons, {
      onSuccess: onSaved,
      onError: (error) => {
        setProblems(problemsAfter(error, personsFields));
        focusFirstError(form);
      },
    });
  };

  return (
    <Dialog title={persons.enabled ? texts.changeTitle : texts.onTitle} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        {!persons.enabled && <Feedback tone="warn">{texts.onDetail}</Feedback>}
        {problems && <Feedback tone="bad">{problems.form ?? adminTexts.checkFields}</Feedback>}
        <TextArea
          label={texts.reason}
          hint={texts.reasonHint}
          value={draft.reason}
          error={problems?.reason}
          onChange={(reason) => setDraft({ ...draft, reason })}
        />
        <SeveralOf<PersonRole>
          label={texts.roles}
          hint={texts.nobodyElse}
          choices={peopleRoles.map((role) => ({ value: role, name: adminTexts.roles[role].name }))}
          values={draft.roles}
          error={problems?.roles}
          onChange={(roles) => setDraft({ ...draft, roles })}
        />
        <OneOf<'none' | 'hours'>
          label={texts.history}
          value={draft.keepsHistory ? 'hours' : 'none'}
          choices={[
            { value: 'none', name: texts.noHistory },
            {
              value: 'hours',
              name: texts.keepHistory,
              inner: (
                <TextField
                  label={texts.hours}
                  inputMode="numeric"
                  value={draft.hours}
                  error={problems?.historyHours}
                  onChange={(hours) => setDraft({ ...draft, hours })}
                />
              ),
            },
          ]}
          onChange={(choice) => setDraft({ ...draft, keepsHistory: choice === 'hours' })}
        />
        <div className={classes.answers}>
          <button type="button" className={classes.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={classes.primary} disabled={change.isPending}>
            {change.isPending ? adminTexts.saving : persons.enabled ? adminTexts.save : texts.onSubmit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
