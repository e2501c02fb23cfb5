import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import type { AssetStatus } from '#contracts/asset-status';
import type { LiveAsset } from '#contracts/live';
import { StatusSign } from '../asset/status-sign.js';
import { MarkerIcon } from '../asset/marker-icon.js';
import { useTagList } from '../live/use-live.js';
import { filterTexts } from '../texts/filter-texts.js';
import { statusTexts } from '../texts/status-texts.js';
import { choices, choicesOf, filterKinds, passes, toggled, type Choice, type FilterKind } from './asset-filter.js';
import classes from './filter.module.css';
import { useAssetFilter } from './use-asset-filter.js';

/** What can be shown on the map: types, statuses and departments with how many there are of each. */
export default function FilterPanel({ onClose }: { onClose: () => void }) {
  const [filter, change] = useAssetFilter();
  const tags = useTagList();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const assets = useMemo(() => tags.map(({ asset }) => asset), [tags]);
  const shown = useMemo(() => assets.filter(passes(filter)).length, [assets, filter]);
  const groups = useMemo(
    () => filterKinds.map((kind) => ({ kind, choices: choicesOf(assets, filter, kind, names[kind]) })),
    [assets, filter],
  );
  const examples = useMemo(() => new Map(assets.map((asset) => [asset.typeKey, asset])), [assets]);
  return (
    <div className={classes.panel} role="dialog" aria-label={filterTexts.title}>
      <div className={classes.head}>
        <h2 ref={title} tabIndex={-1} className={classes.title}>
          {filterTexts.title}
        </h2>
        <button type="button" className={classes.close} aria-label={filterTexts.close} onClick={onClose}>
          <IconX size={20} stroke={1.6} aria-hidden />
        </button>
      </div>
      <div className={classes.groups}>
        {groups.map(
          ({ kind, choices: all }) =>
            (all.length > 1 || all.some(({ chosen }) => chosen)) && (
              <fieldset key={kind} className={classes.group}>
                <legend className={classes.legend}>{filterTexts[kind]}</legend>
                {all.map((choice) => (
                  <label key={choice.value} className={classes.choice} data-empty={choice.count === 0}>
                    <input
                      type="checkbox"
                      checked={choice.chosen}
                      onChange={() => change(toggled(filter, kind, choice.value))}
                    />
                    <Sign kind={kind} choice={choice} example={examples.get(choice.value)} />
                    <span className={classes.name}>{choice.name}</span>
                    <span className={classes.count}>{choice.count}</span>
                  </label>
                ))}
              </fieldset>
            ),
        )}
      </div>
      <div className={classes.foot}>
        <p role="status">{filterTexts.shown(shown, assets.length)}</p>
        <button
          type="button"
          className={classes.clear}
          disabled={choices(filter) === 0}
          onClick={() => change({ types: [], statuses: [], departments: [] })}
        >
          {filterTexts.clear}
        </button>
      </div>
    </div>
  );
}

const names: Record<FilterKind, (value: string, asset: LiveAsset | undefined) => string> = {
  types: (value, asset) => asset?.typeName ?? value,
  statuses: (value) => statusTexts.status[value as AssetStatus],
  departments: (value) => value || filterTexts.wholeHouse,
};

function Sign({ kind, choice, example }: { kind: FilterKind; choice: Choice; example: LiveAsset | undefined }) {
  if (kind === 'statuses') return <StatusSign status={choice.value as AssetStatus} />;
  if (kind !== 'types' || !example) return null;
  const { typeKey, typeName, icon } = example;
  return <MarkerIcon typeKey={typeKey} typeName={typeName} icon={icon} freshness="live" size={22} />;
}
