import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeStop, levelsAtPlace, meanLevels } from './place-levels.js';

/** Readings of some readers, one of each every half second. */
function readings(readers: number, seconds: number, level: (reader: number, k: number) => number) {
  const rows = Array.from({ length: seconds * 2 }, (_, k) =>
    Array.from({ length: readers }, (_reader, id) => ({ at: 1000 + k * 500, id, level: level(id, k) })),
  ).flat();
  return {
    atMs: rows.map((row) => row.at),
    readerIds: rows.map((row) => row.id),
    levelsDbm: rows.map((row) => row.level),
  };
}

describe('levelsAtPlace', () => {
  it('cuts a stop into windows as the engine does: the upper quartile of each reader', () => {
    const { windows } = levelsAtPlace(
      readings(3, 12, (id, k) => -60 - id - (k % 4)),
      1000,
      13_000,
    );
    expect(windows).toHaveLength(3);
    expect(windows[0].readerIds.toSorted()).toEqual([0, 1, 2]);
    expect(windows[0].levelsDbm[windows[0].readerIds.indexOf(1)]).toBeCloseTo(-61, 0);
    expect(windows[1].packets).toEqual([8, 8, 8]);
  });

  it('makes one window of a stop that was short, and none of nothing', () => {
    expect(
      levelsAtPlace(
        readings(3, 1, () => -60),
        1000,
        1500,
      ).windows,
    ).toHaveLength(1);
    expect(
      levelsAtPlace(
        readings(3, 1, () => -60),
        50_000,
        80_000,
      ).windows,
    ).toEqual([]);
  });

  it('knows how much single packets scatter', () => {
    const { steps, stepSquares } = levelsAtPlace(
      readings(2, 10, (_id, k) => (k % 2 === 0 ? -60 : -64)),
      1000,
      11_000,
    );
    expect(stepSquares / steps).toBeCloseTo(8);
  });

  it('never takes a reading from before the stop or after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }), (from, length) => {
        const all = readings(2, 20, () => -60);
        const { windows } = levelsAtPlace(all, from, from + length);
        const packets = windows.reduce((sum, window) => sum + window.packets.reduce((a, b) => a + b, 0), 0);
        expect(packets).toBeLessThanOrEqual(all.atMs.filter((at) => at >= from && at <= from + length).length);
        for (const window of windows) expect(window.at).toBeLessThanOrEqual(from + length);
      }),
    );
  });
});

describe('judgeStop', () => {
  const judged = (readers: number, seconds: number) =>
    judgeStop(
      levelsAtPlace(
        readings(readers, seconds, () => -60),
        1000,
        31_000,
      ),
    );

  it('says in plain words why a stop is not used', () => {
    expect(judged(0, 5)).toMatchObject({ usable: false, detail: expect.stringContaining('No reader heard the tag') });
    expect(judged(2, 5).detail).toBe('Only 2 readers heard the tag here; a stop needs at least 3.');
    expect(judged(3, 1).detail).toContain('Only 6 packets came from here');
    expect(judged(6, 10)).toEqual({ usable: true, packets: 120, detail: '120 packets from 6 readers.' });
  });
});

describe('meanLevels', () => {
  it('weighs windows alike, however many packets they had', () => {
    const window = (level: number, packets: number) => ({
      ...{ at: 0, readerIds: [5], levelsDbm: [level], packets: [packets] },
    });
    expect(meanLevels({ windows: [window(-60, 1), window(-70, 9)] })).toEqual([
      { readerId: 5, levelDbm: -65, packets: 10, windows: 2, squares: 50 },
    ]);
  });
});
