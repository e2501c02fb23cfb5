import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FloorDetail } from '#contracts/api';
import { blindForMs, type LiveTag } from '../live/floor-state.js';
import { useShownTags } from '../filter/use-asset-filter.js';
import { useConnectionStatus, useLive, useServerNow } from '../live/use-live.js';
import { isCurrent, shownFreshness } from '../live/connection-status.js';
import { filterTexts } from '../texts/filter-texts.js';
import { texts } from '../texts/texts.js';
import { ageWords } from './age-words.js';
import { AssetRow } from './asset-row.js';
import { FreshnessCounts } from './freshness-counts.js';
import { filterTags, freshnessCounts } from './list-order.js';
import { capitalised, placeWords } from './place-words.js';
import classes from './panel.module.css';
import { useTypeSynonyms } from './type-synonyms.js';

interface AssetListProps {
  floor: FloorDetail | null;
  onPick: (assetId: number) => void;
  onClose: () => void;
}

const pageSize = 100;

/** Everything on the floor as a list: the counterpart of the canvas for keyboard and screen reader. */
export function AssetList({ floor, onPick, onClose }: AssetListProps) {
  const live = useLive();
  const { shown: tags, all } = useShownTags();
  const nowMs = useServerNow();
  const current = isCurrent(useConnectionStatus());
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(pageSize);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const synonyms = useTypeSynonyms(filter !== '');
  const found = useMemo(() => filterTags(tags, filter, synonyms), [tags, filter, synonyms]);
  const counts = freshnessCounts(tags, nowMs, live.floor);
  const place = (tag: LiveTag) => capitalised(placeWords({ ...tag, zoneName: null }, floor?.zones));
  const nothingWords = () => {
    if (filter && tags.length > 0) return texts.list.noMatch(filter);
    if (all > 0) return filterTexts.nothing;
    return live.floor ? texts.list.empty : texts.asset.loading;
  };

  return (
    <>
      <header className={classes.head}>
        <div className={classes.headText}>
          <h2 ref={title} tabIndex={-1} className={classes.title}>
            {texts.list.title}
          </h2>
          {current ? <FreshnessCounts counts={counts} /> : <p className={classes.sub}>{texts.list.notLive}</p>}
        </div>
        <button type="button" className={classes.close} aria-label={texts.list.close} onClick={onClose}>
          <IconX size={20} stroke={1.6} aria-hidden />
        </button>
      </header>
      <div className={classes.filter}>
        <input
          type="search"
          className={classes.filterInput}
          placeholder={texts.list.filter}
          aria-label={texts.list.filter}
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value);
            setShown(pageSize);
          }}
        />
        {all > tags.length && <p className={classes.sub}>{filterTexts.hidden(all - tags.length)}</p>}
      </div>
      {found.length === 0 ? (
        <p className={classes.note} role="status">
          {nothingWords()}
        </p>
      ) : (
        <ul className={classes.list} data-current={current}>
          {found.slice(0, shown).map((tag) => (
            <li key={tag.tagId}>
              <button type="button" className={classes.item} onClick={() => onPick(tag.asset.assetId)}>
                <AssetRow
                  {...tag.asset}
                  detail={tag.asset.number}
                  freshness={shownFreshness(
                    nowMs - tag.observedAt,
                    current,
                    tag.reportingIntervalMs,
                    blindForMs(live.floor, tag.zoneId, nowMs),
                  )}
                  place={place(tag)}
                  age={ageWords(nowMs - tag.observedAt)}
                />
              </button>
            </li>
          ))}
          {found.length > shown && (
            <li>
              <button type="button" className={classes.more} onClick={() => setShown(shown + pageSize)}>
                {texts.list.more(Math.min(pageSize, found.length - shown))}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}
