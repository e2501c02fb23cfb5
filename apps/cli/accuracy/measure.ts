import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccuracyResult } from '#contracts/accuracy';
import { measureLevels } from './measure-levels.js';
import { type BlockedAnchors, measureRanges } from './measure-ranges.js';
import { type DataSet, readData } from './read-data.js';

const usualPaceMs = 150;

export interface AccuracySettings {
  train?: string[];
  test?: string[];
  windowMs?: number;
  blocked: BlockedAnchors;
  paceMs?: number;
}

/** Folders of recorded data: the given one, or those in it. */
export function dataFolders(folder: string): string[] {
  if (existsSync(join(folder, 'meta.json'))) return [folder];
  const inside = existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((path) => existsSync(join(path, 'meta.json')))
    : [];
  if (inside.length === 0) throw new Error(`${folder} has no meta.json, nor has a folder in it: no recorded data`);
  return inside;
}

/**
 * Measures one recording: all its test splits together, and each by itself. A split is tested with the training split
 * that has the same ending (`test_bq` with `train_bq`), or else with all of them.
 */
export async function measureFolder(folder: string, settings: AccuracySettings): Promise<AccuracyResult> {
  const data = await readData(folder);
  const tests = settings.test ?? Object.keys(data.meta.splits).filter((name) => name.startsWith('test'));
  if (tests.length === 0)
    throw new Error(`${folder}: no split is named test...; say which to test with --test, and to train with --train`);
  const one = (test: string[]) => {
    const train = settings.train ?? trainFor(data, test);
    const chosen = { train, test, windowMs: settings.windowMs, paceMs: settings.paceMs ?? usualPaceMs };
    return data.kind === 'levels' ? measureLevels(data, chosen) : measureRanges(data, chosen, settings.blocked);
  };
  if (settings.test || tests.length === 1) return one(tests);
  const parts = tests.map((test) => one([test]));
  const trains = new Set(parts.map((part) => part.splits.train.join()));
  // Splits with a calibration of their own make no sense in one pot: the first stands for the recording.
  return { ...(trains.size === 1 ? one(tests) : parts[0]), parts };
}

function trainFor(data: DataSet, [test]: string[]): string[] {
  const trains = Object.keys(data.meta.splits).filter((name) => name.startsWith('train'));
  if (trains.length === 0) throw new Error(`${data.meta.name}: no split is named train...; say which with --train`);
  const same = trains.filter((name) => test.endsWith(name.slice('train'.length)) && name.length > 'train'.length);
  return same.length > 0 ? same : trains;
}
