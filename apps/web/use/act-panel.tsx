import { useState } from 'react';
import type { AssetView } from '#contracts/assets';
import { ConfirmDialog } from '../admin/confirm-dialog.js';
import { statusTexts } from '../texts/status-texts.js';
import { useTexts } from '../texts/use-texts.js';
import { DefectForm, LendForm, ReserveForm } from './act-forms.js';
import { type Act, backAs, type Form, offeredActs, offeredForms, saidBy } from './offered-acts.js';
import { assetActs } from './use-api.js';
import type { Acting } from './use-acting.js';
import classes from './use.module.css';

const texts = useTexts.act;

interface ActPanelProps {
  asset: AssetView;
  acting: Acting;
  /** It has an open defect. */
  defective: boolean;
  mayEndAnybodys: boolean;
  /** A moment in words. */
  when: (iso: string) => string;
}

/** Big buttons for what people do with an asset. Without a connection they say why they cannot. */
export function ActPanel({ asset, acting, defective, mayEndAnybodys, when }: ActPanelProps) {
  const { id, reservation } = asset;
  const { stopped, run, outcome, undo } = acting;
  const [form, setForm] = useState<Form | null>(null);
  const [ending, setEnding] = useState(false);

  const say = (one: Act) => {
    if (one === 'found') return run(() => assetActs.found(id), texts.did.found);
    const back = backAs[one];
    if (back) return run(() => assetActs.takeBack(id, back), texts.did.takeBack);
    const said = saidBy[one];
    if (said) run(() => assetActs.say(id, said), texts.did.status(statusTexts.status[said]));
  };
  const giveUp = (then?: () => void) => run(() => assetActs.giveUp(id), texts.did.giveUp, then);
  const askToEnd = () => {
    if (stopped) return;
    acting.forget();
    setEnding(true);
  };
  const close = () => setForm(null);
  const mayGiveUp = reservation !== null && (reservation.mine || mayEndAnybodys);

  return (
    <section className={classes.section} aria-labelledby="asset-acts">
      <h3 id="asset-acts" className={classes.title}>
        {texts.title}
      </h3>
      {acting.offline && <p className={classes.quiet}>{texts.offline}</p>}
      <div className={classes.acts}>
        {offeredActs(asset, defective).map((one, place) => (
          <button
            key={one}
            type="button"
            className={classes.act}
            data-first={place === 0}
            aria-disabled={stopped}
            onClick={() => say(one)}
          >
            {texts[one]}
          </button>
        ))}
        {mayGiveUp && (
          <button
            type="button"
            className={classes.act}
            aria-disabled={stopped}
            aria-haspopup={reservation.mine ? undefined : 'dialog'}
            onClick={() => (reservation.mine ? giveUp() : askToEnd())}
          >
            {reservation.mine ? texts.giveUp : texts.giveUpOther}
          </button>
        )}
        {offeredForms(asset).map((one) => (
          <button
            key={one}
            type="button"
            className={classes.act}
            aria-expanded={form === one}
            aria-disabled={stopped}
            onClick={() => !stopped && setForm(form === one ? null : one)}
          >
            {texts[one]}
          </button>
        ))}
      </div>
      {form === 'reserve' && (
        <ReserveForm onSend={(minutes) => run(() => assetActs.reserve(id, minutes), texts.did.reserve, close)} />
      )}
      {form === 'defect' && (
        <DefectForm onSend={(text) => run(() => assetActs.reportDefect(id, text), texts.did.defect, close)} />
      )}
      {form === 'lend' && (
        <LendForm onSend={(to, dueAt) => run(() => assetActs.lend(id, to, dueAt), texts.did.lend, close)} />
      )}
      <p className={outcome?.failed ? classes.failed : classes.answer} role="status">
        {acting.working ? (acting.slow ? texts.slow : texts.working) : outcome?.words}
        {undo && (
          <button type="button" className={classes.undo} onClick={undo}>
            {texts.undo}
          </button>
        )}
      </p>
      {ending && reservation && !reservation.mine && (
        <ConfirmDialog
          title={texts.endTitle}
          yes={texts.giveUpOther}
          destroys
          working={acting.working}
          problem={outcome?.failed ? outcome.words : null}
          onYes={() => giveUp(() => setEnding(false))}
          onClose={() => setEnding(false)}
        >
          {texts.endDetail(reservation.by, when(reservation.until))}
        </ConfirmDialog>
      )}
    </section>
  );
}
