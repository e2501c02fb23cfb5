import { emptyFix } from '#positioning/fix';
import { type PortalRead, portalLooks } from '#positioning/portal/portal-looks';
import { passEndsAfterMs, takeLook } from '#positioning/portal/portal-pass';
import { solveRanges } from '#positioning/solve-ranges';
import { rowKinds } from '../evidence.js';
import type { Moment } from '../moment.js';
import { sharpness } from '../seen-place.js';
import { type ToldPlace, blurred } from '../track.js';

/** Distances of so long count for one place, ms: a round over all anchors takes less. */
const rangesWithinMs = 1000;
/** A place that was told decides the floor for so long, ms: its engine knows better than levels through slabs. */
const floorHoldsMs = 5000;
/** The most standard deviations along an axis that hold nine of ten in the plane: the square root of 2 ln 10. */
const radius90PerSd = Math.sqrt(2 * Math.LN10);

/** Working memory, written and read within one moment. */
const fix = emptyFix();

/** Looks for what says more than levels do: places of other engines, measured distances, reads at a portal. */
export function sight(moment: Moment): 'stop' | void {
  const { track, at, heard } = moment;
  const place = sharper(newestPlace(moment), placeFromRanges(moment), at);
  const portal = newestPortal(moment);
  moment.seen = place !== null || portal !== null;
  if (!moment.seen && heard.count === 0) return 'stop';
  moment.place = sharper(place, track?.place ?? null, at);
  moment.portal = portal ?? track?.portal ?? null;
  const told = place ?? (portal ? null : moment.place);
  if (told && at - told.at <= floorHoldsMs) moment.toldFloor = told.floorId;
  else if (moment.portal && at - moment.portal.pass.atMs <= passEndsAfterMs)
    moment.toldFloor = floorOfReader(moment, moment.portal.readerId);
}

/** The newer of two places, unless the older one is sharper on the same floor, blurred by the walk since and all. */
function sharper(newer: ToldPlace | null, older: ToldPlace | null, at: number): ToldPlace | null {
  if (!newer || !older) return newer ?? older;
  if (newer.floorId !== older.floorId) return newer;
  const [a, b] = [blurred(newer, at), blurred(older, at)];
  return b.varX + b.varY < a.varX + a.varY ? older : newer;
}

function floorOfReader({ house }: Moment, readerId: number): number | null {
  const place = house.readerIndex[readerId] ?? -1;
  return place < 0 ? null : house.readerFloor[place];
}

/** The newest place of this second; of several for the same moment the sharpest. */
function newestPlace({ evidence, at, house }: Moment): ToldPlace | null {
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
function placeFromRanges({ evidence, at, house }: Moment): ToldPlace | null {
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
function newestPortal({ evidence, at, house, track }: Moment): Moment['portal'] {
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
  const before = track?.portal ?? null;
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
