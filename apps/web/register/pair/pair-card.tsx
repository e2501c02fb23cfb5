import { IconArrowsLeftRight, IconLink, IconTag, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import admin from '../../admin/admin.module.css';
import { TypeIcon } from '../../asset/type-icon.js';
import { adminTexts } from '../../texts/admin-texts.js';
import { pairTexts } from '../../texts/pair-texts.js';
import { useAssetDetail } from '../register-queries.js';
import type { PairState, PairStep } from './pair-state.js';
import classes from './pair.module.css';

const texts = pairTexts.pair;

interface PairCardProps {
  state: PairState;
  step: PairStep;
  fixed: boolean;
  working: boolean;
  onConfirm: () => void;
  onClear: (part: 'asset' | 'tag') => void;
}

/** The asset and the tag as far as they are known, what is still missing, and the one tap that pairs them. */
export function PairCard({ state, step, fixed, working, onConfirm, onClear }: PairCardProps) {
  const { asset, tag } = state;
  const { data: detail, isFetching, error } = useAssetDetail(asset?.id ?? null);
  // What it carries now is said before it is given something else.
  const looking = detail === undefined || isFetching;
  const former = detail?.tagKey && tag && detail.tagKey !== tag.tagKey ? detail.tagKey : null;
  return (
    <section className={admin.card} aria-label={texts.label}>
      <div className={classes.pair} aria-live="polite">
        <Side
          label={texts.asset}
          empty={texts.noAsset}
          icon={asset && detail && <TypeIcon icon={detail.icon} size={28} />}
          title={asset?.number}
          clear={fixed ? undefined : texts.otherAsset}
          onClear={() => onClear('asset')}
        >
          {asset && (
            <>
              <p>{asset.name}</p>
              {detail && <p>{[detail.typeName, detail.department].filter(Boolean).join(', ')}</p>}
              {error && !detail && <p className={classes.caution}>{texts.lookFailed(error.message)}</p>}
              {former && <p className={classes.caution}>{texts.replaces(former)}</p>}
            </>
          )}
        </Side>
        <IconArrowsLeftRight className={classes.between} size={24} stroke={1.5} aria-hidden />
        <Side
          label={texts.tag}
          empty={texts.noTag}
          icon={tag && <IconTag size={28} stroke={1.6} aria-hidden />}
          title={tag?.tagKey}
          clear={texts.otherTag}
          onClear={() => onClear('tag')}
        >
          {tag && (
            <p className={tag.known === 'free' || tag.known === 'heard' ? undefined : classes.caution}>
              {tag.known === 'carried'
                ? texts.carried(tag.carrier && `${tag.carrier.number} ${tag.carrier.name}`)
                : texts.known[tag.known]}
            </p>
          )}
        </Side>
      </div>
      <p className={classes.next} role="status">
        {texts.steps[step]}
      </p>
      {(step === 'pair' || step === 'move') && (
        <button
          type="button"
          className={`${admin.primary} ${classes.confirm}`}
          disabled={working || looking}
          onClick={onConfirm}
        >
          <IconLink size={22} stroke={1.8} aria-hidden />
          {working
            ? adminTexts.saving
            : looking && !error
              ? texts.looking
              : step === 'move'
                ? texts.move(tag!.carrier?.number ?? null)
                : texts.yes}
        </button>
      )}
    </section>
  );
}

interface SideProps {
  label: string;
  empty: string;
  icon: ReactNode;
  title?: string;
  /** Words of the button that takes it away; without them it stays. */
  clear?: string;
  onClear: () => void;
  children: ReactNode;
}

function Side({ label, empty, icon, title, clear, onClear, children }: SideProps) {
  return (
    <div className={classes.side} data-filled={title !== undefined}>
      <div className={classes.sideHead}>
        <h2>{label}</h2>
        {title !== undefined && clear && (
          <button type="button" className={classes.clear} aria-label={clear} title={clear} onClick={onClear}>
            <IconX size={18} stroke={1.8} aria-hidden />
          </button>
        )}
      </div>
      {title === undefined ? (
        <p className={admin.muted}>{empty}</p>
      ) : (
        <div className={classes.found}>
          {icon}
          <strong>{title}</strong>
        </div>
      )}
      {children}
    </div>
  );
}
