import { IconArrowLeft, IconRoute } from '@tabler/icons-react';
import type { AssetView } from '#contracts/assets';
import type { Known } from '../asset/known-place.js';
import { UndoSaid } from '../search/undo-said.js';
import type { Find } from '../search/use-find.js';
import { walkWords } from '../search/walk-words.js';
import { findTexts } from '../texts/find-texts.js';
import classes from './find-actions.module.css';
import { ReportButtons } from './report-buttons.js';

interface FindActionsProps {
  find: Find;
  asset: AssetView;
  known: Known | null;
}

/** What a selected asset offers who looks for it: back to the answers, the way there, and whether it was there. */
export default function FindActions({ find, asset, known }: FindActionsProps) {
  const result = find.results.find(({ id }) => id === asset.id);
  const walk = result ? walkWords(result.walkS, result.walkM) : null;
  const said = find.said?.assetId === asset.id ? find.said : null;
  return (
    <div className={classes.actions}>
      {find.q !== '' && (
        <button type="button" className={classes.back} onClick={() => find.go({ assetId: null, way: false })}>
          <IconArrowLeft size={18} stroke={1.8} aria-hidden />
          {findTexts.back}
        </button>
      )}
      <div className={classes.saidLine}>
        <p className={classes.said} role="status">
          {said?.words}
        </p>
        <UndoSaid undo={said?.undo} />
      </div>
      {known && (
        <>
          <button type="button" className={classes.way} onClick={() => find.go({ way: true })}>
            <IconRoute size={20} stroke={1.8} aria-hidden />
            {findTexts.way.show}
            {walk && <span className={classes.walk}>{walk}</span>}
          </button>
          <ReportButtons find={find} sought={asset} known={known} />
        </>
      )}
    </div>
  );
}
