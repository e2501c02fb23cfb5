import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import classes from './form.module.css';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Said below the field when nothing is wrong with it. */
  hint?: string;
  /** What is wrong with it. */
  problem?: string;
  ref?: Ref<HTMLInputElement>;
  /** Letters and digits to be copied one by one. */
  code?: boolean;
  /** Stands inside the field at its end. */
  children?: ReactNode;
}

/** A labelled line to type into, with its hint or what is wrong with it below. */
export function TextField({ label, hint, problem, code, children, ...input }: TextFieldProps) {
  const id = useId();
  const below = problem ?? hint;
  return (
    <div>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.box}>
        <input
          {...input}
          id={id}
          className={classes.input}
          data-code={code}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={problem !== undefined}
          aria-describedby={below === undefined ? undefined : `${id}-below`}
        />
        {children}
      </div>
      {below !== undefined && (
        <p id={`${id}-below`} className={problem === undefined ? classes.hint : classes.error}>
          {below}
        </p>
      )}
    </div>
  );
}
