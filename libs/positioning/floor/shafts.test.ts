import { expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { shaftNearness, shaftsOf } from './shafts.js';

const square = (x: number, y: number): Point[] => [
  [x, y],
  [x + 3, y],
  [x + 3, y + 3],
  [x, y + 3],
];

it('knows lifts and stairs, and what lies near them', () => {
  const shafts = shaftsOf([
    { kind: 'lift', polygon: square(0, 0) },
    { kind: 'corridor', polygon: square(30, 0) },
    { kind: 'stairs', polygon: square(60, 0) },
  ]);
  expect(shafts).toHaveLength(2);
  expect(shaftNearness(shafts, 1, 1)).toBe('near');
  expect(shaftNearness(shafts, 6, 2)).toBe('near');
  expect(shaftNearness(shafts, 31, 1)).toBe('away');
  expect(shaftNearness(shafts, 62, 4)).toBe('near');
});

it('says so where a plan shows no way to other floors', () => {
  expect(shaftNearness(shaftsOf([{ kind: 'corridor', polygon: square(0, 0) }]), 1, 1)).toBe('unknown');
});
