import { useId, type ComponentProps } from 'react';
import { describedBy, FieldNotes } from './field-notes.js';
import classes from './form.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'onChange'> {
  label: string;
  value: string;
  hint?: string;
  error?: string;
  onChange?: (value: string) => void;
}

/** A line of text with its label, a hint and what is wrong with it. */
export function TextField({ label, hint, error, onChange, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <input
        type="text"
        autoComplete="off"
        {...input}
        id={id}
        className={classes.input}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
