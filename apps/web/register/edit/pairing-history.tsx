import type { AssetDetail } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { exactWords } from '../../admin/time-words.js';
import { registerTexts } from '../../texts/register-texts.js';
import { Loading } from '../loading.js';
import { usePairings } from '../register-queries.js';
import classes from './edit.module.css';

const texts = registerTexts.tag;

/** Which tags it carried, since when, and who paired them. */
export function PairingHistory({ assetId }: { assetId: AssetDetail['id'] }) {
  const pairings = usePairings(assetId);
  return (
    <section className={admin.card} aria-labelledby="pairings-title">
      <h2 id="pairings-title" className={admin.heading}>
        {texts.history}
      </h2>
      <Loading query={pairings}>
        {pairings.data?.length === 0 && <p className={admin.muted}>{texts.never}</p>}
        <ol className={classes.history}>
          {pairings.data?.map(({ tagKey, since, until, by }) => (
            <li key={tagKey + since} data-now={until === null}>
              <code className={admin.code}>{tagKey}</code>
              <span>
                {until === null ? texts.since(exactWords(since)) : texts.span(exactWords(since), exactWords(until))}
              </span>
              {by && <span>{texts.by(by)}</span>}
            </li>
          ))}
        </ol>
      </Loading>
    </section>
  );
}
