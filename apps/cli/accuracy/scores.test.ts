import { describe, expect, it } from 'vitest';
import { type ScoredFix, falseZoneChanges, figuresOf, reliability } from './scores.js';

const fix = (atMs: number, values: Partial<ScoredFix> = {}): ScoredFix => ({
  atMs,
  x: 0,
  y: 0,
  truthX: 0,
  truthY: 0,
  zone: null,
  truthZone: null,
  inside90: null,
  ...values,
});

describe('figuresOf', () => {
  it('measures distances to the truth', () => {
    const errors = [1, 2, 3, 4, 10];
    const figures = figuresOf(
      [errors.map((error, i) => fix(i * 1000, { x: error, inside90: error < 4 }))],
      [false],
      1234.5,
    );
    expect(figures).toMatchObject({ mean: 4, median: 3, coverage90: 0.6, zoneAccuracy: null, falseZoneChanges: null });
    expect(figures.p90).toBeCloseTo(7.6, 9);
    expect(figures.stillStepMedian).toBeNull();
    expect(figures.solvesPerSecond).toBe(1235);
  });

  it('measures the steps of still tags once they have settled', () => {
    const wander = Array.from({ length: 20 }, (_, second) =>
      fix(second * 1000, { x: second < 10 ? second : 10 + 0.1 * second }),
    );
    expect(figuresOf([wander], [true], 1).stillStepMedian).toBeCloseTo(0.1, 9);
  });
});

describe('falseZoneChanges', () => {
  const walk = (told: number[], real: number[]) =>
    falseZoneChanges(told.map((zone, second) => fix(second * 1000, { zone, truthZone: real[second] })));

  it('does not blame changes that follow the truth, also a little late', () => {
    expect(walk([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1])).toBe(0);
  });

  it('counts hops there and back', () => {
    expect(walk([0, 2, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0])).toBe(4);
  });
});

describe('reliability', () => {
  it('says how often zones of about that probability were right', () => {
    const told = [0.9, 0.9, 0.92, 0.88, 0.97].map((probability, i) => ({ probability, right: i > 0 }));
    const [, , nine, sure] = reliability(told);
    expect(nine).toMatchObject({ fixes: 4, right: 0.75 });
    expect(sure).toMatchObject({ fixes: 1, right: 1 });
  });
});
