import { type Matrix, add, index, inv, matrix, multiply, norm, subset, subtract, transpose } from 'mathjs';

/**
 * Least squares on ranges by Gauss-Newton, written the way one writes it with mathjs matrices: the baseline that
 * shows what typed arrays are worth.
 * @param ranges readers as [x, y, range] in metres
 */
export function gaussNewtonOnRanges(ranges: readonly (readonly [number, number, number])[]): [number, number] {
  const mean = (axis: 0 | 1) => ranges.reduce((sum, range) => sum + range[axis], 0) / ranges.length;
  let place: Matrix = matrix([mean(0), mean(1)]);
  for (let iteration = 0; iteration < 10; iteration++) {
    const x = subset(place, index(0)) as unknown as number;
    const y = subset(place, index(1)) as unknown as number;
    const rows: number[][] = [];
    const residuals: number[] = [];
    for (const [readerX, readerY, range] of ranges) {
      const distance = Math.max(1e-6, Math.hypot(x - readerX, y - readerY));
      rows.push([(x - readerX) / distance, (y - readerY) / distance]);
      residuals.push(distance - range);
    }
    const jacobian = matrix(rows);
    const transposed = transpose(jacobian);
    const normal = add(
      multiply(transposed, jacobian),
      matrix([
        [1e-6, 0],
        [0, 1e-6],
      ]),
    ) as Matrix;
    const step = multiply(multiply(inv(normal), transposed), matrix(residuals)) as Matrix;
    place = subtract(place, step) as Matrix;
    if ((norm(step) as number) < 1e-3) break;
  }
  return place.toArray() as [number, number];
}
