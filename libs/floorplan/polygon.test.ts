import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import {
  boundsOf,
  distanceToBoundary,
  distanceToSegment,
  pointInPolygon,
  polygonArea,
  polygonCentroid,
  signedArea,
} from './polygon.js';

const ward: Point[] = [
  [0, 0],
  [12, 0],
  [12, 4],
  [5, 4],
  [5, 9],
  [0, 9],
];

/** A star-shaped polygon around the origin: corners in order of angle. */
const stars = fc
  .array(fc.tuple(fc.double({ min: 1, max: 30, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 3,
    maxLength: 12,
  })
  .map((corners) =>
    corners.map(([radius, jitter], i): Point => {
      const angle = ((i + 0.8 * jitter) / corners.length) * 2 * Math.PI;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  );

describe('pointInPolygon', () => {
  it('knows inside from outside in an L-shaped ward', () => {
    expect(pointInPolygon(2, 8, ward)).toBe(true);
    expect(pointInPolygon(11, 3.9, ward)).toBe(true);
    expect(pointInPolygon(6, 5, ward)).toBe(false);
    expect(pointInPolygon(-0.01, 4, ward)).toBe(false);
  });

  it('counts corners and edges as inside', () => {
    for (const [x, y] of ward) expect(pointInPolygon(x, y, ward)).toBe(true);
    expect(pointInPolygon(5, 6.3, ward)).toBe(true);
    expect(pointInPolygon(7.77, 0, ward)).toBe(true);
  });

  it('does not depend on where the list of corners begins or which way round it goes', () => {
    fc.assert(
      fc.property(
        stars,
        fc.nat(11),
        fc.double({ min: -35, max: 35, noNaN: true }),
        fc.double({ min: -35, max: 35, noNaN: true }),
        (star, turn, x, y) => {
          fc.pre(Math.abs(distanceToBoundary(x, y, star)) > 1e-6);
          const k = turn % star.length;
          const turned = [...star.slice(k), ...star.slice(0, k)];
          const inside = pointInPolygon(x, y, star);
          expect(pointInPolygon(x, y, turned)).toBe(inside);
          expect(pointInPolygon(x, y, [...turned].reverse())).toBe(inside);
        },
      ),
    );
  });

  it('finds the middle of every edge inside', () => {
    fc.assert(
      fc.property(stars, (star) => {
        star.forEach(([ax, ay], i) => {
          const [bx, by] = star[(i + 1) % star.length];
          expect(pointInPolygon((ax + bx) / 2, (ay + by) / 2, star)).toBe(true);
        });
      }),
    );
  });
});

describe('area and centroid', () => {
  it('measures the L-shaped ward', () => {
    expect(polygonArea(ward)).toBeCloseTo(12 * 4 + 5 * 5, 12);
    const [x, y] = polygonCentroid(ward);
    expect(x).toBeCloseTo((48 * 6 + 25 * 2.5) / 73, 12);
    expect(y).toBeCloseTo((48 * 2 + 25 * 6.5) / 73, 12);
  });

  it('stays the same when the plan is moved, and changes sign when walked the other way', () => {
    fc.assert(
      fc.property(stars, fc.double({ min: -1e4, max: 1e4, noNaN: true }), (star, shift) => {
        const moved = star.map(([x, y]): Point => [x + shift, y - shift]);
        expect(polygonArea(moved)).toBeCloseTo(polygonArea(star), 4);
        expect(signedArea([...star].reverse())).toBeCloseTo(-signedArea(star), 9);
      }),
    );
  });

  it('gives the mean corner of a polygon without area', () => {
    expect(
      polygonCentroid([
        [1, 1],
        [3, 3],
        [5, 5],
      ]),
    ).toEqual([3, 3]);
  });

  it('puts the box around all corners', () => {
    expect(boundsOf(ward)).toEqual({ minX: 0, minY: 0, maxX: 12, maxY: 9 });
  });
});

describe('distances', () => {
  it('measures to the nearest place of a segment', () => {
    expect(distanceToSegment(3, 4, 0, 0, 6, 0)).toBe(4);
    expect(distanceToSegment(-3, 4, 0, 0, 6, 0)).toBe(5);
    expect(distanceToSegment(3, 4, 0, 0, 0, 0)).toBe(5);
  });

  it('is positive inside and negative outside', () => {
    expect(distanceToBoundary(2, 2, ward)).toBe(2);
    expect(distanceToBoundary(8, 6, ward)).toBe(-2);
  });
});
