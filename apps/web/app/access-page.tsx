import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { signInSchema } from '#contracts/api';
import { texts } from '../texts/texts.js';
import { ApiError, signIn } from './api.js';
import { Logo } from './logo.js';
import classes from './notice.module.css';
import { refreshSession } from './queries.js';

/** One field for the access key. The key goes to the server once and is kept nowhere in the page. */
export function AccessPage({ onDone }: { onDone?: () => void }) {
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = useMutation({
    mutationFn: signIn,
    networkMode: 'always',
    onSuccess: async () => {
      await refreshSession(client);
      onDone?.();
    },
    onError: (error) => {
      const wrong = error instanceof ApiError && (error.status === 401 || error.status === 403);
      setProblem(wrong ? texts.access.wrong : texts.access.failed(error.message));
      field.current?.focus();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = field.current?.value.trim() ?? '';
    if (!signInSchema.safeParse({ key }).success) {
      setProblem(texts.access.tooShort);
      field.current?.focus();
      return;
    }
    setProblem(null);
    attempt.mutate(key);
  };

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={40} />
        <h1 className={classes.title}>{texts.access.title}</h1>
        <p className={classes.detail}>{texts.access.detail}</p>
        <form className={classes.form} onSubmit={submit} noValidate>
          <label className={classes.label} htmlFor="access-key">
            {texts.access.field}
          </label>
          <input
            ref={field}
            id="access-key"
            className={classes.input}
            type="password"
            autoComplete="current-password"
            autoFocus
            spellCheck={false}
            aria-invalid={problem !== null}
            aria-describedby={problem ? 'access-problem' : undefined}
          />
          {problem && (
            <p id="access-problem" className={classes.error} role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className={classes.button} disabled={attempt.isPending}>
            {texts.access.submit}
          </button>
        </form>
      </div>
    </main>
  );
}
