import { IconX } from '@tabler/icons-react';
import { filterTexts } from '../texts/filter-texts.js';
import { choices } from './asset-filter.js';
import classes from './filter.module.css';
import { useAssetFilter, useShownTags } from './use-asset-filter.js';

/** Says that not everything is shown; one tap shows everything again. Nothing while there is no filter. */
export function FilterNote() {
  const [filter, change] = useAssetFilter();
  const { shown, all } = useShownTags();
  if (choices(filter) === 0) return null;
  return (
    <button
      type="button"
      className={classes.note}
      title={filterTexts.clear}
      onClick={() => change({ types: [], statuses: [], departments: [] })}
    >
      <span>{filterTexts.shown(shown.length, all)}</span>
      <span className={classes.hidden}>{filterTexts.clear}</span>
      <IconX size={16} stroke={2} aria-hidden />
    </button>
  );
}
