import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someTags } from './sample-traffic.js';

const traffic = (bytes: number) => [Buffer.alloc(bytes)];
const ids = Array.from({ length: 2000 }, (_, i) => i + 1);

describe('the tags of a sample', () => {
  it('are all while the house is quiet', () => {
    const wanted = someTags(traffic(1000), 4000, 0.3);
    expect(ids.every(wanted)).toBe(true);
    expect(someTags([], 4000, 0.3)(1)).toBe(true);
  });

  it('are about the share that is asked for, whichever the draw and however ids are spaced', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (draw, step) => {
          const wanted = someTags(traffic(40_000), 4_000, draw);
          const share = ids.filter((id) => wanted(id * step)).length / ids.length;
          expect(share).toBeGreaterThan(0.05);
          expect(share).toBeLessThan(0.2);
        },
      ),
    );
  });

  it('are others at another draw', () => {
    const of = (draw: number) => new Set(ids.filter(someTags(traffic(40_000), 4_000, draw)));
    const later = of(0.5);
    expect([...of(0.1)].filter((id) => later.has(id))).toEqual([]);
  });
});
