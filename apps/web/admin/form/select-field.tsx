import { useId } from 'react';
import classes from './form.module.css';

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  /** Words for each value, in the order shown. */
  options: Record<Value, string>;
  onChange: (value: Value) => void;
}

/** One of a few in a list that opens. */
export function SelectField<Value extends string>({ label, value, options, onChange }: SelectFieldProps<Value>) {
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
        onChange={({ target }) => onChange(target.value as Value)}
      >
        {Object.entries(options).map(([key, words]) => (
          <option key={key} value={key}>
            {words as string}
          </option>
        ))}
      </select>
    </div>
  );
}
