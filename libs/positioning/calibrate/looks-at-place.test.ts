import { describe, expect, it } from 'vitest';
import { looksAtPlace } from './looks-at-place.js';
import { stopAt, windowAt } from './ward-for-tests.js';

describe('looks at a place', () => {
  it('are a second apart through the whole stop, each with the window it lies in', () => {
    const { windows } = stopAt(5, 5).levels;
    const looks = looksAtPlace(windows);
    expect(looks).toHaveLength(4 * windows.length);
    looks.slice(1).forEach(({ atMs }, k) => expect(atMs - looks[k].atMs).toBe(1000));
    for (const { atMs, window } of looks) {
      expect(window.at).toBeGreaterThanOrEqual(atMs);
      expect(window.at - atMs).toBeLessThan(4000);
    }
  });

  it('never go back in time: windows of several walks through one place, the last of each shorter', () => {
    const later = [windowAt(5, 5, 104_000), windowAt(5, 5, 106_500)];
    const looks = looksAtPlace([...later, windowAt(5, 5, 8000)]);
    expect(looks.map(({ atMs }) => atMs)).toEqual([
      5000, 6000, 7000, 8000, 101_000, 102_000, 103_000, 104_000, 104_500, 105_500, 106_500,
    ]);
  });
});
