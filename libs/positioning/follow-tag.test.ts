import { describe, expect, it } from 'vitest';
import { nearestReader } from './baselines.js';
import { followTag } from './follow-tag.js';
import { readerTable } from './reader-table.js';
import excerpt from './tetam-excerpt.json' with { type: 'json' };
import { truthAt } from './truth.js';
import { aggregateWindow, createWindow } from './window.js';

const { readings, truth, area, tagHeightM } = excerpt;
const table = readerTable(excerpt.readers);
const windowMs = 4000;

describe('followTag on half a minute of a recorded track', () => {
  const positions = followTag(readings, { table, area, tagHeightM }, windowMs);

  it('tells one position for each second in which the tag was heard', () => {
    const seconds = positions.map((position) => Math.floor(position.atMs / 1000));
    expect(seconds).toEqual([...new Set(readings.timesMs.map((time) => Math.floor(time / 1000)))]);
  });

  it('is within 2.6 metres of the truth on average, where the nearest reader is beyond', () => {
    const window = createWindow();
    const errors: number[] = [];
    const nearestErrors: number[] = [];
    for (const { atMs, x, y } of positions) {
      const real = truthAt(truth, atMs);
      if (real === null) continue;
      errors.push(Math.hypot(x - real.x, y - real.y));
      aggregateWindow(
        readings.readers,
        readings.levelsDbm,
        readings.timesMs,
        readings.timesMs.length,
        atMs - windowMs,
        atMs,
        window,
      );
      const nearest = nearestReader(table, window.readers, window.levelsDbm, window.count);
      nearestErrors.push(Math.hypot(nearest.x - real.x, nearest.y - real.y));
    }
    const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(errors.length).toBeGreaterThan(20);
    expect(mean(errors)).toBeLessThan(2.6);
    expect(mean(nearestErrors)).toBeGreaterThan(2.6);
  });

  it('answers the same every time', () => {
    expect(followTag(readings, { table, area, tagHeightM }, windowMs)).toEqual(positions);
  });
});
