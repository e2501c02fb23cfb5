import { useId } from 'react';
import { describedBy, FieldNotes } from './field-notes.js';
import classes from './form.module.css';

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  /** Words for each value, in the order shown. */
  options: Record<Value, string>;
  hint?: string;
  error?: string;
  disabled?: boolean;
  onChange: (value: Value) => void;
}

/** One of a few in a list that opens. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, hint, error, disabled, onChange } = props;
  const id = useId();
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={classes.input}
        value={value}
        disabled={disabled}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={({ target }) => onChange(target.value as Value)}
      >
        {Object.entries(options).map(([key, words]) => (
          <option key={key} value={key}>
            {words as string}
          </option>
        ))}
      </select>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}
