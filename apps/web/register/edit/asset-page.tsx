import { IconMap2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import type { AssetDetail, CreateAsset } from '#contracts/assets';
import type { Session } from '#contracts/people';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { ApiError } from '../../app/api.js';
import { may } from '../../session/may.js';
import { registerTexts } from '../../texts/register-texts.js';
import { RetireQuestion } from '../list/retire-question.js';
import { StatusBadge } from '../../asset/status-badge.js';
import { Loading } from '../loading.js';
import { changeAsset, serveAgain } from '../register-api.js';
import { RegisterPage } from '../register-page.js';
import { useAssetDetail, useRegisterChange, useTypes } from '../register-queries.js';
import { changeOf } from './asset-draft.js';
import { AssetFacts } from './asset-facts.js';
import { AssetForm } from './asset-form.js';
import { KitCard } from './kit-card.js';
import { PairingHistory } from './pairing-history.js';
import type { PhotoChange } from './photo-field.js';
import { sendPhoto } from './send-photo.js';
import { TagCard } from './tag-card.js';

const texts = registerTexts.form;

/** /equipment/:assetId */
export default function AssetPage({ session }: { session: Session }) {
  const { assetId } = useParams();
  const id = Number(assetId) || null;
  const asset = useAssetDetail(id);
  const [retired, setRetired] = useState<AssetDetail | null>(null);
  const gone = id === null || (asset.error instanceof ApiError && asset.error.status === 404);
  const title = retired?.number ?? asset.data?.number ?? texts.title;
  return (
    <RegisterPage session={session} permission="assets.see" title={title} inner>
      {retired ? (
        <Retired asset={retired} onServing={() => setRetired(null)} />
      ) : gone ? (
        <p className={admin.empty} role="status">
          {texts.unknown}
        </p>
      ) : (
        <Loading query={asset}>
          {asset.data && (
            <Known key={asset.data.id} asset={asset.data} session={session} onRetired={() => setRetired(asset.data)} />
          )}
        </Loading>
      )}
    </RegisterPage>
  );
}

/** It was taken out of service a moment ago, and can be taken back. */
function Retired({ asset, onServing }: { asset: AssetDetail; onServing: () => void }) {
  const serve = useRegisterChange(serveAgain);
  return (
    <>
      <Feedback
        tone="good"
        action={{ label: texts.serveAgain, run: () => serve.mutate([asset], { onSuccess: onServing }) }}
      >
        {registerTexts.list.retire.done([asset.number])}
      </Feedback>
      {serve.error && <Feedback tone="bad">{serve.error.message}</Feedback>}
    </>
  );
}

interface KnownProps {
  asset: AssetDetail;
  session: Session;
  onRetired: () => void;
}

function Known({ asset, session, onRetired }: KnownProps) {
  const types = useTypes();
  const mayChange = may(session, 'assets.change');
  const arrived = useLocation().state as { created?: boolean; photoProblem?: string | null } | null;
  const [saved, setSaved] = useState<string | null>(arrived?.created ? texts.created(asset.number) : null);
  const [photoProblem, setPhotoProblem] = useState(arrived?.photoProblem ?? null);
  const [version, setVersion] = useState(0);
  const [asking, setAsking] = useState(false);
  const change = useRegisterChange(
    async ({ wanted, photo, began }: { wanted: CreateAsset; photo: PhotoChange; began: AssetDetail }) => {
      const differs = changeOf(began, wanted);
      if (differs) await changeAsset(asset.id, differs);
      return sendPhoto(asset.id, photo);
    },
  );
  const side = (
    <>
      <TagCard asset={asset} mayChange={mayChange} />
      <KitCard asset={asset} />
      <PairingHistory assetId={asset.id} />
      {mayChange && (
        <button type="button" className={admin.danger} onClick={() => setAsking(true)}>
          {registerTexts.list.retire.action}
        </button>
      )}
    </>
  );
  return (
    <>
      <div className={admin.head}>
        <p className={admin.intro}>
          {asset.name} <StatusBadge status={asset.status.value} />
        </p>
        {asset.position && (
          <Link className={admin.button} to={`/floor/${asset.position.floorId}?asset=${asset.id}`}>
            <IconMap2 size={20} stroke={1.8} aria-hidden />
            {texts.onMap}
          </Link>
        )}
      </div>
      {photoProblem && <Feedback tone="bad">{registerTexts.photo.failed(photoProblem)}</Feedback>}
      <Loading query={types}>
        {types.data &&
          (mayChange ? (
            <AssetForm
              key={version}
              known={asset}
              types={types.data}
              saved={saved}
              onSave={async (wanted, photo, began) => {
                setSaved(null);
                setPhotoProblem(await change.mutateAsync({ wanted, photo, began: began ?? asset }));
                setSaved(texts.saved(wanted.number));
                setVersion(version + 1);
              }}
            >
              {side}
            </AssetForm>
          ) : (
            <AssetFacts asset={asset} types={types.data}>
              {side}
            </AssetFacts>
          ))}
      </Loading>
      {asking && (
        <RetireQuestion
          assets={[asset]}
          onDone={() => {
            setAsking(false);
            onRetired();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
