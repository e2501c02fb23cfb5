import type { HeldOutScore } from '#contracts/calibration';
import { cellAt } from '../grid/floor-grid.js';
import { type GridWorkspace, setArea } from '../grid/grid-workspace.js';
import { type LevelMaps, reachDbm } from '../grid/level-maps.js';
import { type HeardLevels, cellLikelihood } from '../grid/likelihood.js';
import { answerOf, emptyAnswer } from '../grid/posterior.js';
import { type CalibrationFloor, heardOf, placesById } from './calibration-floor.js';
import type { KnownPlace } from './fit-places.js';
import { meanLevels } from './place-levels.js';

/** A tag that somebody said is in a zone, and what was heard of it then. */
export interface LabelledRoom {
  zoneId: number;
  levels: KnownPlace['levels'];
}

/** Sums of a score, so that those of several folds can be put together. */
export interface ScoreSums {
  logs: number;
  samples: number;
  errorM: number;
  stops: number;
  roomsRight: number;
  rooms: number;
}

export function noScore(): ScoreSums {
  return { logs: 0, samples: 0, errorM: 0, stops: 0, roomsRight: 0, rooms: 0 };
}

/** Degrees of freedom of the level error, as in the likelihood; and the log of its density's constant. */
const freedom = 5;
const logConstant = Math.log(8 / (3 * Math.PI * Math.sqrt(5)));

/** Adds how well the maps foretell levels at known places, and where they would have put a tag there. */
export function scorePlaces(
  sums: ScoreSums,
  floor: CalibrationFloor,
  maps: LevelMaps,
  exponent: number,
  work: GridWorkspace,
  places: readonly KnownPlace[],
): void {
  const placeOf = placesById(floor);
  const answer = emptyAnswer();
  for (const { x, y, levels } of places) {
    const heard = meanHeard(levels, placeOf);
    const cell = cellAt(maps.grid, x, y);
    for (let i = 0; i < heard.count; i++) {
      const { expectedDbm, varianceDb2 } = foretold(maps, heard.readers[i], cell);
      const variance = varianceDb2 + maps.packetVarianceDb2 / Math.max(1, heard.packets[i]);
      const off = heard.levelsDbm[i] - expectedDbm;
      sums.logs += logConstant - 0.5 * Math.log(variance) - 3 * Math.log1p((off * off) / (freedom * variance));
      sums.samples++;
    }
    if (!lookOnce(maps, exponent, work, heard, answer)) continue;
    sums.errorM += Math.hypot(answer.x - x, answer.y - y);
    sums.stops++;
  }
}

/** Adds of how many labelled tags the maps name the room right. */
export function scoreRooms(
  sums: ScoreSums,
  floor: CalibrationFloor,
  maps: LevelMaps,
  exponent: number,
  work: GridWorkspace,
  labels: readonly LabelledRoom[],
): void {
  const placeOf = placesById(floor);
  const answer = emptyAnswer();
  for (const { zoneId, levels } of labels) {
    if (!lookOnce(maps, exponent, work, meanHeard(levels, placeOf), answer)) continue;
    sums.rooms++;
    if (answer.zone >= 0 && floor.zones[answer.zone].id === zoneId) sums.roomsRight++;
  }
}

export function scoreOf(sums: ScoreSums): HeldOutScore {
  return {
    logLikelihood: sums.samples > 0 ? sums.logs / sums.samples : 0,
    samples: sums.samples,
    errorM: sums.stops > 0 ? sums.errorM / sums.stops : null,
    stops: sums.stops,
    roomsRight: sums.rooms > 0 ? sums.roomsRight / sums.rooms : null,
    rooms: sums.rooms,
  };
}

function meanHeard(levels: KnownPlace['levels'], placeOf: ReadonlyMap<number, number>): HeardLevels {
  const means = meanLevels(levels);
  return heardOf(
    {
      readerIds: means.map((own) => own.readerId),
      levelsDbm: means.map((own) => own.levelDbm),
      packets: means.map((own) => own.packets),
    },
    placeOf,
  );
}

function foretold(maps: LevelMaps, reader: number, cell: number): { expectedDbm: number; varianceDb2: number } {
  const map = maps.byReader[reader];
  // As in the likelihood: out of reach a level is expected at the edge of hearing.
  if (!map) return { expectedDbm: reachDbm, varianceDb2: 36 };
  const column = (cell % maps.grid.columns) - map.column;
  const row = Math.floor(cell / maps.grid.columns) - map.row;
  if (column < 0 || row < 0 || column >= map.columns || row >= map.rows)
    return { expectedDbm: reachDbm, varianceDb2: map.varianceDb2 };
  const own = row * map.columns + column;
  return { expectedDbm: map.expectedDbm[own], varianceDb2: map.cellVarianceDb2?.[own] ?? map.varianceDb2 };
}

function lookOnce(
  maps: LevelMaps,
  exponent: number,
  work: GridWorkspace,
  heard: HeardLevels,
  answer: ReturnType<typeof emptyAnswer>,
): boolean {
  setArea(work, { column: 0, row: 0, columns: maps.grid.columns, rows: maps.grid.rows });
  work.density.fill(1);
  return cellLikelihood(work, maps, heard, exponent) > 0 && answerOf(work, true, false, answer);
}
