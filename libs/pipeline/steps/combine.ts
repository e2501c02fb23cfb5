import { shaftNearness } from '#positioning/floor/shafts';
import type { GridWorkspace } from '#positioning/grid/grid-workspace';
import { answerOf, emptyAnswer } from '#positioning/grid/posterior';
import {
  type PlaceFactor,
  areaAround,
  openBelief,
  portalReachM,
  sharpenPlace,
  weighByPlace,
  weighByPortal,
} from '#positioning/grid/weigh-evidence';
import { union } from '#positioning/grid/follow-on-grid';
import { judgePass } from '#positioning/portal/judge-pass';
import type { Portal } from '#positioning/portal/portal';
import type { PortalPass } from '#positioning/portal/portal-pass';
import { radius90 } from '#positioning/radius90';
import type { Moment } from '../moment.js';
import { blurred, placeFadesMs } from '../track.js';

/** A pass through a portal loses its weight with this time constant, s; below the least weight it is dropped. */
const portalFadesS = 15;
const leastWorth = 0.05;
/** A place is looked for within so many standard deviations. */
const reachInSd = 4;

/** Working memory, written and read within one moment. */
const answer = emptyAnswer();

/** A portal that read the tag lately, and how much that still counts. */
interface RecentPass {
  portal: Portal;
  pass: PortalPass;
  worth: number;
}

/**
 * Combines what levels tell with places of other engines, measured distances and portals: each is one factor of the
 * belief, so the sharper evidence wins by as much as it is sharper.
 */
export function combine(moment: Moment): 'stop' | void {
  const place = recentPlace(moment);
  const recent = recentPass(moment);
  if (place || recent) {
    if (!weigh(moment, place, recent)) return 'stop';
  } else if (!moment.levels) return 'stop';
  const { x, y } = moment.position!;
  moment.track!.nearness = shaftNearness(moment.floor!.shafts, x, y);
}

function recentPlace({ track, at }: Moment): PlaceFactor | null {
  const told = track!.place;
  return told && at - told.at <= placeFadesMs ? blurred(told, at) : null;
}

function recentPass({ track, house, floor, at }: Moment): RecentPass | null {
  const told = track!.portal;
  const portal = told && house.portals.get(told.readerId);
  if (!portal || portal.sides.length !== told.pass.sides) return null;
  if (house.readerFloor[house.readerIndex[told.readerId]] !== floor!.id) return null;
  const ageS = (at - told.pass.atMs) / 1000;
  const worth = ageS <= 1 ? 1 : Math.exp(-ageS / portalFadesS);
  return worth < leastWorth ? null : { portal, pass: told.pass, worth };
}

function weigh(moment: Moment, place: PlaceFactor | null, recent: RecentPass | null): boolean {
  const { track, floor, levels, at } = moment;
  const { work, zonePlace } = floor!;
  const position = moment.position!;
  // Least squares leaves no belief in the workspace: its place is one more factor.
  const onCells = levels && track!.belief !== null;
  openBelief(work, onCells ? track!.belief!.still.atRest : null, areaOf(work, place, recent, levels ? position : null));
  if (levels && !onCells) weighByPlace(work, position);
  if (recent)
    weighByPortal(work, recent.portal, judgePass(recent.pass), (zoneId) => zonePlace.get(zoneId) ?? -1, recent.worth);
  if (place) weighByPlace(work, place);
  if (!answerOf(work, true, false, answer)) return false;
  if (place) sharpenPlace(work, place, answer);

  const { varX, varY } = position;
  if (place && (!levels || place.varX + place.varY < varX + varY)) position.method = track!.place!.method;
  else if (recent && (!levels || at - recent.pass.atMs <= 1000)) position.method = 'portal';
  position.x = answer.x;
  position.y = answer.y;
  position.varX = answer.varX;
  position.varY = answer.varY;
  position.covXY = answer.covXY;
  position.radius90M = radius90(answer.varX, answer.varY, answer.covXY);
  position.ambiguous = answer.ambiguous;
  return true;
}

/** The cells that evidence speaks of; a belief of levels is added by openBelief. */
function areaOf(work: GridWorkspace, place: PlaceFactor | null, recent: RecentPass | null, levels: PlaceFactor | null) {
  const around = [place, levels].flatMap((factor) =>
    factor
      ? [
          areaAround(
            work,
            factor.x,
            factor.y,
            reachInSd * Math.sqrt(Math.max(factor.varX, factor.varY)) + 2 * work.grid.cellM,
          ),
        ]
      : [],
  );
  const sides = recent ? recent.portal.sides.map(({ x, y }) => areaAround(work, x, y, portalReachM)) : [];
  return [...around, ...sides].reduce(union);
}
