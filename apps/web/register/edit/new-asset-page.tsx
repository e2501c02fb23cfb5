import { useLocation, useNavigate } from 'react-router';
import type { CreateAsset } from '#contracts/assets';
import type { Session } from '#contracts/people';
import { registerTexts } from '../../texts/register-texts.js';
import { createAsset } from '../register-api.js';
import { RegisterPage } from '../register-page.js';
import { useRegisterChange, useTypes } from '../register-queries.js';
import { AssetForm } from './asset-form.js';
import { Loading } from '../loading.js';
import type { PhotoChange } from './photo-field.js';
import { sendPhoto } from './send-photo.js';

const texts = registerTexts.form;

/** /equipment/new */
export default function NewAssetPage({ session }: { session: Session }) {
  const types = useTypes();
  const navigate = useNavigate();
  // A code that was scanned and belongs to nothing yet.
  const scanned = (useLocation().state as { number?: string } | null)?.number;
  const create = useRegisterChange(async ({ asset, photo }: { asset: CreateAsset; photo: PhotoChange }) => {
    const id = await createAsset(asset);
    // The asset is there whatever becomes of its photo: its page says when that is missing.
    const photoProblem = await sendPhoto(id, photo);
    return { id, photoProblem };
  });
  return (
    <RegisterPage session={session} permission="assets.change" title={texts.newTitle} inner>
      <Loading query={types}>
        {types.data && (
          <AssetForm
            known={null}
            number={scanned}
            types={types.data}
            saved={null}
            onSave={async (asset, photo) => {
              const { id, photoProblem } = await create.mutateAsync({ asset, photo });
              void navigate(`/equipment/${id}`, { replace: true, state: { created: true, photoProblem } });
            }}
          />
        )}
      </Loading>
    </RegisterPage>
  );
}
