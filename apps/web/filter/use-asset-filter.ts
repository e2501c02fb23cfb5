import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { LiveTag } from '../live/floor-state.js';
import { useTagList } from '../live/use-live.js';
import { filterOf, passes, withFilter, type AssetFilter } from './asset-filter.js';

/** The filter in the address, and how to change it; a change is no step of the way back. */
export function useAssetFilter(): [AssetFilter, (filter: AssetFilter) => void] {
  const [params, setParams] = useSearchParams();
  const text = withFilter(new URLSearchParams(), filterOf(params)).toString();
  const filter = useMemo(() => filterOf(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (next: AssetFilter) => setParams((before) => withFilter(before, next), { replace: true }),
    [setParams],
  );
  return [filter, change];
}

/** What of the watched floor passes the filter, and how much there is in all; new once a second at most. */
export function useShownTags(): { shown: readonly LiveTag[]; all: number } {
  const tags = useTagList();
  const [filter] = useAssetFilter();
  return useMemo(() => {
    const isShown = passes(filter);
    return { shown: tags.filter(({ asset }) => isShown(asset)), all: tags.length };
  }, [tags, filter]);
}
