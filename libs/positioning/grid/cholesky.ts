/**
 * Factorises a symmetric positive definite matrix (row by row, size x size) in place into its lower triangle L with
 * A = L L' (Golub and Van Loan, Matrix Computations, 4th ed., section 4.2).
 * @throws RangeError when the matrix is not positive definite
 */
export function cholesky(a: Float64Array, size: number): void {
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j];
      for (let k = 0; k < j; k++) sum -= a[i * size + k] * a[j * size + k];
      if (i === j) {
        if (!(sum > 0)) throw new RangeError(`the matrix is not positive definite (row ${i})`);
        a[i * size + i] = Math.sqrt(sum);
      } else a[i * size + j] = sum / a[j * size + j];
    }
}

/** Solves L y = b in place: the forward half. */
export function solveLower(l: Float64Array, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * size + k] * b[k];
    b[i] = sum / l[i * size + i];
  }
}

/** Solves A x = b in place, A given by its factor. */
export function choleskySolve(l: Float64Array, size: number, b: Float64Array): void {
  solveLower(l, size, b);
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < size; k++) sum -= l[k * size + i] * b[k];
    b[i] = sum / l[i * size + i];
  }
}

/** Diagonal of the inverse of A, given by its factor. */
export function inverseDiagonal(l: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    column.fill(0);
    column[j] = 1;
    // The column of L^-1 is zero above j; its squares sum to the diagonal of A^-1 = L^-T L^-1 over the columns.
    for (let i = j; i < size; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= l[i * size + k] * column[k];
      column[i] = sum / l[i * size + i];
    }
    for (let i = j; i < size; i++) diagonal[j] += column[i] * column[i];
  }
  return diagonal;
}
