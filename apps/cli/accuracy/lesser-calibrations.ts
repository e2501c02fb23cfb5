import { defaultRadio } from '#contracts/floorplan';
import type { Calibration } from '#positioning/grid/calibrate-floor';
import type { FloorGrid } from '#positioning/grid/floor-grid';
import { type LevelMaps, levelMaps } from '#positioning/grid/level-maps';
import type { HeardLevels } from '#positioning/grid/likelihood';
import { selfCalibrate } from '#positioning/grid/self-calibrate';
import { readerTable } from '#positioning/reader-table';
import { aggregateWindow, createWindow } from '#positioning/window';
import type { DataSet, DataTrack } from './read-data.js';

/** Where nobody knows the height of the readers: ceilings. */
const usualHeightM = 1.5;
/** Learning looks at so many windows at most, spread evenly. */
const mostWindows = 600;

/**
 * The engine with less than a survey: path loss and walls of the survey without its residual; nothing at all (the
 * values that are shipped); and what it learns from the same readings without their places.
 */
export function lesserCalibrations(
  data: DataSet,
  floor: number,
  { table, model }: Calibration,
  train: readonly DataTrack[],
  grid: FloorGrid,
  windowMs: number,
): Record<string, LevelMaps> {
  const tagHeightM = data.meta.tagZ ?? 0;
  const { walls } = data;
  const readers = data.readers.map(({ x, y, z }) => ({
    x,
    y,
    z: z != null && data.meta.tagZ != null ? z : tagHeightM + usualHeightM,
  }));
  // What a slab costs is known to the survey alone: without it only the floor's own readers count.
  const slabLossDb = (reader: number) => (data.readers[reader].floor === floor ? 0 : Infinity);
  const unsurveyed = levelMaps(grid, { table: readerTable(readers), tagHeightM, walls, wallLossDb: 0, slabLossDb });
  const windows = windowsOf(train, windowMs, (reader) => slabLossDb(reader) === 0);
  const pathLoss = levelMaps(grid, { table, tagHeightM, walls, wallLossDb: model.wallLossDb, slabLossDb });
  const learn = (known: typeof walls, name: string, inUse: LevelMaps | null) => {
    const learnt = selfCalibrate(grid, readers, tagHeightM, known, windows, defaultRadio, inUse);
    if (process.env.WARDMAP_LOG_LEVEL === 'debug')
      console.error(
        `${name}: ${learnt.better ? 'taken' : 'refused'}, gain ${learnt.heldOutGain.toFixed(2)} a window, wall ${learnt.law.wallLossDb.toFixed(1)} dB, ` +
          `sigma ${learnt.law.sigmaDb.toFixed(1)} dB, exponent ${learnt.law.readers[0].pathLossExponent.toFixed(2)}`,
      );
    return learnt.better ? learnt.maps : (inUse ?? unsurveyed);
  };
  return {
    wardmapPathLoss: pathLoss,
    wardmapUnsurveyed: unsurveyed,
    wardmapSelfCalibrated: learn(walls, 'learnt', null),
    // Learnt as if the plan had no walls, against the path loss with them that is in use.
    ...(walls.length > 0 ? { wardmapRelearntWithoutWalls: learn([], 'relearnt without walls', pathLoss) } : {}),
  };
}

function windowsOf(tracks: readonly DataTrack[], windowMs: number, counts: (reader: number) => boolean): HeardLevels[] {
  const window = createWindow();
  const windows: HeardLevels[] = [];
  for (const { readings } of tracks) {
    const { timesMs } = readings;
    for (let from = timesMs[0] - 1; from < timesMs[timesMs.length - 1]; from += windowMs) {
      aggregateWindow(readings.readers, readings.values, timesMs, timesMs.length, from, from + windowMs, window);
      const slots = Array.from({ length: window.count }, (_, i) => i).filter((i) => counts(window.readers[i]));
      if (slots.length < 3) continue;
      windows.push({
        count: slots.length,
        readers: slots.map((i) => window.readers[i]),
        levelsDbm: slots.map((i) => window.levelsDbm[i]),
        packets: slots.map((i) => window.packets[i]),
      });
    }
  }
  const every = Math.max(1, Math.ceil(windows.length / mostWindows));
  return windows.filter((_window, i) => i % every === 0);
}
