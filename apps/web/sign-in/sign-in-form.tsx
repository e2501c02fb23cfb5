import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { beginSession } from '../app/queries.js';
import type { Problems } from '../forms/field-problems.js';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { TextField } from '../forms/text-field.js';
import { useRefusal } from '../forms/use-refusal.js';
import { signInTexts as texts } from '../texts/sign-in-texts.js';
import { SecondFactorForm } from './second-factor-form.js';
import { signIn, type SignInRequest } from './sign-in-api.js';

const fields = ['email', 'password'] as const;

interface SignInFormProps {
  shared: boolean;
  onShared: (shared: boolean) => void;
  /** The question for the second factor is open: the rest of the page steps back. */
  onSecondFactor: (asked: boolean) => void;
}

/** E-mail address and password; then the code of the second factor, where there is one. */
export function SignInForm({ shared, onShared, onSecondFactor }: SignInFormProps) {
  const client = useQueryClient();
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<Problems<'email' | 'password'>>({});
  const [asked, setAsked] = useState<SignInRequest | null>(null);
  const attempt = useMutation({
    mutationFn: signIn,
    networkMode: 'always',
    onSuccess: async ({ secondFactorNeeded }, request) => {
      if (!secondFactorNeeded) return beginSession(client);
      setAsked(request);
      onSecondFactor(true);
    },
    onError: () => {
      if (asked !== null) return;
      password.current?.focus();
      password.current?.select();
    },
  });
  const refusal = useRefusal(attempt.error, asked === null ? fields : []);
  const problems = { ...refusal.problems, ...missing };

  if (asked !== null)
    return (
      <SecondFactorForm
        problem={refusal.problems.form && (refusal.waiting ? refusal.problems.form : attempt.error?.message)}
        busy={attempt.isPending}
        waiting={refusal.waiting}
        onCode={(code) => attempt.mutate({ ...asked, code })}
        onBack={() => {
          attempt.reset();
          setAsked(null);
          onSecondFactor(false);
        }}
      />
    );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const request = { email: email.current!.value.trim(), password: password.current!.value, shared };
    const gaps: typeof missing = {};
    if (!/^\S+@\S+$/.test(request.email)) gaps.email = texts.emailMissing;
    if (request.password === '') gaps.password = texts.passwordMissing;
    setMissing(gaps);
    if (gaps.email) email.current!.focus();
    else if (gaps.password) password.current!.focus();
    else attempt.mutate(request);
  };

  return (
    <form className={forms.form} onSubmit={submit} noValidate>
      <TextField
        ref={email}
        label={texts.email}
        problem={problems.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoFocus
      />
      <PasswordField
        ref={password}
        label={texts.password}
        problem={problems.password}
        name="password"
        autoComplete="current-password"
      />
      <div className={forms.check}>
        <input
          id="shared"
          type="checkbox"
          checked={shared}
          aria-describedby="shared-detail"
          onChange={(event) => onShared(event.target.checked)}
        />
        <label htmlFor="shared">{texts.shared}</label>
        <small id="shared-detail">{shared ? texts.sharedDetail : texts.ownDetail}</small>
      </div>
      <FormProblem words={problems.form} />
      <button type="submit" className={forms.primary} disabled={attempt.isPending || refusal.waiting}>
        {attempt.isPending ? texts.signingIn : texts.submit}
      </button>
    </form>
  );
}
