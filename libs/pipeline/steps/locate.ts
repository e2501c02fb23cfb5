import type { Position, PositionMethod } from '#contracts/position';
import { keepFloor } from '#positioning/choose-floor';
import { emptyFix } from '#positioning/fix';
import { decideFloor } from '#positioning/floor/decide-floor';
import type { FloorState } from '#positioning/floor/floor-state';
import { toldFloor } from '#positioning/floor/told-floor';
import { cellAt } from '#positioning/grid/floor-grid';
import { type GridBelief, followOnGrid } from '#positioning/grid/follow-on-grid';
import { emptyAnswer } from '#positioning/grid/posterior';
import { radius90 } from '#positioning/radius90';
import { solveLevels } from '#positioning/solve-levels';
import { movingOf, newMotion } from '#positioning/tag-motion';
import { newTagLevel } from '#positioning/tag-level';
import { newRhythm } from '#positioning/tag-rhythm';
import type { FloorModel } from '../model.js';
import type { Moment } from '../moment.js';
import type { Track } from '../track.js';

/** Working memory, written and read within one moment. */
const answer = emptyAnswer();
const fix = emptyFix();
const settings = { windowMs: 0, exponent: 1, slackDb: 0 };

/** Decides the floor and takes what was heard into the belief about the place on it. */
export function locate(moment: Moment): 'stop' | void {
  const { house, heard, at, track: known } = moment;
  const state = floorOf(moment);
  const { floorId } = state;
  const floor = house.floors.get(floorId)!;
  keepFloor(house.readerFloor, heard, floorId);

  moment.floor = floor;
  moment.before = known?.at ?? null;
  // A new floor is a new beginning; only the visit goes on until its end is decided.
  const track = known?.floor.floorId === floorId ? known : begin(known, state);
  moment.track = track;
  track.at = at;
  track.floor = state;
  track.place = moment.place?.floorId === floorId ? moment.place : null;
  track.portal = moment.portal;
  if (heard.count === 0) {
    // Only another floor hears the tag: its own may have failed, so there is no news of its place.
    if (!moment.seen) return 'stop';
    moment.position = positionOf(moment, floorId, 'portal');
    return;
  }
  moment.levels = true;
  for (let slot = 0; slot < heard.count; slot += 1) heard.levelsDbm[slot] -= track.level.offsetDb;
  track.belief = follow(moment, track.gridKey === floor.gridKey ? track.belief : null);
  track.gridKey = floor.gridKey;
  const method: PositionMethod = track.belief ? 'grid' : solveWithoutMap(moment, floor);
  moment.position = positionOf(moment, floorId, method);
}

/** The floor that another engine or a portal tells, or else that of the levels. */
function floorOf({ house, heard, at, track, toldFloor: told }: Moment): FloorState {
  const known = track && house.floors.has(track.floor.floorId) ? track.floor : null;
  const state =
    heard.count === 0
      ? known
      : decideFloor(
          known,
          house.floorReaders,
          heard,
          at,
          track?.nearness ?? 'unknown',
          track?.belief?.still.atRest ?? false,
        );
  return told === null && state !== null ? state : toldFloor(state, told!, at);
}

/** The position as levels alone tell it; combine overwrites what it knows better. */
function positionOf({ tagId, at, late }: Moment, floorId: number, method: PositionMethod): Position {
  return {
    tagId,
    floorId,
    x: answer.x,
    y: answer.y,
    varX: answer.varX,
    varY: answer.varY,
    covXY: answer.covXY,
    radius90M: radius90(answer.varX, answer.varY, answer.covXY),
    zoneId: null,
    zones: [],
    ambiguous: answer.ambiguous,
    observedAt: at,
    reportingIntervalMs: null,
    method,
    late,
  };
}

function begin(known: Track | null, floor: FloorState): Track {
  return {
    at: 0,
    floor,
    nearness: 'unknown',
    belief: null,
    gridKey: 0,
    place: null,
    portal: null,
    rhythm: known?.rhythm ?? newRhythm(),
    motion: known?.motion ?? newMotion(),
    level: known?.level ?? newTagLevel(),
    zone: null,
    challenger: null,
    visit: known?.visit ?? null,
    kept: known?.kept ?? null,
  };
}

function follow({ floor, heard, at, windowMs, track }: Moment, belief: GridBelief | null): GridBelief | null {
  const { maps, work, exponent, slackDb } = floor!;
  settings.windowMs = windowMs;
  settings.exponent = exponent;
  settings.slackDb = slackDb;
  return followOnGrid(belief, maps, work, heard, at, movingOf(track!.motion), settings, answer);
}

/** No reader that heard the tag reaches a cell of the floor, by its map: then least squares tells the place. */
function solveWithoutMap({ house, heard }: Moment, { bounds, tagHeightM, grid, work }: FloorModel): PositionMethod {
  solveLevels(house.readers, heard.readers, heard.levelsDbm, heard.count, bounds, tagHeightM, fix);
  const { x, y, varX, varY, covXY } = fix;
  const zone = grid.zone[cellAt(grid, x, y)];
  work.zoneMass.fill(0);
  work.zoneMass[zone < 0 ? grid.zoneCount : zone] = 1;
  Object.assign(answer, { x, y, varX, varY, covXY, zone, zoneProbability: 1, ambiguous: false });
  return fix.method;
}
