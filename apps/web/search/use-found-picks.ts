import { useEffect } from 'react';
import type { FloorDetail } from '#contracts/api';
import { loadAhead, loadAssetPanel, loadFindActions, loadNearChooser, loadWayPanel } from '../app/panels.js';
import { may } from '../session/may.js';
import { stopTyping } from './found-list.js';
import { nearPoint } from './near.js';
import { useChangeKept, useKeptSearches } from './search-queries.js';
import type { Find } from './use-find.js';

/** What can be done with the answers: look at one, be led to it, say where one stands, and leave. */
export function useFoundPicks(find: Find, floor: FloorDetail | null, onSelect: () => void) {
  const mayKeep = may(find.session, 'searches.keep');
  const kept = useKeptSearches(mayKeep && find.q !== '');
  const { keep } = useChangeKept();
  const { q, results } = find;
  /** A search that led somewhere is one to remember; a pinned one stays pinned. */
  const remember = () => {
    const pinned = kept.data?.some((one) => one.q === q && one.pinned) ?? false;
    if (mayKeep && q !== '' && find.answerTo === q) keep.mutate({ q, pinned });
  };
  // What comes after the answers is loaded while they are read.
  const asked = q !== '';
  useEffect(() => {
    if (asked) loadAhead(loadNearChooser, loadAssetPanel, loadFindActions, loadWayPanel);
  }, [asked]);
  return {
    pick: (index: number) => {
      const asset = results[index];
      if (!asset) return;
      remember();
      stopTyping();
      onSelect();
      find.go({ assetId: asset.id, way: false }, asset.position?.floorId);
    },
    showWay: (index: number) => {
      const asset = results[index];
      if (!asset) return;
      remember();
      stopTyping();
      find.go({ assetId: asset.id, way: true });
    },
    /** The tapped place becomes where ways begin. Metres. */
    standAt: ({ x, y }: { x: number; y: number }) => {
      if (floor) find.setFrom(nearPoint(floor, x, y));
    },
    /** One step out: from the way to its goal, from there to the answers, from those to the map. */
    leave: () => {
      if (find.way) find.go({ way: false });
      else if (find.assetId !== null) find.go({ assetId: null });
      else if (q !== '') find.go({ q: '' });
    },
  };
}
