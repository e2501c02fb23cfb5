import { findTexts } from '../texts/find-texts.js';
import classes from './find-said.module.css';

/** Takes back what was just said of where a thing is; nothing when there is nothing to take back. */
export function UndoSaid({ undo }: { undo: (() => void) | null | undefined }) {
  if (!undo) return null;
  return (
    <button type="button" className={classes.undo} onClick={undo}>
      {findTexts.found.undo}
    </button>
  );
}
