import { judgePass } from '#positioning/portal/judge-pass';
import { radius90 } from '#positioning/radius90';
import type { HouseModel } from './model.js';
import { step } from './step.js';
import type { TagState } from './tag-state.js';

/** Evidence besides levels that a position rests on. Times in ms since 1970 UTC, lengths in metres. */
export type ToldEvidence =
  | { kind: 'ready-made' | 'range-fit'; at: number; radius90M: number }
  | {
      kind: 'portal';
      at: number;
      readerId: number;
      did: 'passed' | 'turned-back' | 'stayed';
      /** The zone it passed from; null unless it passed. */
      fromZoneId: number | null;
      zoneId: number;
      probability: number;
    };

/** Evidence older than this beside the newest had little to say in it, ms. */
const recentMs = 20_000;

/**
 * What other engines, distances and portals told of a tag lately.
 * @param state as it was stored; the seconds that were still open are worked out again in it where the house allows
 */
export function toldEvidence(house: HouseModel, state: TagState): ToldEvidence[] {
  // The floors that it was heard on must all be there to work on.
  const floors = state.settled?.floor.floors ?? [];
  if (floors.every(({ floorId }) => house.floors.has(floorId))) step(house, state, true);
  const track = state.open.at(-1)?.track ?? state.settled;
  if (!track) return [];
  const told: ToldEvidence[] = [];
  const { place, portal } = track;
  if (place && track.at - place.at <= recentMs)
    told.push({ kind: place.method, at: place.at, radius90M: radius90(place.varX, place.varY, place.covXY) });
  const sides = portal && house.portals.get(portal.readerId)?.sides;
  if (portal && sides && sides.length === portal.pass.sides && track.at - portal.pass.atMs <= recentMs) {
    const { did, probability } = judgePass(portal.pass);
    told.push({
      kind: 'portal',
      at: portal.pass.atMs,
      readerId: portal.readerId,
      did: did.what,
      fromZoneId: did.what === 'passed' ? sides[did.from].zoneId : null,
      zoneId: sides[did.what === 'passed' ? did.to : did.side].zoneId,
      probability,
    });
  }
  return told;
}
