import type { Track } from './track.js';

/** What besides levels a track remembers. */
type Told = Pick<Track, 'place' | 'portal'>;

/** As numbers, in this order, from 1. */
const methods = ['ready-made', 'range-fit'] as const;
const placeLength = 7;

/** As a list of numbers, for storage: whether there is a place and what it is, then the same of the portal. */
export function encodeTold({ place, portal }: Told): number[] {
  const numbers: number[] = [];
  if (place) {
    const { floorId, at, x, y, varX, varY, covXY } = place;
    numbers.push(methods.indexOf(place.method) + 1, floorId, at, x, y, varX, varY, covXY);
  } else numbers.push(0);
  if (portal) {
    const { sinceMs, atMs, sides, chances } = portal.pass;
    numbers.push(portal.readerId, sinceMs, atMs, sides, ...chances);
  }
  return numbers;
}

/** What `encodeTold` wrote, exactly. */
export function decodeTold([method, ...numbers]: readonly number[]): Told {
  const [floorId, at, x, y, varX, varY, covXY] = numbers;
  const [readerId, sinceMs, atMs, sides, ...chances] = method > 0 ? numbers.slice(placeLength) : numbers;
  return {
    place: method > 0 ? { method: methods[method - 1], floorId, at, x, y, varX, varY, covXY } : null,
    portal:
      readerId === undefined ? null : { readerId, pass: { sinceMs, atMs, sides, chances: Float64Array.from(chances) } },
  };
}
