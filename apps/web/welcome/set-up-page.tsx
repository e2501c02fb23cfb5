import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { send } from '../app/api.js';
import { Logo } from '../app/logo.js';
import notice from '../app/notice.module.css';
import { Notice } from '../app/notice.js';
import { beginSession, forgetSignInOptions, useSession, useSignInOptions } from '../app/queries.js';
import type { Problems } from '../forms/field-problems.js';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { TextField } from '../forms/text-field.js';
import { useNewPassword } from '../forms/use-new-password.js';
import { useRefusal } from '../forms/use-refusal.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { texts as pageTexts } from '../texts/texts.js';
import { welcomeTexts } from '../texts/welcome-texts.js';

const texts = welcomeTexts.setUp;
const fields = ['code', 'email', 'name', 'password'] as const;
type Field = (typeof fields)[number];

/** The first start: who has the code of the server's log becomes the first administrator. */
export default function SetUpPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  const options = useSignInOptions(true);
  const form = useRef<HTMLFormElement>(null);
  const password = useNewPassword();
  const [missing, setMissing] = useState<Problems<Field>>({});
  const attempt = useMutation({
    mutationFn: (wanted: Record<Field, string>) => send('/setup', wanted),
    networkMode: 'always',
    onSuccess: () => {
      forgetSignInOptions(client);
      return beginSession(client);
    },
  });
  useEffect(() => {
    document.title = pageTexts.title([texts.title]);
  }, []);
  const refusal = useRefusal(attempt.error, fields);
  const problems: Problems<Field> = { ...refusal.problems, ...missing };
  const wrong = fields.find((field) => problems[field] !== undefined);
  useEffect(() => {
    const field = form.current?.elements.namedItem(wrong === 'password' ? 'new-password' : (wrong ?? ''));
    if (field instanceof HTMLElement) field.focus();
  }, [wrong, attempt.error]);

  if (session.data) return <Navigate to="/" replace />;
  if (options.data && !options.data.setUpNeeded) {
    const toSignIn = { label: texts.toSignIn, run: () => void navigate('/sign-in', { replace: true }) };
    return <Notice title={texts.done} detail={texts.doneDetail} action={toSignIn} />;
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = new FormData(form.current!);
    const text = (field: Field) => String(typed.get(field) ?? '').trim();
    const wanted = { code: text('code'), email: text('email'), name: text('name'), password: password.password };
    const gaps: Problems<Field> = {};
    if (wanted.code.length < 6) gaps.code = welcomeTexts.codeMissing;
    if (!/^\S+@\S+$/.test(wanted.email)) gaps.email = signInTexts.emailMissing;
    if (wanted.name === '') gaps.name = welcomeTexts.nameMissing;
    if (password.problem) gaps.password = password.problem;
    setMissing(gaps);
    if (Object.keys(gaps).length === 0) attempt.mutate(wanted);
  };

  return (
    <main className={notice.page}>
      <div className={notice.card}>
        <Logo size={40} />
        <h1 className={notice.title}>{texts.title}</h1>
        <p className={notice.detail}>{texts.detail}</p>
        <form ref={form} className={forms.form} onSubmit={submit} noValidate>
          <TextField
            label={texts.code}
            hint={texts.codeDetail}
            problem={problems.code}
            name="code"
            code
            autoComplete="off"
            autoFocus
          />
          <TextField
            label={texts.email}
            problem={problems.email}
            name="email"
            type="email"
            inputMode="email"
            autoComplete="username"
          />
          <TextField label={texts.name} problem={problems.name} name="name" autoComplete="name" />
          <PasswordField label={texts.password} problem={problems.password} {...password.field} />
          <FormProblem words={problems.form} />
          <button type="submit" className={forms.primary} disabled={attempt.isPending || refusal.waiting}>
            {attempt.isPending ? texts.working : texts.submit}
          </button>
        </form>
      </div>
    </main>
  );
}
