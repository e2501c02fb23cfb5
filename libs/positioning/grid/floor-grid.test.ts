import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, cellSide, cellX, cellY, floorGrid } from './floor-grid.js';
import { bounds, grid, walls, zones } from './scene-for-tests.js';

describe('floorGrid', () => {
  it('covers the floor with cells whose centres lie in it', () => {
    expect([grid.columns, grid.rows, grid.count]).toEqual([40, 24, 960]);
    expect([cellX(grid, 0), cellY(grid, 0)]).toEqual([0.25, 0.25]);
    expect([cellX(grid, 959), cellY(grid, 959)]).toEqual([19.75, 11.75]);
  });

  it('finds the cell of any place again, within half a cell', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0, max: 12, noNaN: true }), (x, y) => {
        const cell = cellAt(grid, x, y);
        expect(Math.abs(cellX(grid, cell) - x)).toBeLessThanOrEqual(0.25 + 1e-9);
        expect(Math.abs(cellY(grid, cell) - y)).toBeLessThanOrEqual(0.25 + 1e-9);
      }),
    );
  });

  it('knows the zone of each cell', () => {
    expect(grid.zone[cellAt(grid, 3, 3)]).toBe(0);
    expect(grid.zone[cellAt(grid, 12, 3)]).toBe(1);
  });

  it('lets a tag through the door and hardly through the wall', () => {
    expect(grid.eastward[cellAt(grid, 9.75, 6.25)]).toBe(1);
    expect(grid.eastward[cellAt(grid, 9.75, 2.25)]).toBeLessThan(0.05);
    expect(grid.northward[cellAt(grid, 9.75, 2.25)]).toBe(1);
  });

  it('opens a wall where the plan draws a door across it', () => {
    const whole = [{ points: [[10, 0] as const, [10, 12] as const] }];
    const doors = [{ from: [10, 2] as const, to: [10, 3] as const }];
    const withDoor = floorGrid({ bounds, walls: whole, doors, zones }, 0.5);
    expect(withDoor.eastward[cellAt(withDoor, 9.75, 2.25)]).toBe(1);
    expect(withDoor.eastward[cellAt(withDoor, 9.75, 4.25)]).toBeLessThan(0.05);
  });

  it('keeps a small chance where nobody is thought to walk', () => {
    const centres = Array.from({ length: 20 * 12 }, (_, i) => [0.5 + (i % 20), 0.5 + Math.floor(i / 20)] as const);
    const left = floorGrid(
      { bounds, walls, zones: [], walkable: { cellM: 1, centres: centres.filter(([x]) => x < 10) } },
      0.5,
    );
    expect(left.prior[cellAt(left, 3, 3)]).toBe(1);
    const off = left.prior[cellAt(left, 15, 3)];
    expect(off).toBeGreaterThan(0.001);
    expect(off).toBeLessThan(0.1);
  });

  it('takes coarser cells for larger floors, and never finer ones', () => {
    expect(cellSide({ minX: 0, minY: 0, maxX: 9, maxY: 7 })).toBe(0.25);
    expect(cellSide({ minX: 0, minY: 0, maxX: 20.7, maxY: 17.6 })).toBe(0.5);
    expect(cellSide({ minX: 0, minY: 0, maxX: 120, maxY: 80 })).toBe(1);
  });

  it('refuses a floor without area', () => {
    expect(() => floorGrid({ bounds: { minX: 0, minY: 0, maxX: 0, maxY: 5 }, walls: [], zones: [] }, 0.5)).toThrow(
      'maxX > minX',
    );
  });
});
