import { useEffect, useRef } from 'react';
import classes from './calibration-page.module.css';

export interface Question {
  title: string;
  detail: string;
  yes: string;
  no: string;
  run: () => void;
}

/** Asks before something changes for everybody. The browser's own dialog keeps the focus and closes on Escape. */
export function ConfirmDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title" className={classes.heading}>
        {question.title}
      </h2>
      <p className={classes.muted}>{question.detail}</p>
      <div className={classes.answers}>
        <button type="button" className={classes.button} onClick={onClose}>
          {question.no}
        </button>
        <button
          type="button"
          className={classes.primary}
          onClick={() => {
            question.run();
            onClose();
          }}
        >
          {question.yes}
        </button>
      </div>
    </dialog>
  );
}
