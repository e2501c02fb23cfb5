import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radius90 } from './radius90.js';

/** Probability of the disc of radius r around the mean of a normal distribution with these standard deviations. */
function probabilityOfDisc(r: number, sigmaX: number, sigmaY: number): number {
  const steps = 4000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / steps;
    const rate = (Math.cos(angle) / sigmaX) ** 2 + (Math.sin(angle) / sigmaY) ** 2;
    sum += (1 - Math.exp((-r * r * rate) / 2)) / (rate * sigmaX * sigmaY);
  }
  return sum / steps;
}

describe('radius90', () => {
  it('is 2.146 sigma for a round distribution and 1.645 sigma for one along a line', () => {
    expect(radius90(4, 4, 0)).toBeCloseTo(2 * Math.sqrt(-2 * Math.log(0.1)), 5);
    expect(radius90(9, 0, 0)).toBeCloseTo(3 * 1.644854, 5);
    expect(radius90(0, 0, 0)).toBe(0);
  });

  it('encloses 90 % of the distribution within a tenth of a per cent, whatever its shape', () => {
    const sigma = fc.double({ min: 0.2, max: 20, noNaN: true });
    fc.assert(
      fc.property(sigma, fc.double({ min: 0.05, max: 1, noNaN: true }), (longer, ratio) => {
        const r = radius90(longer ** 2, (longer * ratio) ** 2, 0);
        expect(Math.abs(probabilityOfDisc(r, longer, longer * ratio) - 0.9)).toBeLessThan(0.001);
      }),
    );
  });

  it('does not change when the plan is turned', () => {
    const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(angle, (turn) => {
        const cos = Math.cos(turn);
        const sin = Math.sin(turn);
        const turned = radius90(9 * cos * cos + sin * sin, 9 * sin * sin + cos * cos, 8 * cos * sin);
        expect(turned).toBeCloseTo(radius90(9, 1, 0), 9);
      }),
    );
  });
});
