import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { findTexts } from '../texts/find-texts.js';
import { isTakable } from '../way/next-best.js';
import './found-on-map.css';
import { pointOf } from './near.js';
import type { Find } from './use-find.js';

/** So many numbers tell the answers apart; more would hide the floor. */
const numbered = 10;

/** Puts the numbers of the answers, and the pin of where one is, onto the map of a floor. */
export function useFoundOnMap(map: L.Map | null, find: Find, floorId: number, onPick: (index: number) => void): void {
  const latest = useRef(onPick);
  latest.current = onPick;
  const { q, results, active, assetId, way, from, answer, own } = find;

  // While a way is shown its goal stands alone.
  const shown = q === '' || way ? [] : results.slice(0, Math.max(numbered, active + 1));
  const marks = shown.flatMap((asset, index) => {
    const { position } = asset;
    if (position?.floorId !== floorId) return [];
    const chosen = assetId === null ? index === active : asset.id === assetId;
    if (index >= numbered && !chosen) return [];
    return [{ index, x: position.x, y: position.y, takable: isTakable(asset), chosen }];
  });
  const key = JSON.stringify(marks);
  useEffect(() => {
    if (!map) return;
    const group = L.layerGroup().addTo(map);
    for (const { index, x, y, takable, chosen } of JSON.parse(key) as typeof marks) {
      const icon = L.divIcon({
        className: `found-mark${takable ? '' : ' found-taken'}${chosen ? ' found-chosen' : ''}`,
        html: `<span>${index + 1}</span>`,
        iconSize: [30, 38],
        iconAnchor: [15, 42],
      });
      // The list beside the map is the same for keyboard and screen reader.
      const mark = L.marker([y, x], { icon, keyboard: false, zIndexOffset: chosen ? 2000 : 1000 - index });
      mark.on('click', () => latest.current(index)).addTo(group);
    }
    return () => void group.remove();
  }, [map, key]);

  const told = own && from && answer?.near && answer.near.floorId === floorId ? answer.near : null;
  const tapped = from && pointOf(from.near);
  const pin = tapped ? (tapped.floorId === floorId ? tapped : null) : told;
  const name = from?.name ?? '';
  const [x, y] = [pin?.x ?? null, pin?.y ?? null];
  useEffect(() => {
    if (!map || x === null || y === null) return;
    const words = document.createElement('span');
    words.textContent = `${findTexts.near.you}: ${name}`;
    const icon = L.divIcon({ className: 'near-pin', html: words, iconSize: [18, 18] });
    const mark = L.marker([y, x], { icon, keyboard: false, interactive: false, zIndexOffset: 3000 }).addTo(map);
    return () => void mark.remove();
  }, [map, x, y, name]);
}
