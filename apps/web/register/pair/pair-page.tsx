import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { ApiError } from '../../app/api.js';
import { pairTexts } from '../../texts/pair-texts.js';
import { registerTexts } from '../../texts/register-texts.js';
import { Loading } from '../loading.js';
import { RegisterPage } from '../register-page.js';
import { useAssetDetail } from '../register-queries.js';
import { PairStation, type Paired } from './pair-station.js';
import classes from './pair.module.css';

/** /pair, and /equipment/:assetId/tag for one asset */
export default function PairPage({ session }: { session: Session }) {
  const { assetId } = useParams();
  return (
    <RegisterPage
      session={session}
      permission="assets.change"
      title={assetId === undefined ? pairTexts.title : pairTexts.titleOf}
      inner={assetId !== undefined}
    >
      <div className={classes.station}>
        {assetId === undefined ? <ManyPairs /> : <OnePair assetId={Number(assetId) || null} />}
      </div>
    </RegisterPage>
  );
}

/** One pair after the other. */
function ManyPairs() {
  const [done, setDone] = useState<readonly Paired[]>([]);
  const last = done[0];
  return (
    <>
      {last && <Feedback tone="good">{pairTexts.done(last.asset.number, last.tagKey)}</Feedback>}
      <PairStation given={null} onPaired={(paired) => setDone([paired, ...done])} />
      {done.length > 0 && (
        <section className={admin.card} aria-labelledby="done-title">
          <h2 id="done-title" className={admin.heading}>
            {pairTexts.doneTitle(done.length)}
          </h2>
          <ol className={classes.done}>
            {done.map(({ asset, tagKey }, index) => (
              <li key={done.length - index}>
                <Link to={`/equipment/${asset.id}`}>{asset.number}</Link>
                <span>{asset.name}</span>
                <code className={admin.code}>{tagKey}</code>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function OnePair({ assetId }: { assetId: number | null }) {
  const asset = useAssetDetail(assetId);
  const [done, setDone] = useState<Paired | null>(null);
  if (assetId === null || (asset.error instanceof ApiError && asset.error.status === 404))
    return (
      <p className={admin.empty} role="status">
        {registerTexts.form.unknown}
      </p>
    );
  return (
    <Loading query={asset}>
      {asset.data && done && (
        <>
          <Feedback tone="good">{pairTexts.done(done.asset.number, done.tagKey)}</Feedback>
          <div className={admin.actions}>
            <Link className={admin.primary} to={`/equipment/${assetId}`}>
              {pairTexts.toAsset(done.asset.number)}
            </Link>
            <Link className={admin.button} to="/pair">
              {pairTexts.next}
            </Link>
          </div>
        </>
      )}
      {asset.data && !done && (
        <PairStation
          given={{ id: asset.data.id, number: asset.data.number, name: asset.data.name }}
          onPaired={setDone}
        />
      )}
    </Loading>
  );
}
