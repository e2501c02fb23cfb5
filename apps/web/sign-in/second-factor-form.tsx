import { useRef, useState, type FormEvent } from 'react';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { TextField } from '../forms/text-field.js';
import { signInTexts } from '../texts/sign-in-texts.js';

const texts = signInTexts.secondFactor;

interface SecondFactorFormProps {
  problem: string | undefined;
  busy: boolean;
  waiting: boolean;
  onCode: (code: string) => void;
  onBack: () => void;
}

/** Asks for the code of the authenticator app, or for one of the recovery codes. */
export function SecondFactorForm({ problem, busy, waiting, onCode, onBack }: SecondFactorFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [recovery, setRecovery] = useState(false);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = field.current!.value.trim();
    setMissing(code.length < 6);
    if (code.length < 6) return field.current!.focus();
    onCode(recovery ? code : code.replace(/\s/g, ''));
  };
  return (
    <form className={forms.form} onSubmit={submit} noValidate>
      <TextField
        key={String(recovery)}
        ref={field}
        label={recovery ? texts.recovery : texts.code}
        hint={recovery ? texts.recoveryDetail : texts.codeDetail}
        problem={missing ? texts.missing : undefined}
        name="code"
        code
        inputMode={recovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        autoFocus
      />
      <FormProblem words={missing ? null : problem} />
      <button type="submit" className={forms.primary} disabled={busy || waiting}>
        {busy ? signInTexts.signingIn : signInTexts.submit}
      </button>
      <button type="button" className={forms.link} onClick={() => setRecovery(!recovery)}>
        {recovery ? texts.useApp : texts.useRecovery}
      </button>
      <button type="button" className={forms.link} onClick={onBack}>
        {texts.back}
      </button>
    </form>
  );
}
