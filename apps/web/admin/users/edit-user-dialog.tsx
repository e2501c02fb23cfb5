import { useState, type FormEvent } from 'react';
import type { Session, UserView } from '#contracts/people';
import { adminTexts, usersTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { focusFirstError } from '../form/focus-first-error.js';
import formClasses from '../form/form.module.css';
import { TextField } from '../form/text-field.js';
import { problemsAfter } from '../form-problems.js';
import { GrantFields } from './grant-fields.js';
import { actionsFor, destroying, type UserAction } from './user-actions.js';
import { changeOf, draftProblems, userFields, type UserDraft, type UserProblems } from './user-draft.js';
import { changeUser, type UserChange } from './users-api.js';
import { useUserChange } from './users-queries.js';

const texts = usersTexts.edit;

interface EditUserDialogProps {
  session: Session;
  user: UserView;
  onAction: (action: UserAction) => void;
  onSaved: (user: UserView) => void;
  onClose: () => void;
}

/** Name, roles and part of the house of somebody, and what can be done to their access. */
export function EditUserDialog({ session, user, onAction, onSaved, onClose }: EditUserDialogProps) {
  const [draft, setDraft] = useState<UserDraft>(user);
  const [problems, setProblems] = useState<UserProblems | null>(null);
  const change = useUserChange((wanted: UserChange) => changeUser(user.id, wanted));
  const self = session.person?.id === user.id;
  const actions = actionsFor(user, self);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = draftProblems(draft);
    setProblems(wrong);
    if (wrong) return focusFirstError(form);
    const wanted = changeOf(user, draft);
    if (!wanted) return onClose();
    change.mutate(wanted, {
      onSuccess: onSaved,
      onError: (error) => {
        setProblems(problemsAfter(error, userFields));
        focusFirstError(form);
      },
    });
  };

  return (
    <Dialog title={texts.title(user.name)} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        {self && <Feedback tone="plain">{texts.self}</Feedback>}
        {user.signIn === 'openid' && <Feedback tone="plain">{texts.openid}</Feedback>}
        {problems && (
          <Feedback tone="bad">
            {problems.form === undefined ? adminTexts.checkFields : adminTexts.nothingSaved(problems.form)}
          </Feedback>
        )}
        <TextField label={usersTexts.fields.email} value={user.email} readOnly />
        <TextField
          label={usersTexts.fields.name}
          value={draft.name}
          error={problems?.name}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <GrantFields session={session} draft={draft} problems={problems} disabled={self} onChange={setDraft} />
        <div className={classes.answers}>
          <button type="button" className={classes.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={classes.primary} disabled={change.isPending}>
            {change.isPending ? adminTexts.saving : adminTexts.save}
          </button>
        </div>
      </form>
      {actions.length > 0 && (
        <section className={classes.further} aria-labelledby="user-access">
          <h3 id="user-access" className={classes.heading}>
            {texts.access}
          </h3>
          <div className={classes.actions}>
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                className={destroying.has(action) ? classes.danger : classes.button}
                onClick={() => onAction(action)}
              >
                {usersTexts[action].action}
              </button>
            ))}
          </div>
        </section>
      )}
    </Dialog>
  );
}
