import type { HeardLevels } from '../grid/likelihood.js';
import { type FloorReaders, floorLevels, silentDbm } from './floor-levels.js';
import type { FloorLevel, FloorState } from './floor-state.js';
import type { ShaftNearness } from './shafts.js';

/** Another floor must be stronger by this to speak against the decided one: half a usual reader's spread, dB. */
const marginDb = 4;
/** A single fix speaks no louder than this, for no longer than that: one reader's luck decides nothing. */
const mostDb = 15;
const longestFixS = 5;
const fewestFixes = 2;
/**
 * So much evidence (dB above the margin, times seconds) moves a tag to another floor. Where it can change floors, a few
 * fixes; where the plan shows no way, a slab's loss sustained for a minute and more; a tag at rest rides no lift.
 */
const doubtNeededDbS: Record<ShaftNearness, number> = { near: 15, unknown: 60, away: 900 };
const atRestFactor = 4;
/** A ride takes this long, and a tag comes out of it a few metres from where it went in, ms. */
const rideMs = 60_000;
/** What the first windows of a tag said is easily taken back; after a silence they are first windows again, ms. */
const settlingMs = 60_000;
const settlingDbS = 60;
/** Of a tag that is hardly heard a single window says little: the mean of its first windows decides, by this much, dB. */
export const firstWindows = 12;
const firstLeadDb = 1;
const outOfSightMs = 180_000;
/** What a floor hears better when a tag arrives, even inside the lift, dB. */
const riseOfRideDb = 3;
/** Time constants of the levels: fading averages out; what is usual at a place takes longer to learn, s. */
const nowMovingS = 1.5;
const nowAtRestS = 15;
const usualMovingS = 60;
const usualAtRestS = 900;
/** A floor is forgotten when it comes this near to silence, dB. */
const faintDb = 0.5;

/**
 * The floor of a tag as a state of its own. Each floor's level is that of its three strongest readers; another floor that
 * is clearly stronger gathers evidence (a cumulative sum: Page, Biometrika 41, 1954), and takes over when there is
 * enough of it: little near a lift or stairs, much elsewhere. When the decided floor merely falls silent while the other
 * hears the tag no better than ever, readers have failed, and that is no evidence: a tag that goes to another
 * floor is heard better there by what it is heard worse here.
 *
 * @param state null for a tag that was never heard; otherwise also after a silence, however long
 * @param heard the window with the readers of all floors, by place in the reader table
 * @param nearness of the place believed before this window, by `shaftNearness`; unknown when there is none
 * @param atRest whether the tag is believed at rest
 * @throws RangeError when no reader heard the tag
 */
export function decideFloor(
  state: FloorState | null,
  readers: FloorReaders,
  heard: HeardLevels,
  atMs: number,
  nearness: ShaftNearness,
  atRest: boolean,
): FloorState {
  const levels = floorLevels(readers, heard);
  if (levels.size === 0) throw new RangeError('deciding a floor needs at least one reader that heard the tag');
  if (!state) return firstState(levels, atMs);

  const elapsedS = Math.max(0, (atMs - state.atMs) / 1000);
  const sightedMs = elapsedS * 1000 > outOfSightMs ? atMs : state.sightedMs;
  const floors = followLevels(state, levels, elapsedS, atRest);
  const nearShaftMs = nearness === 'near' ? atMs : state.nearShaftMs;
  const way = nearness === 'away' && atMs - nearShaftMs <= rideMs ? 'near' : nearness;
  const best = strongestOther(floors, state.floorId);
  const decided = floors.find(({ floorId }) => floorId === state.floorId)!;
  const leadDb = best ? leadOf(best, decided, way === 'near' && !atRest) : -Infinity;

  const isSame = best !== null && best.floorId === state.challenger;
  const spokenDb = Math.max(-mostDb, Math.min(mostDb, leadDb - marginDb));
  const doubtDbS = Math.max(0, (isSame ? state.doubtDbS : 0) + spokenDb * Math.min(longestFixS, elapsedS));
  const fixes = spokenDb > 0 ? (isSame ? state.fixes : 0) + 1 : 0;
  const next: FloorState = {
    ...state,
    sightedMs,
    atMs,
    nearShaftMs,
    challenger: doubtDbS > 0 && best ? best.floorId : -1,
    doubtDbS,
    fixes,
    windows: Math.min(firstWindows, state.windows + 1),
    floors,
  };

  const likelier = state.windows < firstWindows ? bestByMean(floors, decided) : null;
  if (likelier) return moved(next, likelier.floorId);
  const needed = atMs - sightedMs < settlingMs ? settlingDbS : doubtNeededDbS[way] * (atRest ? atRestFactor : 1);
  if (best === null || fixes < fewestFixes || doubtDbS < needed) return next;
  // What is usual here is learnt anew.
  return moved({ ...next, floors: floors.map((floor) => ({ ...floor, usualDbm: floor.nowDbm })) }, best.floorId);
}

function moved(state: FloorState, floorId: number): FloorState {
  return { ...state, floorId, challenger: -1, doubtDbS: 0, fixes: 0 };
}

/** The floor that has heard the tag best since it was first heard, when that is clearly another one. */
function bestByMean(floors: readonly FloorLevel[], decided: FloorLevel): FloorLevel | null {
  const best = floors.reduce((a, b) => (b.usualDbm > a.usualDbm ? b : a));
  return best.usualDbm - decided.usualDbm > firstLeadDb ? best : null;
}

function firstState(levels: ReadonlyMap<number, number>, atMs: number): FloorState {
  const floors = sorted([...levels].map(([floorId, level]) => ({ floorId, nowDbm: level, usualDbm: level })));
  const best = floors.reduce((a, b) => (b.nowDbm > a.nowDbm ? b : a));
  return {
    floorId: best.floorId,
    sinceMs: atMs,
    sightedMs: atMs,
    atMs,
    nearShaftMs: 0,
    challenger: -1,
    doubtDbS: 0,
    fixes: 0,
    windows: 1,
    floors,
  };
}

/** Moves what each floor hears, and usually hears, towards the newest window; the decided floor is never left out. */
function followLevels(
  state: FloorState,
  levels: ReadonlyMap<number, number>,
  elapsedS: number,
  atRest: boolean,
): FloorLevel[] {
  const nowShare = 1 - Math.exp(-elapsedS / (atRest ? nowAtRestS : nowMovingS));
  // At first the mean of all that was heard.
  const heardForS = Math.max(nowMovingS, (state.atMs - state.sinceMs) / 1000);
  const usualS = Math.min(heardForS, atRest ? usualAtRestS : usualMovingS);
  // A silence teaches nothing of what is usual.
  const usualShare = 1 - Math.exp(-Math.min(longestFixS, elapsedS) / usualS);
  const followed = state.floors.map(({ floorId, nowDbm, usualDbm }): FloorLevel => {
    const now = nowDbm + nowShare * ((levels.get(floorId) ?? silentDbm) - nowDbm);
    return { floorId, nowDbm: now, usualDbm: usualDbm + usualShare * (now - usualDbm) };
  });
  for (const [floorId, level] of levels) {
    if (state.floors.some((floor) => floor.floorId === floorId)) continue;
    const now = silentDbm + nowShare * (level - silentDbm);
    followed.push({ floorId, nowDbm: now, usualDbm: silentDbm + usualShare * (now - silentDbm) });
  }
  return sorted(
    followed.filter(
      ({ floorId, nowDbm, usualDbm }) =>
        floorId === state.floorId || nowDbm > silentDbm + faintDb || usualDbm > silentDbm + faintDb,
    ),
  );
}

/** By floor, so that the order of the readings does not matter. */
function sorted(floors: FloorLevel[]): FloorLevel[] {
  return floors.sort((a, b) => a.floorId - b.floorId);
}

function strongestOther(floors: readonly FloorLevel[], decided: number): FloorLevel | null {
  let best: FloorLevel | null = null;
  for (const floor of floors) if (floor.floorId !== decided && (!best || floor.nowDbm > best.nowDbm)) best = floor;
  return best;
}

/**
 * How much better the other floor hears the tag, dB, when what the decided floor lost by failed readers is put back. In a
 * lift all levels fall, so there a rise of the other floor is proof enough.
 */
function leadOf(other: FloorLevel, decided: FloorLevel, mayRide: boolean): number {
  const fall = decided.usualDbm - decided.nowDbm;
  const rise = Math.max(0, other.nowDbm - other.usualDbm);
  if (mayRide && rise >= riseOfRideDb) return other.nowDbm - decided.nowDbm;
  return other.nowDbm - (decided.nowDbm + Math.max(0, fall - rise));
}
