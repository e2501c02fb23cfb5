import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, choleskySolve, inverseDiagonal } from './cholesky.js';

const size = 4;
/** B B' + identity is positive definite for any B. */
const matrices = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 16, maxLength: 16 }).map((b) =>
  Float64Array.from({ length: 16 }, (_, k) => {
    let sum = k % 5 === 0 ? 1 : 0;
    for (let j = 0; j < size; j++) sum += b[Math.floor(k / 4) * 4 + j] * b[(k % 4) * 4 + j];
    return sum;
  }),
);

describe('cholesky', () => {
  it('solves what it factorised', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const factor = a.slice();
        cholesky(factor, size);
        const x = [1, -2, 3, 0.5];
        const right = Float64Array.from(x, (_, i) => x.reduce((sum, value, j) => sum + a[i * 4 + j] * value, 0));
        choleskySolve(factor, size, right);
        x.forEach((value, i) => expect(right[i]).toBeCloseTo(value, 6));
      }),
    );
  });

  it('knows the diagonal of the inverse', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const factor = a.slice();
        cholesky(factor, size);
        const diagonal = inverseDiagonal(factor, size);
        for (let i = 0; i < size; i++) {
          const unit = Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0));
          choleskySolve(factor, size, unit);
          expect(diagonal[i]).toBeCloseTo(unit[i], 9);
        }
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => cholesky(Float64Array.from([1, 2, 2, 1]), 2)).toThrow('not positive definite');
  });
});
