import type { Position } from '#contracts/position';
import type { Evidence } from './evidence.js';
import { noFindings } from './findings.js';
import type { HouseModel } from './model.js';
import { runSteps, secondOf } from './step.js';
import type { TagState } from './tag-state.js';
import type { Track } from './track.js';

/**
 * Positions for stretches in which nothing was heard of the tag, from readings that arrived too late to be
 * decided on in time (a gateway that buffered through an outage). They mend the history; the live position,
 * visits and everything else already decided stay as they are. Late readings of times that were decided
 * with evidence add nothing.
 */
export function fillGaps(house: HouseModel, state: TagState, late: Evidence): Position[] {
  const findings = noFindings();
  for (const gap of state.gaps) {
    let track: Track | null = null;
    for (let index = 0; index < late.count; index += 1) {
      const at = late.at[index];
      const isNewestOfSecond = index + 1 === late.count || secondOf(late.at[index + 1]) > secondOf(at);
      if (at < gap.from || at >= gap.to || !isNewestOfSecond) continue;
      track = runSteps(house, { tagId: state.tagId, evidence: late }, track, at, true, findings).track;
    }
  }
  return findings.positions;
}
