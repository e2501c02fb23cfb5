import { insideEllipse90 } from '#positioning/grid/ellipse';
import { type GridBelief, followOnGrid } from '#positioning/grid/follow-on-grid';
import type { LevelMaps } from '#positioning/grid/level-maps';
import { emptyAnswer } from '#positioning/grid/posterior';
import { decideZone, newZoneDecision } from '#positioning/grid/zone-decision';
import type { Epoch } from './epochs.js';
import type { ScoredFix } from './scores.js';
import type { SurveyedFloor } from './surveyed-floor.js';

export interface ToldZone {
  probability: number;
  right: boolean;
}

/** Runs the engine causally over one tag's moments; a change of floor is a new beginning. */
export function followEpochs(
  epochs: readonly Epoch[],
  floorOf: (floor: number) => SurveyedFloor | undefined,
  believed: (floor: SurveyedFloor) => { maps: LevelMaps; exponent: number },
  windowMs: number,
): { fixes: ScoredFix[]; told: ToldZone[] } {
  const answer = emptyAnswer();
  const fixes: ScoredFix[] = [];
  const told: ToldZone[] = [];
  let decision = newZoneDecision();
  let belief: GridBelief | null = null;
  let before = NaN;
  for (const epoch of epochs) {
    const floor = floorOf(epoch.floor);
    if (!floor) continue;
    if (epoch.floor !== before) {
      belief = null;
      decision = newZoneDecision();
      before = epoch.floor;
    }
    const { maps, exponent } = believed(floor);
    const settings = { windowMs, exponent };
    const next = followOnGrid(belief, maps, floor.work, epoch.heard, epoch.atMs, null, settings, answer);
    if (!next) continue;
    belief = next;
    const zoned = floor.roomIds.length > 0;
    const zone = zoned ? decideZone(decision, floor.work.zoneMass, answer.zone, belief.still.atRest) : null;
    if (!epoch.counts || !epoch.truth) continue;
    const { x: truthX, y: truthY } = epoch.truth;
    const rightFloor = epoch.floor === epoch.truthFloor;
    fixes.push({
      atMs: epoch.atMs,
      x: answer.x,
      y: answer.y,
      truthX,
      truthY,
      // On the wrong floor no zone can be right.
      zone: zone !== null && !rightFloor ? -2 : zone,
      truthZone: epoch.truthZone,
      inside90: rightFloor && insideEllipse90(answer, truthX, truthY),
    });
    if (epoch.truthZone !== null)
      told.push({ probability: answer.zoneProbability, right: rightFloor && answer.zone === epoch.truthZone });
  }
  return { fixes, told };
}
