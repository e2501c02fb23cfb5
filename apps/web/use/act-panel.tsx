import { useState } from 'react';
import type { AssetView } from '#contracts/assets';
import { isCurrent } from '../live/connection-status.js';
import { useConnectionStatus } from '../live/use-live.js';
import { statusTexts } from '../texts/status-texts.js';
import { useTexts } from '../texts/use-texts.js';
import { DefectForm, LendForm, ReserveForm } from './act-forms.js';
import { useAct } from './asset-queries.js';
import { type Act, type Form, offeredActs, offeredForms, saidBy, undoOf } from './offered-acts.js';
import { assetActs } from './use-api.js';
import classes from './use.module.css';

const texts = useTexts.act;

/** What was done last, and how to take it back. */
interface Done {
  words: string;
  undo: (() => Promise<unknown>) | null;
}

interface ActPanelProps {
  asset: AssetView;
  /** It has an open defect. */
  defective: boolean;
  mayEndAnybodys: boolean;
}

/** Big buttons for what people do with an asset. Without a connection they say why they cannot. */
export function ActPanel({ asset, defective, mayEndAnybodys }: ActPanelProps) {
  const { id, status, reservation } = asset;
  const act = useAct(id);
  const [form, setForm] = useState<Form | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const online = isCurrent(useConnectionStatus());
  const stopped = !online || act.isPending;

  const run = (doing: () => Promise<unknown>, words: string, undo: Done['undo'] = null) => {
    if (stopped) return;
    setDone(null);
    act.mutate(doing, {
      onSuccess: () => {
        setForm(null);
        setDone({ words, undo });
      },
    });
  };
  const say = (one: Act) => {
    const said = saidBy[one];
    if (one === 'found') return run(() => assetActs.found(id), texts.did.found);
    if (said === null) return run(() => assetActs.takeBack(id), texts.did.takeBack);
    const before = undoOf(status.value);
    const undo = before && (() => assetActs.say(id, before));
    run(() => assetActs.say(id, said), texts.did.status(statusTexts.status[said]), undo);
  };
  const mayGiveUp = reservation !== null && (reservation.mine || mayEndAnybodys);

  return (
    <section className={classes.section} aria-labelledby="asset-acts">
      <h3 id="asset-acts" className={classes.title}>
        {texts.title}
      </h3>
      {!online && <p className={classes.quiet}>{texts.offline}</p>}
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
            onClick={() => run(() => assetActs.giveUp(id), texts.did.giveUp)}
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
        <ReserveForm
          onSend={(minutes) =>
            run(
              () => assetActs.reserve(id, minutes),
              texts.did.reserve,
              () => assetActs.giveUp(id),
            )
          }
        />
      )}
      {form === 'defect' && (
        <DefectForm onSend={(text) => run(() => assetActs.reportDefect(id, text), texts.did.defect)} />
      )}
      {form === 'lend' && (
        <LendForm
          onSend={(borrower, dueAt) =>
            run(
              () => assetActs.lend(id, borrower, dueAt),
              texts.did.lend,
              () => assetActs.takeBack(id),
            )
          }
        />
      )}
      <p className={act.isError ? classes.failed : classes.answer} role="status">
        {act.isPending ? texts.working : act.isError ? texts.failed(act.error.message) : done?.words}
        {done?.undo && !act.isPending && (
          <button type="button" className={classes.undo} onClick={() => run(done.undo!, texts.undone)}>
            {texts.undo}
          </button>
        )}
      </p>
    </section>
  );
}
