import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { adminTexts } from '../texts/admin-texts.js';
import classes from './copy-field.module.css';

/** Something to be taken elsewhere letter by letter, with a button that copies it. */
export function CopyField({ label, value, many = false }: { label: string; value: string; many?: boolean }) {
  const id = useId();
  const [state, setState] = useState<'before' | 'copied' | 'failed'>('before');
  const copy = () =>
    // Over plain http there is no clipboard.
    (navigator.clipboard?.writeText(value) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  return (
    <div className={classes.field}>
      <p id={id} className={classes.label}>
        {label}
      </p>
      <div className={classes.row}>
        <code className={classes.value} data-many={many} aria-labelledby={id} role="group" tabIndex={0}>
          {value}
        </code>
        <button
          type="button"
          className={classes.copy}
          aria-label={`${adminTexts.copy}: ${label}`}
          onClick={() => void copy()}
        >
          {state === 'copied' ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} stroke={1.7} aria-hidden />}
          {state === 'copied' ? adminTexts.copied : adminTexts.copy}
        </button>
      </div>
      <p className={classes.state} role="status">
        {state === 'copied' && <span className={classes.hidden}>{adminTexts.copied}</span>}
        {state === 'failed' && adminTexts.copyFailed}
      </p>
    </div>
  );
}
