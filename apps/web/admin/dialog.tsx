import { IconX } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { adminTexts } from '../texts/admin-texts.js';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** It shows what can never be shown again: only its own button closes it. */
  mustAnswer?: boolean;
  /** A question of a few lines. */
  small?: boolean;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, mustAnswer = false, small = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the element goes: only a dialog that is still there gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      data-small={small}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        // A second Escape would close the dialog whatever the page says.
        if (mustAnswer && event.key === 'Escape') event.preventDefault();
      }}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        if (!mustAnswer) onClose();
      }}
    >
      <header className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {!mustAnswer && (
          <button type="button" className={classes.close} aria-label={adminTexts.close} onClick={onClose}>
            <IconX size={20} stroke={1.8} aria-hidden />
          </button>
        )}
      </header>
      <div className={classes.body}>{children}</div>
    </dialog>
  );
}
