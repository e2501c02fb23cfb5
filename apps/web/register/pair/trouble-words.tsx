import { Link } from 'react-router';
import admin from '../../admin/admin.module.css';
import { Feedback } from '../../admin/feedback.js';
import { pairTexts } from '../../texts/pair-texts.js';
import type { PairTrouble } from './pair-state.js';

const texts = pairTexts.trouble;

interface TroubleWordsProps {
  trouble: PairTrouble;
  onTag: (tagKey: string) => void;
  onDismiss: () => void;
}

/** A code that fits nothing, and what it may be. */
export function TroubleWords({ trouble, onTag, onDismiss }: TroubleWordsProps) {
  if (trouble.kind === 'another-asset')
    return (
      <Feedback tone="warn" action={{ label: texts.dismiss, run: onDismiss }}>
        {texts.anotherAsset(trouble.asset.number, trouble.asset.name)}
      </Feedback>
    );
  if (trouble.kind === 'several')
    return (
      <Feedback tone="warn" action={{ label: texts.dismiss, run: onDismiss }}>
        {texts.several(trouble.code)}
      </Feedback>
    );
  return (
    <Feedback tone="warn">
      <p>{texts.unknown(trouble.code)}</p>
      <div className={admin.actions}>
        <button type="button" className={admin.button} onClick={() => onTag(trouble.tagKey)}>
          {texts.isTag}
        </button>
        <Link className={admin.button} to="/equipment/new" state={{ number: trouble.code }}>
          {texts.register}
        </Link>
        <button type="button" className={admin.button} onClick={onDismiss}>
          {texts.dismiss}
        </button>
      </div>
    </Feedback>
  );
}
