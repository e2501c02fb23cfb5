import type { ReactNode } from 'react';
import { adminTexts } from '../texts/admin-texts.js';
import classes from './admin.module.css';
import { Dialog } from './dialog.js';
import { Feedback } from './feedback.js';

interface ConfirmDialogProps {
  title: string;
  yes: string;
  /** It takes something away. */
  destroys: boolean;
  working: boolean;
  /** Why the last attempt did not work. */
  problem: string | null;
  onYes: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something is changed that others feel, and stays until it is done or given up. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog title={props.title} small onClose={props.onClose}>
      <div className={classes.text}>{props.children}</div>
      {props.problem && <Feedback tone="bad">{adminTexts.nothingSaved(props.problem)}</Feedback>}
      <div className={classes.answers}>
        <button type="button" className={classes.button} onClick={props.onClose}>
          {adminTexts.cancel}
        </button>
        <button
          type="button"
          className={props.destroys ? classes.danger : classes.primary}
          disabled={props.working}
          onClick={props.onYes}
        >
          {props.working ? adminTexts.saving : props.yes}
        </button>
      </div>
    </Dialog>
  );
}
