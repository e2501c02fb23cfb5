import type { AccuracyResult, MethodFigures } from '#contracts/accuracy';
import { usualExponent } from '#positioning/grid/choose-exponent';
import { setArea } from '#positioning/grid/grid-workspace';
import type { LevelMaps } from '#positioning/grid/level-maps';
import { cellLikelihood } from '#positioning/grid/likelihood';
import { answerOf, emptyAnswer } from '#positioning/grid/posterior';
import { type Epoch, epochsOf, isStill, rhythmMs } from './epochs.js';
import { followEpochs } from './follow-epochs.js';
import { solvesPerSecond } from './pace.js';
import { type DataSet, tracksOf } from './read-data.js';
import { type ScoredFix, figuresOf, reliability } from './scores.js';
import { type SimpleMethod, simpleMethods } from './simple-methods.js';
import { type SurveyedFloor, surveyedFloor } from './surveyed-floor.js';

export interface MeasureSettings {
  train: string[];
  test: string[];
  windowMs?: number;
  /** How long each method is run to see how fast it is, ms. */
  paceMs: number;
}

/** Runs the engine causally over the test tags of a recording of levels, and the simple methods beside it. */
export function measureLevels(data: DataSet, settings: MeasureSettings): AccuracyResult {
  const train = tracksOf(data, settings.train);
  const test = tracksOf(data, settings.test);
  const windowMs = settings.windowMs ?? rhythmMs(train);
  const floors = new Map(
    Array.from(new Set(train.map(({ truth }) => truth.floor[0])), (floor) => [
      floor,
      surveyedFloor(data, floor, train, windowMs),
    ]),
  );
  for (const floor of floors.values()) explain(floor, windowMs);
  const floorOfReader = data.readers.map((reader) => reader.floor);
  const epochs = test.map((track) =>
    epochsOf(
      track,
      windowMs,
      floorOfReader,
      (place, room, floor) => floors.get(floor)?.zoneAt(place, room) ?? null,
    ).filter((epoch) => floors.has(epoch.floor)),
  );
  const still = test.map(isStill);
  const counted = epochs.flat().filter((epoch) => epoch.counts);
  const pace = (solve: (epoch: Epoch) => unknown) =>
    solvesPerSecond(counted.length, (i) => solve(counted[i]), settings.paceMs);

  const follow = (believed: (floor: SurveyedFloor) => { maps: LevelMaps; exponent: number }) =>
    epochs.map((list) => followEpochs(list, (floor) => floors.get(floor), believed, windowMs));
  const ours = follow(({ calibration: { maps }, exponent }) => ({ maps, exponent }));
  const answer = emptyAnswer();
  const gridPace = pace(({ floor, heard }) => {
    const { work, calibration, grid } = floors.get(floor)!;
    setArea(work, { column: 0, row: 0, columns: grid.columns, rows: grid.rows });
    cellLikelihood(work, calibration.maps, heard, 1);
    answerOf(work, true, false, answer);
  });
  const methods: Record<string, MethodFigures> = {};
  const note = (name: string, fixes: ScoredFix[][], perSecond: number) => {
    const figures = figuresOf(fixes, still, perSecond);
    if (!methods[name] || figures.mean < methods[name].mean) methods[name] = figures;
  };
  const fixesOf = (followed: typeof ours) => followed.map(({ fixes }) => fixes);
  note('wardmap', fixesOf(ours), gridPace);
  const lesser = new Map(Array.from(floors.values(), (floor) => [floor, floor.lesser()]));
  for (const name of Object.keys([...lesser.values()][0]))
    note(name, fixesOf(follow((floor) => ({ maps: lesser.get(floor)![name], exponent: usualExponent }))), gridPace);

  const [minX, minY, maxX, maxY] = data.meta.bounds;
  const simple = simpleMethods({ minX, minY, maxX, maxY }, data.meta.tagZ ?? 0, data.readers.length);
  for (const [name, variants] of Object.entries(simple))
    for (const solve of variants)
      note(
        name,
        epochs.map((list) => list.filter(({ counts }) => counts).map((epoch) => simpleFix(floors, epoch, solve))),
        pace((epoch) => solve(floors.get(epoch.floor)!, epoch)),
      );
  const told = ours.flatMap((followed) => followed.told);
  return {
    set: data.meta.name,
    splits: { train: settings.train, test: settings.test },
    fixes: counted.length,
    methods,
    zoneReliability: told.length > 0 ? reliability(told) : null,
    floorAccuracy:
      new Set(floorOfReader).size > 1
        ? counted.filter(({ floor, truthFloor }) => floor === truthFloor).length / counted.length
        : null,
  };
}

function simpleFix(floors: ReadonlyMap<number, SurveyedFloor>, epoch: Epoch, solve: SimpleMethod): ScoredFix {
  const floor = floors.get(epoch.floor)!;
  const { x, y } = solve(floor, epoch);
  const zone = epoch.floor === epoch.truthFloor ? floor.zoneIndex.zoneAt(x, y) : -2;
  const { x: truthX, y: truthY } = epoch.truth!;
  return {
    atMs: epoch.atMs,
    x,
    y,
    truthX,
    truthY,
    zone: floor.roomIds.length > 0 ? zone : null,
    truthZone: epoch.truthZone,
    inside90: null,
  };
}

/** What was fitted, for those who want to know. */
function explain(
  { calibration: { model, kernel, maps }, exponent, grid, floor }: SurveyedFloor,
  windowMs: number,
): void {
  if (process.env.WARDMAP_LOG_LEVEL !== 'debug') return;
  const n = model.readers.reduce((sum, radio) => sum + radio.pathLossExponent, 0) / model.readers.length;
  console.error(
    `floor ${floor}: ${grid.count} cells of ${grid.cellM} m, window ${windowMs} ms, likelihood exponent ` +
      `${exponent.toFixed(2)}, path loss ${n.toFixed(2)}, wall ${model.wallLossDb.toFixed(1)} dB, height ${model.heightM} m, ` +
      `sigma ${model.sigmaDb.toFixed(1)} dB, packet ${Math.sqrt(maps.packetVarianceDb2).toFixed(1)} dB, ` +
      `shadowing ${kernel ? `${kernel.lengthM} m ${kernel.spreadDb.toFixed(1)} dB + ${kernel.noiseDb.toFixed(1)} dB` : 'none'}`,
  );
}
