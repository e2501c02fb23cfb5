import { useEffect, useRef, useState, type FormEvent } from 'react';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { useRefusal } from '../forms/use-refusal.js';
import { accountTexts } from '../texts/account-texts.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import classes from './account-page.module.css';

const texts = accountTexts.secondFactor;

interface PasswordQuestionProps {
  yes: string;
  busyWords: string;
  busy: boolean;
  error: Error | null;
  /** Puts the server's reason into a sentence. */
  failed: (reason: string) => string;
  onPassword: (password: string) => void;
  onCancel: () => void;
}

/** Asks for the password again before something about signing in changes. */
export function PasswordQuestion(props: PasswordQuestionProps) {
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const { waiting, problems } = useRefusal(props.error, ['password']);
  useEffect(() => {
    if (props.error) field.current?.focus();
  }, [props.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const password = field.current!.value;
    setMissing(password === '');
    if (password === '') field.current!.focus();
    else props.onPassword(password);
  };
  return (
    <form className={forms.form} onSubmit={submit} noValidate>
      <PasswordField
        ref={field}
        label={texts.password}
        hint={texts.passwordDetail}
        problem={missing ? signInTexts.passwordMissing : problems.password}
        name="password"
        autoComplete="current-password"
        autoFocus
      />
      <FormProblem words={!missing && problems.form && (waiting ? problems.form : props.failed(problems.form))} />
      <div className={classes.actions}>
        <button type="submit" className={forms.primary} disabled={props.busy || waiting}>
          {props.busy ? props.busyWords : props.yes}
        </button>
        <button type="button" className={forms.button} onClick={props.onCancel}>
          {accountTexts.cancel}
        </button>
      </div>
    </form>
  );
}
