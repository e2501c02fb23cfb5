import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp2, log2 } from './table-logarithm.js';

describe('log2', () => {
  it('is the binary logarithm within 0.0002 over all normal numbers', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (value) => {
        expect(Math.abs(log2(value) - Math.log2(value))).toBeLessThan(2e-4);
      }),
    );
  });
});

describe('exp2', () => {
  it('is a power of two within 0.02 %', () => {
    fc.assert(
      fc.property(fc.double({ min: -999, max: 0, noNaN: true }), (power) => {
        expect(Math.abs(exp2(power) / 2 ** power - 1)).toBeLessThan(2e-4);
      }),
    );
  });

  it('is nothing where even a double has hardly anything left', () => {
    expect(exp2(-1001)).toBe(0);
    expect(exp2(-Infinity)).toBe(0);
  });
});
