import { useState } from 'react';
import type { NewKey } from '#contracts/keys';
import { keysTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { CopyField } from '../copy-field.js';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { exactWords } from '../time-words.js';
import { curlExample } from './curl-example.js';

const texts = keysTexts.secret;

/** The secret of a key, shown this once, with a command to try it. */
export function SecretShown({ made, onClose }: { made: NewKey; onClose: () => void }) {
  const [example] = useState(() => curlExample(made.key, made.secret, location.origin, Date.now()));
  return (
    <Dialog title={texts.title(made.key.name)} mustAnswer onClose={onClose}>
      <Feedback tone="warn">{texts.once}</Feedback>
      <CopyField label={texts.secret} value={made.secret} />
      {made.key.formerUntil !== null && (
        <p>
          {texts.former} <time dateTime={made.key.formerUntil}>{exactWords(made.key.formerUntil)}</time>.
        </p>
      )}
      <CopyField label={texts.example} value={example} many />
      <div className={classes.answers}>
        <button type="button" className={classes.primary} onClick={onClose}>
          {texts.done}
        </button>
      </div>
    </Dialog>
  );
}
