import type { PlacedWindow } from '#contracts/calibration';
import { chooseFloor } from '../choose-floor.js';
import { createWindow } from '../window.js';

export interface WrongFloorReader {
  readerId: number;
  otherFloorId: number;
  windows: number;
}

/** So many windows are needed, and so large a part of them must say the same. */
const fewestWindows = 30;
const mostOf = 0.7;
/** A reader counts as near a tag when it is among so many strongest. */
const nearest = 3;

/**
 * Readers that are near tags which all others hear on another floor: they hang there. Looks at windows of the whole building.
 * @param readers of the whole building, with the floor their plan gives them
 */
export function readersOnWrongFloor(
  readers: readonly { id: number; floorId: number }[],
  windows: readonly PlacedWindow[],
): WrongFloorReader[] {
  const places = new Map(readers.map(({ id }, place) => [id, place]));
  const floorOfReader = readers.map(({ floorId }) => floorId);
  const seen = readers.map(() => new Map<number, number>());
  const others = createWindow();
  for (const { readerIds, levelsDbm } of windows) {
    const heard = readerIds
      .flatMap((id, i) => (places.has(id) ? [{ place: places.get(id)!, levelDbm: levelsDbm[i] }] : []))
      .sort((a, b) => b.levelDbm - a.levelDbm);
    if (heard.length < nearest) continue;
    for (const { place } of heard.slice(0, nearest)) {
      others.count = 0;
      for (const other of heard) {
        if (other.place === place || others.count === others.readers.length) continue;
        others.readers[others.count] = other.place;
        others.levelsDbm[others.count++] = other.levelDbm;
      }
      const floor = chooseFloor(floorOfReader, others, -1);
      seen[place].set(floor, (seen[place].get(floor) ?? 0) + 1);
    }
  }
  return readers.flatMap(({ id, floorId }, place) => {
    const total = [...seen[place].values()].reduce((sum, count) => sum + count, 0);
    if (total < fewestWindows) return [];
    const [otherFloorId, count] = [...seen[place]].reduce((most, one) => (one[1] > most[1] ? one : most));
    if (otherFloorId === floorId || count < mostOf * total) return [];
    return [{ readerId: id, otherFloorId, windows: total }];
  });
}
