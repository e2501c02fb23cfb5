import { ConfirmDialog } from '../../admin/confirm-dialog.js';
import { registerTexts } from '../../texts/register-texts.js';
import { retireAssets } from '../register-api.js';
import { useRegisterChange } from '../register-queries.js';
import classes from './list.module.css';

const texts = registerTexts.list.retire;

interface RetireQuestionProps {
  assets: readonly { number: string; name: string; tagKey: string | null }[];
  onDone: () => void;
  onClose: () => void;
}

/** Says what retiring means, and of which assets, before it is done. */
export function RetireQuestion({ assets, onDone, onClose }: RetireQuestionProps) {
  const retire = useRegisterChange(retireAssets);
  const tagged = assets.filter(({ tagKey }) => tagKey !== null).length;
  return (
    <ConfirmDialog
      title={texts.title(assets.length, assets[0].number)}
      yes={texts.yes(assets.length)}
      destroys
      working={retire.isPending}
      problem={retire.error?.message ?? null}
      onYes={() =>
        retire.mutate(
          assets.map(({ number }) => number),
          { onSuccess: onDone },
        )
      }
      onClose={onClose}
    >
      <ul className={classes.numbers} tabIndex={assets.length > 8 ? 0 : undefined}>
        {assets.map(({ number, name }) => (
          <li key={number}>
            {number} {name}
          </li>
        ))}
      </ul>
      <p>{texts.detail(tagged)}</p>
    </ConfirmDialog>
  );
}
