import { describe, expect, it } from 'vitest';
import { truthAt } from './truth.js';

const path = { timesMs: [1000, 2000, 4000], x: [0, 1, 5], y: [0, 0, 2] };

describe('truthAt', () => {
  it('goes straight between known places', () => {
    expect(truthAt(path, 1000)).toEqual({ x: 0, y: 0 });
    expect(truthAt(path, 1500)).toEqual({ x: 0.5, y: 0 });
    expect(truthAt(path, 3000)).toEqual({ x: 3, y: 1 });
    expect(truthAt(path, 4000)).toEqual({ x: 5, y: 2 });
  });

  it('knows nothing before the first and after the last', () => {
    expect(truthAt(path, 999)).toBeNull();
    expect(truthAt(path, 4001)).toBeNull();
    expect(truthAt({ timesMs: [], x: [], y: [] }, 0)).toBeNull();
  });

  it('takes a single place for a tag that stands still', () => {
    expect(truthAt({ timesMs: [5], x: [3], y: [4] }, 99_000)).toEqual({ x: 3, y: 4 });
  });
});
