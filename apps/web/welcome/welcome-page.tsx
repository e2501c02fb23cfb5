import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { send } from '../app/api.js';
import { Logo } from '../app/logo.js';
import notice from '../app/notice.module.css';
import { Notice } from '../app/notice.js';
import { refreshSession, useSession } from '../app/queries.js';
import type { Problems } from '../forms/field-problems.js';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { PasswordField } from '../forms/password-field.js';
import { TextField } from '../forms/text-field.js';
import { useNewPassword } from '../forms/use-new-password.js';
import { useRefusal } from '../forms/use-refusal.js';
import { texts as pageTexts } from '../texts/texts.js';
import { welcomeTexts } from '../texts/welcome-texts.js';
import { codeOfFragment } from './code-of-fragment.js';

const texts = welcomeTexts.invitation;
const fields = ['code', 'password'] as const;
type Field = (typeof fields)[number];

/** Behind an invitation: a new person, or one who forgot the password, chooses one. */
export default function WelcomePage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const session = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [code, setCode] = useState(() => codeOfFragment(hash));
  const password = useNewPassword();
  const [missing, setMissing] = useState<Problems<Field>>({});
  const attempt = useMutation({
    mutationFn: (wanted: Record<Field, string>) => send('/invitations/accept', wanted),
    networkMode: 'always',
    onSuccess: () => {
      password.clear();
      // Whoever was signed in here may be the same person, whose sessions have ended.
      return refreshSession(client);
    },
  });
  useEffect(() => {
    document.title = pageTexts.title([texts.title]);
    // The code must not stay in the address, where the next person at this computer finds it.
    if (hash) void navigate('/welcome', { replace: true });
  }, [hash, navigate]);
  const refusal = useRefusal(attempt.error, fields);
  const problems: Problems<Field> = { ...refusal.problems, ...missing };
  const wrong = fields.find((field) => problems[field] !== undefined);
  useEffect(() => {
    const field = form.current?.elements.namedItem(wrong === 'password' ? 'new-password' : (wrong ?? ''));
    if (field instanceof HTMLElement) field.focus();
  }, [wrong, attempt.error]);

  if (attempt.isSuccess) {
    const toSignIn = { label: texts.toSignIn, run: () => void navigate('/sign-in', { replace: true }) };
    return <Notice title={texts.done} detail={texts.doneDetail} action={toSignIn} />;
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const gaps: Problems<Field> = {};
    if (code.trim().length < 6) gaps.code = welcomeTexts.codeMissing;
    if (password.problem) gaps.password = password.problem;
    setMissing(gaps);
    if (Object.keys(gaps).length === 0) attempt.mutate({ code: code.trim(), password: password.password });
  };

  return (
    <main className={notice.page}>
      <div className={notice.card}>
        <Logo size={40} />
        <h1 className={notice.title}>{texts.title}</h1>
        <p className={notice.detail}>{texts.detail}</p>
        {session.data?.person && <p className={notice.detail}>{texts.signedIn(session.data.person.name)}</p>}
        <form ref={form} className={forms.form} onSubmit={submit} noValidate>
          <TextField
            label={texts.code}
            hint={texts.codeDetail}
            problem={problems.code}
            name="code"
            code
            autoComplete="off"
            autoFocus={code === ''}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <PasswordField
            label={texts.password}
            problem={problems.password}
            autoFocus={code !== ''}
            {...password.field}
          />
          <FormProblem words={problems.form} />
          <button type="submit" className={forms.primary} disabled={attempt.isPending || refusal.waiting}>
            {attempt.isPending ? texts.working : texts.submit}
          </button>
        </form>
      </div>
    </main>
  );
}
