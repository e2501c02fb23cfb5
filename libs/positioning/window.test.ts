import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateWindow, createWindow } from './window.js';

function windowOf(rows: [reader: number, level: number, time: number][], from: number, to: number, capacity?: number) {
  const window = createWindow(capacity);
  const column = (i: 0 | 1 | 2) => rows.map((row) => row[i]);
  aggregateWindow(column(0), column(1), column(2), rows.length, from, to, window);
  return Array.from({ length: window.count }, (_, slot) => ({
    reader: window.readers[slot],
    level: window.levelsDbm[slot],
    packets: window.packets[slot],
  })).sort((a, b) => a.reader - b.reader);
}

describe('aggregateWindow', () => {
  it('takes the upper quartile of each reader, because fades go down', () => {
    const rows: [number, number, number][] = [
      [4, -70, 1000],
      [4, -71, 1500],
      [4, -95, 2000],
      [4, -69, 2500],
      [4, -70, 3000],
      [9, -80, 3000],
    ];
    expect(windowOf(rows, 0, 4000)).toEqual([
      { reader: 4, level: -70, packets: 5 },
      { reader: 9, level: -80, packets: 1 },
    ]);
  });

  it('counts readings after the start up to and including the end', () => {
    const rows: [number, number, number][] = [
      [1, -60, 1000],
      [1, -70, 1001],
      [1, -70, 5000],
      [1, -50, 5001],
    ];
    expect(windowOf(rows, 1000, 5000)).toEqual([{ reader: 1, level: -70, packets: 2 }]);
  });

  it('is empty when nothing was heard', () => {
    expect(windowOf([[1, -60, 1000]], 2000, 6000)).toEqual([]);
  });

  it('keeps the newest packets of a chatty reader and leaves out readers beyond its capacity', () => {
    const chatty = Array.from({ length: 50 }, (_, i): [number, number, number] => [1, i < 18 ? -40 : -70, i]);
    expect(windowOf(chatty, -1, 100)).toEqual([{ reader: 1, level: -70, packets: 32 }]);
    expect(
      windowOf(
        [
          [1, -60, 1],
          [2, -60, 2],
          [3, -60, 3],
        ],
        0,
        10,
        2,
      ),
    ).toHaveLength(2);
  });

  it('lies between the weakest and the strongest packet, whatever the order within the window', () => {
    const row = fc.tuple(fc.nat(3), fc.integer({ min: -100, max: -40 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 24 }), (list) => {
        const rows = list.map(([reader, level], i): [number, number, number] => [reader, level, i]);
        const found = windowOf(rows, -1, 100);
        const turned = windowOf(
          list.reverse().map(([reader, level], i) => [reader, level, i]),
          -1,
          100,
        );
        expect(turned).toEqual(found);
        for (const { reader, level, packets } of found) {
          const own = rows.filter((entry) => entry[0] === reader).map((entry) => entry[1]);
          expect(packets).toBe(own.length);
          expect(level).toBeLessThanOrEqual(Math.max(...own));
          expect(level).toBeGreaterThanOrEqual(Math.min(...own));
        }
      }),
    );
  });
});
