import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import forms from '../forms/form.module.css';
import { accountTexts } from '../texts/account-texts.js';
import classes from './account-page.module.css';

const texts = accountTexts.secondFactor;

interface RecoveryCodesProps {
  codes: string[];
  email: string;
  onKept: () => void;
}

/** Shows the recovery codes this once, with ways to keep them. */
export function RecoveryCodes({ codes, email, onKept }: RecoveryCodesProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const words = [texts.fileHead(email), '', ...codes, ''].join('\n');
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const save = () => {
    const address = URL.createObjectURL(new Blob([words], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = texts.fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <>
      <h3 className={classes.subheading}>{texts.recoveryTitle}</h3>
      <p className={classes.muted}>{texts.recoveryDetail}</p>
      <ol className={classes.codes} aria-label={texts.recoveryTitle}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={classes.actions}>
        <button type="button" className={forms.button} onClick={() => void copy()}>
          {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} stroke={1.6} aria-hidden />}
          {copied ? texts.copied : texts.copy}
        </button>
        <button type="button" className={forms.button} onClick={() => print()}>
          <IconPrinter size={18} stroke={1.6} aria-hidden />
          {texts.print}
        </button>
        <button type="button" className={forms.button} onClick={save}>
          <IconDownload size={18} stroke={1.6} aria-hidden />
          {texts.download}
        </button>
        <button type="button" className={forms.primary} onClick={onKept}>
          {texts.kept}
        </button>
      </div>
      {copied === false && (
        <p className={classes.trouble} role="alert">
          {texts.copyFailed}
        </p>
      )}
    </>
  );
}
