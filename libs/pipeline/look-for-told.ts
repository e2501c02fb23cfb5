import { emptyFix } from '#positioning/fix';
import { type PortalRead, portalLooks } from '#positioning/portal/portal-looks';
import { takeLook } from '#positioning/portal/portal-pass';
import { solveRanges } from '#positioning/solve-ranges';
import { rowKinds } from './evidence.js';
import type { Moment } from './moment.js';
import { sharpness } from './seen-place.js';
import { type ToldPlace, type Track, blurred, placeFadesMs } from './track.js';

/** What is remembered of a tag besides what its levels tell. */
export type Told = Pick<Track, 'place' | 'portal'>;

/** The second that is looked at, with all evidence up to it. */
type Second = Pick<Moment, 'house' | 'evidence' | 'at'>;

/** Distances of so long count for one place, ms: a round over all anchors takes less. */
const rangesWithinMs = 1000;
/** A circle of so many standard deviations holds nine of ten in the plane (Rayleigh distribution). */
const radius90PerSd = Math.sqrt(2 * Math.LN10);

/** Working memory, written and read within one call. */
const fix = emptyFix();

/** What places of other engines, measured distances and portals tell of a tag after one more second. */
export function lookForTold(second: Second, known: Told | null): Told & { newPlace: boolean; newPortal: boolean } {
  const place = sharper(newestPlace(second), placeFromRanges(second), second.at);
  const portal = newestPortal(second, known?.portal ?? null);
  return {
    place: sharper(place, known?.place ?? null, second.at),
    portal: portal ?? known?.portal ?? null,
    newPlace: place !== null,
    newPortal: portal !== null,
  };
}

/** The newer of two places, unless the older one still counts and is sharper on the same floor, blurred by the walk since and all. */
function sharper(newer: ToldPlace | null, older: ToldPlace | null, at: number): ToldPlace | null {
  if (!newer || !older) return newer ?? older;
  if (newer.floorId !== older.floorId || at - older.at > placeFadesMs) return newer;
  const [a, b] = [blurred(newer, at), blurred(older, at)];
  return b.varX + b.varY < a.varX + a.varY ? older : newer;
}

/** The newest place of this second; of several for the same moment the sharpest. */
function newestPlace({ evidence, at, house }: Second): ToldPlace | null {
  const second = startOfSecond(at);
  let best = null;
  for (const place of evidence.places) {
    if (place.at < second || place.at > at || !house.floors.has(place.floorId)) continue;
    if (best === null || place.at > best.at || (place.at === best.at && sharpness(place, best) < 0)) best = place;
  }
  if (best === null) return null;
  const variance = (best.accuracyMm / 1000 / radius90PerSd) ** 2;
  return {
    floorId: best.floorId,
    at: best.at,
    method: 'ready-made',
    x: best.xMm / 1000,
    y: best.yMm / 1000,
    varX: variance,
    varY: variance,
    covXY: 0,
  };
}

/** The place that the newest distances give, on the floor with the most anchors among them. */
function placeFromRanges({ evidence, at, house }: Second): ToldPlace | null {
  const newest = new Map<number, number>();
  let isNew = false;
  for (let index = evidence.count - 1; index >= 0 && evidence.at[index] > at - rangesWithinMs; index -= 1) {
    const anchor = house.readerIndex[evidence.readerId[index]] ?? -1;
    if (evidence.kind[index] !== rowKinds.range || evidence.at[index] > at || anchor < 0) continue;
    isNew ||= evidence.at[index] >= startOfSecond(at);
    if (!newest.has(anchor)) newest.set(anchor, evidence.centiDbm[index] / 100);
  }
  if (!isNew) return null;
  const byFloor = new Map<number, number[]>();
  for (const anchor of [...newest.keys()].sort((a, b) => a - b)) {
    const floorId = house.readerFloor[anchor];
    const anchors = byFloor.get(floorId);
    if (anchors) anchors.push(anchor);
    else byFloor.set(floorId, [anchor]);
  }
  const [floorId, anchors] = [...byFloor].sort(([a, one], [b, two]) => two.length - one.length || a - b)[0];
  const ranges = anchors.map((anchor) => newest.get(anchor)!);
  const { tagHeightM } = house.floors.get(floorId)!;
  if (!solveRanges(house.anchors, anchors, ranges, anchors.length, tagHeightM, fix)) return null;
  const { x, y, varX, varY, covXY } = fix;
  return { floorId, at, method: 'range-fit', x, y, varX, varY, covXY };
}

/** The pass with the reads of this second, at the portal that read the tag most; the one it was at before wins a tie. */
function newestPortal({ evidence, at, house }: Second, before: Told['portal']): Told['portal'] {
  if (house.portals.size === 0) return null;
  const reads = new Map<number, PortalRead[]>();
  const second = startOfSecond(at);
  for (let index = evidence.count - 1; index >= 0 && evidence.at[index] >= second; index -= 1) {
    const readerId = evidence.readerId[index];
    if (evidence.at[index] > at || evidence.kind[index] !== rowKinds.level || !house.portals.get(readerId)) continue;
    const read = {
      atMs: evidence.at[index],
      antenna: evidence.antenna[index],
      levelDbm: evidence.centiDbm[index] / 100,
    };
    const others = reads.get(readerId);
    if (others) others.push(read);
    else reads.set(readerId, [read]);
  }
  const candidates = [...reads]
    .map(([readerId, own]) => ({ readerId, looks: portalLooks(house.portals.get(readerId)!, own) }))
    .filter(({ looks }) => looks.length > 0)
    .sort(
      (a, b) =>
        b.looks.length - a.looks.length ||
        Number(b.readerId === before?.readerId) - Number(a.readerId === before?.readerId) ||
        a.readerId - b.readerId,
    );
  if (candidates.length === 0) return null;
  const [{ readerId, looks }] = candidates;
  let pass = before?.readerId === readerId ? before.pass : null;
  for (const look of looks) pass = takeLook(pass, look);
  return { readerId, pass: pass! };
}

function startOfSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
