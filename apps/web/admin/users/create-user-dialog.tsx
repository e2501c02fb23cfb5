import { useState, type FormEvent } from 'react';
import type { Session } from '#contracts/people';
import { adminTexts, usersTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import formClasses from '../form/form.module.css';
import { focusFirstError } from '../form/focus-first-error.js';
import { TextField } from '../form/text-field.js';
import { problemsAfter } from '../form-problems.js';
import { GrantFields } from './grant-fields.js';
import { InvitationShown } from './invitation-shown.js';
import { draftProblems, emptyDraft, newUserOf, userFields, type UserDraft, type UserProblems } from './user-draft.js';
import { createUser } from './users-api.js';
import { useUserChange } from './users-queries.js';

const texts = usersTexts.create;

/** Invites somebody, and shows the code once. */
export function CreateUserDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const [draft, setDraft] = useState<UserDraft>(() => emptyDraft(session.person));
  const [problems, setProblems] = useState<UserProblems | null>(null);
  const create = useUserChange(createUser);

  if (create.data) return <InvitationShown invitation={create.data} onClose={onClose} />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = draftProblems(draft);
    setProblems(wrong);
    if (wrong) return focusFirstError(form);
    create.mutate(newUserOf(draft), {
      onError: (error) => {
        setProblems(problemsAfter(error, userFields));
        focusFirstError(form);
      },
    });
  };

  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        <p className={classes.muted}>{texts.detail}</p>
        {problems && <Feedback tone="bad">{problems.form ?? adminTexts.checkFields}</Feedback>}
        <TextField
          label={usersTexts.fields.email}
          type="email"
          value={draft.email}
          error={problems?.email}
          spellCheck={false}
          autoFocus
          onChange={(email) => setDraft({ ...draft, email })}
        />
        <TextField
          label={usersTexts.fields.name}
          value={draft.name}
          error={problems?.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <GrantFields session={session} draft={draft} problems={problems} onChange={setDraft} />
        <div className={classes.answers}>
          <button type="button" className={classes.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={classes.primary} disabled={create.isPending}>
            {create.isPending ? texts.working : texts.submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
