import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpatialGrid } from './spatial-grid.js';

const coordinate = fc.double({ min: -3000, max: 3000, noNaN: true });

describe('the grid for hit tests', () => {
  it('finds what a look at every point finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
        coordinate,
        coordinate,
        fc.double({ min: 1, max: 400, noNaN: true }),
        (points, x, y, reach) => {
          const grid = new SpatialGrid<number>(32);
          points.forEach(([px, py], index) => grid.add(px, py, index));
          const squares = points.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2);
          const least = Math.min(...squares);
          const found = grid.nearest(x, y, reach);
          if (least > reach * reach) expect(found).toBeNull();
          else expect(squares[found!]).toBe(least);
        },
      ),
    );
  });

  it('prefers the marker drawn last where two lie on each other', () => {
    const grid = new SpatialGrid<string>(32);
    grid.add(10, 10, 'under');
    grid.add(10, 10, 'over');
    expect(grid.nearest(12, 10, 20)).toBe('over');
  });

  it('finds nothing out of reach', () => {
    const grid = new SpatialGrid<string>(32);
    grid.add(100, 100, 'far');
    expect(grid.nearest(60, 100, 22)).toBeNull();
  });
});
