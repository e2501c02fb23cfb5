import { useState, type FormEvent } from 'react';
import type { KeyView } from '#contracts/keys';
import { adminTexts, keysTexts } from '../../texts/admin-texts.js';
import classes from '../admin.module.css';
import { Dialog } from '../dialog.js';
import { Feedback } from '../feedback.js';
import { OneOf } from '../form/choices.js';
import formClasses from '../form/form.module.css';
import { rotateKey } from './keys-api.js';
import { useKeyChange } from './keys-queries.js';
import { SecretShown } from './secret-shown.js';

const texts = keysTexts.rotate;
type Hours = keyof typeof texts.hours;
const overlaps: Hours[] = ['0', '1', '24', '168', '720'];

/** Gives a key a new secret and shows it once; the old one goes on working for the chosen while. */
export function RotateKeyDialog({ apiKey, onClose }: { apiKey: KeyView; onClose: () => void }) {
  const [hours, setHours] = useState<Hours>('24');
  const rotate = useKeyChange((overlapHours: number) => rotateKey(apiKey.id, overlapHours));
  if (rotate.data) return <SecretShown made={rotate.data} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate(Number(hours));
  };
  return (
    <Dialog title={texts.title(apiKey.name)} small onClose={onClose}>
      <form className={formClasses.form} onSubmit={submit}>
        <p>{texts.detail}</p>
        {rotate.error && <Feedback tone="bad">{adminTexts.nothingSaved(rotate.error.message)}</Feedback>}
        <OneOf<Hours>
          label={texts.overlap}
          value={hours}
          choices={overlaps.map((value) => ({ value, name: texts.hours[value] }))}
          onChange={setHours}
        />
        <div className={classes.answers}>
          <button type="button" className={classes.button} onClick={onClose}>
            {adminTexts.cancel}
          </button>
          <button type="submit" className={classes.primary} disabled={rotate.isPending}>
            {rotate.isPending ? texts.working : texts.submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
