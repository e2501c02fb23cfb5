import { useState, type FormEvent } from 'react';
import type { KeyKind } from '#contracts/keys';
import type { Session } from '#contracts/people';
import { keyScopes, type KeyScope } from '#contracts/permissions';
import { adminTexts, keysTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { useSiteNames } from '../departments.js';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { OneOf, SeveralOf } from '../form/choices.js';
import { focusFirstError } from '../form/focus-first-error.js';
import formClasses from '../form/form.module.css';
import { MayDetails } from '../form/may-details.js';
import { ScopeFields } from '../form/scope-fields.js';
import { TextField } from '../form/text-field.js';
import { problemsAfter } from '../form-problems.js';
import { ExpiryField } from './expiry-field.js';
import { keyFields, newKeyOf, type KeyDraft, type KeyProblems } from './key-draft.js';
import { createKey } from './keys-api.js';
import { useKeyChange } from './keys-queries.js';
import { ReaderPicker } from './reader-picker.js';
import { SecretShown } from './secret-shown.js';

const texts = keysTexts.newKey;
const kinds: KeyKind[] = ['gateway', 'integration'];

/** Makes a key for a gateway or for another system, and shows its secret once. */
export function CreateKeyDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const siteNames = useSiteNames();
  const [draft, setDraft] = useState<KeyDraft>({
    kind: 'gateway',
    name: '',
    readerKeys: [],
    scopes: ['read'],
    siteIds: session.person?.siteIds ?? null,
    departments: session.person?.departments ?? null,
    expiry: 'never',
    lastDay: '',
  });
  const [problems, setProblems] = useState<KeyProblems | null>(null);
  const create = useKeyChange(createKey);
  const set = (change: Partial<KeyDraft>) => setDraft({ ...draft, ...change });

  if (create.data) return <SecretShown made={create.data} onClose={onClose} />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wanted = newKeyOf(draft, Date.now());
    setProblems('problems' in wanted ? wanted.problems : null);
    if ('problems' in wanted) return focusFirstError(form);
    create.mutate(wanted.key, {
      onError: (error) => {
        setProblems(problemsAfter(error, keyFields));
        focusFirstError(form);
      },
    });
  };

  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit} noValidate>
        {problems && <Feedback tone="bad">{problems.form ?? adminTexts.checkFields}</Feedback>}
        <OneOf<KeyKind>
          label={keysTexts.fields.kind}
          value={draft.kind}
          choices={kinds.map((kind) => ({
            value: kind,
            name: keysTexts.kinds[kind],
            detail: keysTexts.kindDetails[kind],
          }))}
          // A gateway hangs in a cupboard for years; another system is looked at once a year.
          onChange={(kind) => set({ kind, expiry: kind === 'gateway' ? 'never' : '365' })}
        />
        <TextField
          label={keysTexts.fields.name}
          hint={keysTexts.fields.nameHint}
          value={draft.name}
          error={problems?.name}
          onChange={(name) => set({ name })}
        />
        {draft.kind === 'gateway' ? (
          <ReaderPicker
            chosen={draft.readerKeys}
            problem={problems?.readerKeys}
            onChange={(readerKeys) => set({ readerKeys })}
          />
        ) : (
          <>
            <SeveralOf<KeyScope>
              label={keysTexts.fields.scopes}
              choices={keyScopes.map((scope) => ({ value: scope, ...adminTexts.scopes[scope] }))}
              values={draft.scopes}
              error={problems?.scopes}
              onChange={(scopes) => set({ scopes })}
            />
            <ScopeFields session={session} value={draft} problems={problems ?? {}} onChange={set} />
            <MayDetails rights={{ scopes: draft.scopes }} scope={draft} siteNames={siteNames} />
          </>
        )}
        <ExpiryField
          expiry={draft.expiry}
          lastDay={draft.lastDay}
          problem={problems?.expiresAt}
          onChange={(change) => set(change)}
        />
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
