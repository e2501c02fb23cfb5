import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Problems } from '../forms/field-problems.js';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { useNewPassword } from '../forms/use-new-password.js';
import { useRefusal } from '../forms/use-refusal.js';
import { accountTexts } from '../texts/account-texts.js';
import { changePassword } from './account-api.js';
import classes from './account-page.module.css';

const texts = accountTexts.password;
const fields = ['current', 'next'] as const;

/** Changes the password of who knows the present one. */
export function PasswordCard({ email }: { email: string }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const password = useNewPassword();
  const [missing, setMissing] = useState<Problems<'current' | 'next'>>({});
  const change = useMutation({
    mutationFn: changePassword,
    networkMode: 'always',
    onSuccess: () => {
      setOpen(false);
      password.clear();
      return client.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  const refusal = useRefusal(change.error, fields);
  const problems = { ...refusal.problems, ...missing };
  const wrong = refusal.problems.next !== undefined ? 'next' : change.error ? 'current' : null;
  useEffect(() => {
    if (wrong !== null) (wrong === 'next' ? next : current).current?.focus();
  }, [wrong, change.error]);
  const close = () => {
    setOpen(false);
    setMissing({});
    password.clear();
    change.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const present = current.current!.value;
    const gaps: typeof missing = {};
    if (present === '') gaps.current = texts.currentMissing;
    if (password.problem) gaps.next = password.problem;
    setMissing(gaps);
    if (gaps.current) current.current!.focus();
    else if (gaps.next) next.current!.focus();
    else change.mutate({ current: present, next: password.password });
  };
  return (
    <section className={classes.card} aria-labelledby="account-password">
      <h2 id="account-password" className={classes.heading}>
        {texts.title}
      </h2>
      <p className={classes.muted}>{texts.detail}</p>
      {!open ? (
        <>
          {change.isSuccess && (
            <p className={classes.done} role="status">
              {texts.done}
            </p>
          )}
          <div className={classes.actions}>
            <button type="button" className={forms.button} onClick={() => (change.reset(), setOpen(true))}>
              {texts.open}
            </button>
          </div>
        </>
      ) : (
        <form className={forms.form} onSubmit={submit} noValidate>
          {/* Tells password managers whose password it is. */}
          <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            ref={current}
            label={texts.current}
            problem={problems.current}
            name="current-password"
            autoComplete="current-password"
            autoFocus
          />
          <PasswordField ref={next} label={texts.next} problem={problems.next} {...password.field} />
          <FormProblem words={problems.form} />
          <div className={classes.actions}>
            <button type="submit" className={forms.primary} disabled={change.isPending || refusal.waiting}>
              {change.isPending ? texts.saving : texts.save}
            </button>
            <button type="button" className={forms.button} onClick={close}>
              {accountTexts.cancel}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}
