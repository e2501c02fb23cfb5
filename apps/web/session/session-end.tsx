import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CurrentSession } from '../app/api.js';
import { refreshSession } from '../app/queries.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { leave } from './leave.js';
import { presence } from './presence.js';
import classes from './session-end.module.css';
import { useSessionStage } from './use-session-stage.js';

const texts = signInTexts.ending;

/** Watches the end of the session: says a minute before that it comes, and then takes everything off the screen. */
export function SessionEnd({ session }: { session: CurrentSession }) {
  const client = useQueryClient();
  const [stage, look] = useSessionStage(session);
  const [seen, setSeen] = useState(false);
  const over = stage.kind === 'over' ? stage.why : null;
  useEffect(() => {
    if (over !== null) void leave(client, over);
  }, [client, over]);
  if (stage.kind !== 'ending' || (stage.why === 'age' && seen)) return null;
  if (stage.why === 'age')
    return (
      <EndingDialog
        title={texts.ageTitle}
        detail={texts.ageDetail}
        leftS={stage.leftS}
        yes={texts.understood}
        onYes={() => setSeen(true)}
        onLeave={() => void leave(client, 'signedOut')}
      />
    );
  return (
    <EndingDialog
      title={texts.title}
      detail={texts.detail}
      leftS={stage.leftS}
      yes={texts.stay}
      onYes={() => {
        presence.note();
        look();
        void refreshSession(client);
      }}
      onLeave={() => void leave(client, 'signedOut')}
    />
  );
}

interface EndingDialogProps {
  title: string;
  detail: string;
  leftS: number;
  yes: string;
  onYes: () => void;
  onLeave: () => void;
}

function EndingDialog({ title, detail, leftS, yes, onYes, onLeave }: EndingDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    // Otherwise the first button has the focus, and Enter would sign out.
    stay.current!.focus();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby="ending-title"
      aria-describedby="ending-detail"
      onCancel={(event) => {
        // Escape is an answer of somebody who is there.
        event.preventDefault();
        onYes();
      }}
    >
      <h2 id="ending-title" className={classes.title}>
        {title}
      </h2>
      <p id="ending-detail" className={classes.detail}>
        {detail}
      </p>
      {/* Read aloud every ten seconds and not each one. */}
      <p className={classes.left} aria-hidden>
        {texts.left(leftS)}
      </p>
      <p className={classes.spoken} role="status">
        {texts.left(Math.ceil(leftS / 10) * 10)}
      </p>
      <div className={classes.answers}>
        <button type="button" className={classes.leave} onClick={onLeave}>
          {texts.leave}
        </button>
        <button ref={stay} type="button" className={classes.stay} onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
