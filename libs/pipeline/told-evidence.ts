import { judgePass } from '#positioning/portal/judge-pass';
import { radius90 } from '#positioning/radius90';
import type { HouseModel } from './model.js';
import { type Told, lookForTold } from './look-for-told.js';
import { secondOf } from './step.js';
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
 * @param state as it was stored: the settled seconds and, on top, what was heard in those still open
 */
export function toldEvidence(house: HouseModel, state: TagState): ToldEvidence[] {
  const { evidence } = state;
  let known: Told = { place: state.settled?.place ?? null, portal: state.settled?.portal ?? null };
  for (let index = 0; index < evidence.count; index += 1) {
    const at = evidence.at[index];
    const isNewestOfSecond = index + 1 === evidence.count || secondOf(evidence.at[index + 1]) > secondOf(at);
    if (isNewestOfSecond && secondOf(at) > state.settledThrough) known = lookForTold({ house, evidence, at }, known);
  }
  const told: ToldEvidence[] = [];
  const { place, portal } = known;
  if (place && evidence.newestAt - place.at <= recentMs)
    told.push({ kind: place.method, at: place.at, radius90M: radius90(place.varX, place.varY, place.covXY) });
  const sides = portal && house.portals.get(portal.readerId)?.sides;
  if (portal && sides && sides.length === portal.pass.sides && evidence.newestAt - portal.pass.atMs <= recentMs) {
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
