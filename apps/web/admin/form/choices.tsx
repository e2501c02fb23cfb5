import { useId, type ReactNode } from 'react';
import classes from './form.module.css';
import { describedBy, FieldNotes } from './field-notes.js';

export interface Choice<Value> {
  value: Value;
  name: string;
  detail?: string;
  disabled?: boolean;
  /** Shown under the choice while it is the chosen one. */
  inner?: ReactNode;
}

interface GroupProps<Value> {
  label: string;
  choices: readonly Choice<Value>[];
  hint?: string;
  error?: string;
  disabled?: boolean;
  /** What stands above says the label already. */
  labelHidden?: boolean;
  /** A long list keeps to a part of the page. */
  scrolls?: boolean;
}

interface OneOfProps<Value> extends GroupProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
}

/** Radio buttons: one of several. */
export function OneOf<Value extends string>({ value, onChange, ...group }: OneOfProps<Value>) {
  const name = useId();
  return (
    <Group {...group} id={name}>
      {group.choices.map((choice) => (
        <div key={choice.value}>
          <label className={classes.option}>
            <input
              type="radio"
              name={name}
              disabled={choice.disabled}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <Words {...choice} />
          </label>
          {choice.value === value && choice.inner && <div className={classes.inner}>{choice.inner}</div>}
        </div>
      ))}
    </Group>
  );
}

interface SeveralOfProps<Value> extends GroupProps<Value> {
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

/** Checkboxes: any number of several. What was chosen and is not offered (any more) stays chosen. */
export function SeveralOf<Value extends string | number>({ values, onChange, ...group }: SeveralOfProps<Value>) {
  const id = useId();
  return (
    <Group {...group} id={id}>
      {group.choices.map((choice) => (
        <label key={choice.value} className={classes.option}>
          <input
            type="checkbox"
            disabled={choice.disabled}
            checked={values.includes(choice.value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...values, choice.value] : values.filter((value) => value !== choice.value))
            }
          />
          <Words {...choice} />
        </label>
      ))}
    </Group>
  );
}

function Words({ name, detail }: { name: string; detail?: string }) {
  return (
    <span>
      {name}
      {detail && <span className={classes.detail}>{detail}</span>}
    </span>
  );
}

interface FrameProps extends Omit<GroupProps<unknown>, 'choices'> {
  id: string;
  children: ReactNode;
}

function Group({ id, label, hint, error, disabled, labelHidden, scrolls, children }: FrameProps) {
  return (
    <fieldset
      className={classes.group}
      disabled={disabled}
      data-invalid={error !== undefined}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend className={labelHidden ? classes.quiet : classes.label}>{label}</legend>
      <div className={classes.options} data-scrolls={scrolls}>
        {children}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  );
}
