import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refreshSession } from '../app/queries.js';
import forms from '../forms/form.module.css';
import { accountTexts } from '../texts/account-texts.js';
import { endSecondFactor, startSecondFactor } from './account-api.js';
import classes from './account-page.module.css';
import { ConfirmSecondFactor } from './confirm-second-factor.js';
import { PasswordQuestion } from './password-question.js';
import { RecoveryCodes } from './recovery-codes.js';

const texts = accountTexts.secondFactor;

/** Switches the second step at sign-in on and off. */
export function SecondFactorCard({ on, email }: { on: boolean; email: string }) {
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const begin = useMutation({ mutationFn: startSecondFactor, networkMode: 'always' });
  const end = useMutation({
    mutationFn: endSecondFactor,
    networkMode: 'always',
    onSuccess: async () => {
      await refreshSession(client);
      close(texts.switchedOff);
    },
  });
  const close = (words: string | null) => {
    setAsking(false);
    setCodes(null);
    setSaid(words);
    begin.reset();
    end.reset();
  };
  // What had the focus is gone after each step.
  const step = codes ? 'codes' : begin.data ? 'confirm' : asking ? 'password' : 'rest';
  const before = useRef(step);
  useEffect(() => {
    if (step !== before.current && (step === 'codes' || step === 'rest')) heading.current?.focus();
    before.current = step;
  }, [step]);

  return (
    <section className={classes.card} aria-labelledby="account-second-factor">
      <h2 ref={heading} id="account-second-factor" className={classes.heading} tabIndex={-1}>
        {texts.title}
        <span className={classes.badge} data-tone={on ? 'good' : 'plain'}>
          {on ? texts.on : texts.off}
        </span>
      </h2>
      {step === 'rest' && (
        <>
          <p className={classes.muted}>{on ? texts.onDetail : texts.offDetail}</p>
          {said && (
            <p className={classes.done} role="status">
              {said}
            </p>
          )}
          <div className={classes.actions}>
            <button type="button" className={forms.button} onClick={() => (setSaid(null), setAsking(true))}>
              {on ? texts.end : texts.begin}
            </button>
          </div>
        </>
      )}
      {step === 'password' && (
        <>
          {on && <p className={classes.muted}>{texts.endDetail}</p>}
          <PasswordQuestion
            yes={on ? texts.end : texts.goOn}
            busyWords={on ? texts.ending : texts.asking}
            busy={begin.isPending || end.isPending}
            error={on ? end.error : begin.error}
            failed={on ? texts.endFailed : texts.failed}
            withCode={on}
            onAnswer={(password, code) => (on ? end.mutate({ password, code }) : begin.mutate(password))}
            onCancel={() => close(null)}
          />
        </>
      )}
      {step === 'confirm' && begin.data && (
        <ConfirmSecondFactor
          started={begin.data}
          onConfirmed={(recoveryCodes) => {
            setCodes(recoveryCodes);
            void refreshSession(client);
          }}
          onCancel={() => close(null)}
        />
      )}
      {codes && <RecoveryCodes codes={codes} email={email} onKept={() => close(texts.switchedOn)} />}
    </section>
  );
}
