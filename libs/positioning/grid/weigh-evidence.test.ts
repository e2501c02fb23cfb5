import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorGrid } from './floor-grid.js';
import { gridWorkspace } from './grid-workspace.js';
import { answerOf, emptyAnswer } from './posterior.js';
import { type PlaceFactor, areaAround, openBelief, sharpenPlace, weighByPlace } from './weigh-evidence.js';

const grid = floorGrid({ bounds: { minX: 0, minY: 0, maxX: 40, maxY: 30 }, walls: [], zones: [] });
const work = gridWorkspace(grid);

/** What the cells make of some places of which the last is the sharpest. */
function combined(places: PlaceFactor[]) {
  const out = emptyAnswer();
  openBelief(work, null, areaAround(work, 20, 15, 40));
  for (const place of places) weighByPlace(work, place);
  expect(answerOf(work, true, false, out)).toBe(true);
  sharpenPlace(work, places.at(-1)!, out);
  return out;
}

const somewhere = { x: fc.double({ min: 15, max: 25, noNaN: true }), y: fc.double({ min: 12, max: 18, noNaN: true }) };
/** Standard deviations of a place along its axes, and how they are turned. */
const placeOf = (least: number, most: number) =>
  fc
    .record({
      ...somewhere,
      long: fc.double({ min: least, max: most, noNaN: true }),
      flatness: fc.double({ min: 0.5, max: 1, noNaN: true }),
      turn: fc.double({ min: 0, max: Math.PI, noNaN: true }),
    })
    .map(({ x, y, long, flatness, turn }): PlaceFactor => {
      const [a, b] = [long ** 2, (long * flatness) ** 2];
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      return { x, y, varX: a * c * c + b * s * s, varY: a * s * s + b * c * c, covXY: (a - b) * c * s };
    });

describe('a place on the cells of a floor', () => {
  it('keeps its mean and covariance, be it much sharper than a cell or much wider', () => {
    fc.assert(
      fc.property(placeOf(0.02, 3), (place) => {
        const out = combined([place]);
        const scale = Math.max(place.varX, place.varY);
        expect(Math.hypot(out.x - place.x, out.y - place.y)).toBeLessThan(0.01 + 0.02 * Math.sqrt(scale));
        for (const key of ['varX', 'varY', 'covXY'] as const)
          expect(Math.abs(out[key] - place[key])).toBeLessThan(0.06 * scale + 1e-4);
      }),
    );
  });

  it('is combined with a wider one as normal densities are: by the sum of their information', () => {
    fc.assert(
      fc.property(placeOf(3.2, 4), placeOf(0.05, 1), (wide, sharp) => {
        const out = combined([wide, sharp]);
        const [a, b] = [informationOf(wide), informationOf(sharp)];
        const sum = { xx: a.xx + b.xx, yy: a.yy + b.yy, xy: a.xy + b.xy };
        const determinant = sum.xx * sum.yy - sum.xy ** 2;
        const bx = a.xx * wide.x + a.xy * wide.y + b.xx * sharp.x + b.xy * sharp.y;
        const by = a.xy * wide.x + a.yy * wide.y + b.xy * sharp.x + b.yy * sharp.y;
        const x = (sum.yy * bx - sum.xy * by) / determinant;
        const y = (sum.xx * by - sum.xy * bx) / determinant;
        const off = Math.hypot(wide.x - sharp.x, wide.y - sharp.y);
        expect(Math.hypot(out.x - x, out.y - y)).toBeLessThan(0.02 + 0.06 * off);
        expect(Math.abs(out.varX - sum.yy / determinant)).toBeLessThan(0.15 * (sum.yy / determinant) + 1e-3);
      }),
    );
  });
});

function informationOf({ varX, varY, covXY }: PlaceFactor) {
  const determinant = varX * varY - covXY ** 2;
  return { xx: varY / determinant, yy: varX / determinant, xy: -covXY / determinant };
}
