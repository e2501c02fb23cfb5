import classes from './form.module.css';

/** What is wrong with a whole form; read aloud at once. */
export function FormProblem({ words }: { words: string | false | null | undefined }) {
  return (
    words && (
      <p className={classes.problem} role="alert">
        {words}
      </p>
    )
  );
}
