import classes from './form.module.css';

/** What stands under a field: what is wrong with it, and a hint. */
export function FieldNotes({ id, hint, error }: { id: string; hint?: string; error?: string }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
    </>
  );
}

/** The ids of what stands under a field, for the field to name; undefined when nothing does. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  const ids = [...(error ? [`${id}-error`] : []), ...(hint ? [`${id}-hint`] : [])];
  return ids.join(' ') || undefined;
}
