import { useId } from 'react';
import { describedBy, FieldNotes } from './field-notes.js';
import classes from './form.module.css';

interface TextAreaProps {
  label: string;
  value: string;
  hint?: string;
  error?: string;
  onChange: (value: string) => void;
}

/** Some lines of text with their label, a hint and what is wrong with them. */
export function TextArea({ label, value, hint, error, onChange }: TextAreaProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={classes.input}
        rows={3}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={({ target }) => onChange(target.value)}
      />
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
