import { defaultRadio } from '#contracts/floorplan';
import { cellAt } from '#positioning/grid/floor-grid';
import { setArea } from '#positioning/grid/grid-workspace';
import { cellLikelihood, type HeardLevels } from '#positioning/grid/likelihood';
import { answerOf, emptyAnswer } from '#positioning/grid/posterior';
import { radius90 } from '#positioning/radius90';
import type { HeardReader, Told } from './explain.js';
import type { FloorModel, HouseModel } from './model.js';

/** Something that would have made the answer another one, or a surer one. Lengths in metres; zone null: outside all. */
export type Change =
  /** The levels alone point to another zone; where the tag was before decides. */
  | { kind: 'history'; zoneId: number | null }
  /** Another zone would be the likeliest if this reader heard the tag stronger (or weaker) by so much. */
  | { kind: 'level'; zoneId: number | null; readerId: number; byDb: number }
  /** All readers that hear the tag are on one side; from this direction (of the plan) none does. */
  | { kind: 'side'; towards: Direction; zoneId: number | null }
  /** One more reader at a place would bring the radius down. */
  | { kind: 'reader'; awayM: number; towards: Direction; zoneId: number | null; radius90M: number; beforeM: number }
  /** The levels differ from what is expected at this place by so much (root mean square): a survey would teach them. */
  | { kind: 'survey'; offDb: number };

/** As the plan lies on the screen: y goes up. */
export type Direction = 'right' | 'top right' | 'top' | 'top left' | 'left' | 'bottom left' | 'bottom' | 'bottom right';
const directions: readonly Direction[] = [
  'right',
  'top right',
  'top',
  'top left',
  'left',
  'bottom left',
  'bottom',
  'bottom right',
];

/** No shadow of a wall or a body is larger for long, dB. */
const mostDb = 15;
/** Only zones that are this likely are looked at, and so many of them. */
const leastChance = 0.03;
const mostZones = 2;
const sideGap = Math.PI;
/** A further reader is thought of at this distance from the tag, metres, and named when it helps this much. */
const nearbyM = 5;
const worthwhile = 0.8;
const surveyNearM = 4;
const surveyOffDb = 5;

/**
 * What would have changed the answer, computed from the levels that counted.
 * @param offsetDb how much louder than usual the tag is; the engine leaves it out of what was heard
 */
export function whatWouldChange(
  house: HouseModel,
  floor: FloorModel,
  readers: readonly HeardReader[],
  told: Told,
  offsetDb = 0,
): Change[] {
  return [
    ...otherZones(house, floor, readers, told, offsetDb),
    ...missingSide(house, floor, readers, told),
    ...furtherReader(floor, told),
    ...survey(floor, readers, told),
  ];
}

function otherZones(
  house: HouseModel,
  floor: FloorModel,
  readers: readonly HeardReader[],
  { zoneId, zones }: Told,
  offsetDb: number,
): Change[] {
  const used = readers.filter(({ readerId }) => floor.maps.byReader[house.readerIndex[readerId] ?? -1]);
  if (used.length === 0) return [];
  const levels = {
    count: used.length,
    readers: used.map(({ readerId }) => house.readerIndex[readerId]),
    levelsDbm: used.map(({ levelDbm }) => levelDbm - offsetDb),
    packets: used.map(({ packets }) => packets),
  };
  const alone = likeliestZone(floor, levels);
  if (alone !== zoneId) return [{ kind: 'history', zoneId: alone }];
  const others = zones.filter((zone) => zone.zoneId !== zoneId && zone.probability >= leastChance).slice(0, mostZones);
  return others.flatMap((other): Change[] => {
    const shift = smallestShift(floor, levels, other.zoneId);
    if (!shift) return [];
    return [{ kind: 'level', zoneId: other.zoneId, readerId: used[shift.at].readerId, byDb: shift.byDb }];
  });
}

/** The reader and the smallest whole number of decibels by which it alone would have to differ. */
function smallestShift(
  floor: FloorModel,
  levels: HeardLevels & { levelsDbm: number[] },
  zoneId: number,
): { at: number; byDb: number } | null {
  for (let db = 1; db <= mostDb; db += 1)
    for (const byDb of [db, -db])
      for (let at = 0; at < levels.count; at += 1) {
        const levelsDbm = levels.levelsDbm.map((level, index) => (index === at ? level + byDb : level));
        if (likeliestZone(floor, { ...levels, levelsDbm }) === zoneId) return { at, byDb };
      }
  return null;
}

/** The zone that levels alone point to, whatever was known before. */
function likeliestZone({ maps, work, exponent, grid, zones }: FloorModel, levels: HeardLevels): number | null {
  setArea(work, { column: 0, row: 0, columns: grid.columns, rows: grid.rows });
  work.density.fill(1);
  cellLikelihood(work, maps, levels, exponent);
  const answer = emptyAnswer();
  return answerOf(work, true, false, answer) && answer.zone >= 0 ? zones[answer.zone].id : null;
}

/** The widest gap between the directions in which readers hear the tag, when it is half of the circle or more. */
function missingSide(house: HouseModel, floor: FloorModel, readers: readonly HeardReader[], told: Told): Change[] {
  const angles = readers
    .filter(({ distanceM }) => distanceM !== null && distanceM > 0.5)
    .map(({ readerId }) => {
      const place = house.readerIndex[readerId];
      return Math.atan2(house.readers.y[place] - told.y, house.readers.x[place] - told.x);
    })
    .sort((a, b) => a - b);
  let widest = 0;
  let middle = 0;
  angles.forEach((angle, index) => {
    const next = index + 1 < angles.length ? angles[index + 1] : angles[0] + 2 * Math.PI;
    if (next - angle > widest) [widest, middle] = [next - angle, (angle + next) / 2];
  });
  if (widest < sideGap) return [];
  const zoneId = zoneTowards(floor, told, middle, nearbyM);
  return zoneId === undefined ? [] : [{ kind: 'side', towards: directionOf(middle), zoneId }];
}

/**
 * Where one more reader would help most: along the direction in which the tag's place is least sure. A level says a
 * distance d to within sigma * d * ln 10 / (10 n) (the Cramér-Rao bound of ranging by level: Patwari et al., IEEE Trans.
 * Signal Process. 51, 2003); that knowledge is added to the covariance.
 */
function furtherReader(floor: FloorModel, told: Told): Change[] {
  const { varX, varY, covXY } = told;
  const beforeM = radius90(varX, varY, covXY);
  const longAxis = Math.atan2(2 * covXY, varX - varY) / 2;
  const { sigmaDb, pathLossExponent } = defaultRadio;
  const rangeVariance = ((sigmaDb * nearbyM * Math.LN10) / (10 * pathLossExponent)) ** 2;
  const [ux, uy] = [Math.cos(longAxis), Math.sin(longAxis)];
  // Kalman update of the covariance by one measurement along (ux, uy).
  const [px, py] = [varX * ux + covXY * uy, covXY * ux + varY * uy];
  const gain = 1 / (px * ux + py * uy + rangeVariance);
  const radius90M = radius90(varX - px * px * gain, varY - py * py * gain, covXY - px * py * gain);
  if (!(radius90M < worthwhile * beforeM)) return [];
  for (const angle of [longAxis, longAxis + Math.PI]) {
    const zoneId = zoneTowards(floor, told, angle, nearbyM);
    if (zoneId === undefined) continue;
    return [{ kind: 'reader', awayM: nearbyM, towards: directionOf(angle), zoneId, radius90M, beforeM }];
  }
  return [];
}

function survey(floor: FloorModel, readers: readonly HeardReader[], told: Told): Change[] {
  const stops = floor.calibration?.survey ?? [];
  if (stops.some(({ x, y }) => Math.hypot(x - told.x, y - told.y) <= surveyNearM)) return [];
  const off = readers.flatMap(({ levelDbm, expectedDbm }) => (expectedDbm === null ? [] : levelDbm - expectedDbm));
  if (off.length < 2) return [];
  const offDb = Math.sqrt(off.reduce((sum, db) => sum + db * db, 0) / off.length);
  return offDb > surveyOffDb ? [{ kind: 'survey', offDb }] : [];
}

/** The zone (null: none) at a place so far from the told one; undefined beyond the floor's bounds. */
function zoneTowards(floor: FloorModel, { x, y }: Told, angle: number, awayM: number): number | null | undefined {
  const [px, py] = [x + awayM * Math.cos(angle), y + awayM * Math.sin(angle)];
  const { minX, minY, maxX, maxY } = floor.bounds;
  if (px < minX || px > maxX || py < minY || py > maxY) return undefined;
  const place = floor.grid.zone[cellAt(floor.grid, px, py)];
  return place < 0 ? null : floor.zones[place].id;
}

function directionOf(angle: number): Direction {
  return directions[((Math.round(angle / (Math.PI / 4)) % 8) + 8) % 8];
}
