import type { Invitation } from '#contracts/people';
import { usersTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { CopyField } from '../copy-field.js';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { exactWords } from '../time-words.js';

const texts = usersTexts.invitation;

/** The code of an invitation, shown this once. */
export function InvitationShown({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const address = `${location.origin}/welcome`;
  return (
    <Dialog title={texts.title(invitation.user.name)} mustAnswer onClose={onClose}>
      <Feedback tone="warn">{texts.once}</Feedback>
      <CopyField label={texts.code} value={invitation.code} />
      <CopyField label={texts.link} value={`${address}#${encodeURIComponent(invitation.code)}`} />
      <div className={classes.text}>
        <p>{texts.how(address)}</p>
        <p className={classes.muted}>
          {texts.ends} <time dateTime={invitation.expiresAt}>{exactWords(invitation.expiresAt)}</time>.
        </p>
      </div>
      <div className={classes.answers}>
        <button type="button" className={classes.primary} onClick={onClose}>
          {texts.done}
        </button>
      </div>
    </Dialog>
  );
}
