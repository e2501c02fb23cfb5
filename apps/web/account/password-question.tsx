import { useEffect, useRef, useState, type FormEvent } from 'react';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { TextField } from '../forms/text-field.js';
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
  /** A code of the second step is asked for too. */
  withCode: boolean;
  onAnswer: (password: string, code: string) => void;
  onCancel: () => void;
}

/** Asks for the password again, and for a code where one is needed, before something about signing in changes. */
export function PasswordQuestion(props: PasswordQuestionProps) {
  const field = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<'password' | 'code' | null>(null);
  const { waiting, problems } = useRefusal(props.error, ['password', 'code']);
  const wrongCode = problems.code !== undefined;
  useEffect(() => {
    if (props.error) (wrongCode ? codeField : field).current?.focus();
  }, [props.error, wrongCode]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const password = field.current!.value;
    const code = codeField.current?.value.trim() ?? '';
    const lacks = password === '' ? 'password' : props.withCode && code.length < 6 ? 'code' : null;
    setMissing(lacks);
    if (lacks) (lacks === 'code' ? codeField : field).current!.focus();
    else props.onAnswer(password, code);
  };
  return (
    <form className={forms.form} onSubmit={submit} noValidate>
      <PasswordField
        ref={field}
        label={texts.password}
        hint={texts.passwordDetail}
        problem={missing === 'password' ? signInTexts.passwordMissing : problems.password}
        name="password"
        autoComplete="current-password"
        autoFocus
      />
      {props.withCode && (
        <TextField
          ref={codeField}
          label={texts.endCode}
          hint={texts.endCodeDetail}
          problem={missing === 'code' ? signInTexts.secondFactor.missing : problems.code}
          name="code"
          code
          autoComplete="one-time-code"
        />
      )}
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
