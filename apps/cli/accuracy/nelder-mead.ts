/**
 * Minimum of a function by the simplex method (Nelder and Mead, "A simplex method for function minimization", Comput. J.
 * 7, 1965), with the usual coefficients 1, 2, 1/2, 1/2.
 * @param steps size of the first simplex along each axis
 */
export function nelderMead(
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  mostRounds = 200,
  tolerance = 1e-4,
): number[] {
  const size = start.length;
  const corners = [start.slice(), ...steps.map((step, axis) => start.map((v, i) => (i === axis ? v + step : v)))].map(
    (point) => ({ point, cost: cost(point) }),
  );
  for (let round = 0; round < mostRounds; round++) {
    corners.sort((a, b) => a.cost - b.cost);
    const worst = corners[size];
    if (worst.cost - corners[0].cost < tolerance) break;
    const centre = start.map((_, axis) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += corners[i].point[axis];
      return sum / size;
    });
    const along = (factor: number) => {
      const point = centre.map((v, axis) => v + factor * (worst.point[axis] - v));
      return { point, cost: cost(point) };
    };
    const reflected = along(-1);
    if (reflected.cost < corners[0].cost) {
      const expanded = along(-2);
      corners[size] = expanded.cost < reflected.cost ? expanded : reflected;
    } else if (reflected.cost < corners[size - 1].cost) corners[size] = reflected;
    else {
      const contracted = reflected.cost < worst.cost ? along(-0.5) : along(0.5);
      if (contracted.cost < Math.min(worst.cost, reflected.cost)) corners[size] = contracted;
      else
        for (let i = 1; i <= size; i++) {
          const point = corners[i].point.map((v, axis) => corners[0].point[axis] + 0.5 * (v - corners[0].point[axis]));
          corners[i] = { point, cost: cost(point) };
        }
    }
  }
  corners.sort((a, b) => a.cost - b.cost);
  return corners[0].point;
}
