import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { encode } from 'uqr';
import type { SecondFactorStarted } from '#contracts/people';
import { FormProblem } from '../forms/form-problem.js';
import forms from '../forms/form.module.css';
import { TextField } from '../forms/text-field.js';
import { useRefusal } from '../forms/use-refusal.js';
import { accountTexts } from '../texts/account-texts.js';
import { confirmSecondFactor } from './account-api.js';
import classes from './account-page.module.css';
import { qrPath } from './qr-path.js';
import { secretGroups } from './secret-groups.js';

const texts = accountTexts.secondFactor;

interface ConfirmSecondFactorProps {
  started: SecondFactorStarted;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

/** The key for an authenticator app, and the question for its first code. */
export function ConfirmSecondFactor({ started, onConfirmed, onCancel }: ConfirmSecondFactorProps) {
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const qr = useMemo(() => encode(started.uri, { ecc: 'M', border: 0 }), [started.uri]);
  const confirm = useMutation({
    mutationFn: confirmSecondFactor,
    networkMode: 'always',
    onSuccess: onConfirmed,
    onError: () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const { waiting, problems } = useRefusal(confirm.error, ['code']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = field.current!.value.replace(/\s/g, '');
    const bad = !/^\d{6}$/.test(code);
    setMissing(bad);
    if (bad) field.current!.focus();
    else confirm.mutate(code);
  };
  return (
    <>
      <h3 className={classes.subheading}>{texts.scan}</h3>
      <p className={classes.muted}>{texts.scanDetail}</p>
      <svg className={classes.qr} viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={texts.qr}>
        <path d={qrPath(qr.data)} fill="currentColor" shapeRendering="crispEdges" />
      </svg>
      <h3 className={classes.subheading}>{texts.secret}</h3>
      <code className={classes.secret}>{secretGroups(started.secret)}</code>
      <form className={forms.form} onSubmit={submit} noValidate>
        <TextField
          ref={field}
          label={texts.code}
          hint={texts.codeDetail}
          problem={missing ? texts.codeMissing : problems.code}
          name="code"
          code
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
        <FormProblem words={!missing && problems.form && (waiting ? problems.form : texts.failed(problems.form))} />
        <div className={classes.actions}>
          <button type="submit" className={forms.primary} disabled={confirm.isPending || waiting}>
            {confirm.isPending ? texts.confirming : texts.confirm}
          </button>
          <button type="button" className={forms.button} onClick={onCancel}>
            {accountTexts.cancel}
          </button>
        </div>
      </form>
    </>
  );
}
