/** Keeps the rows with the least costs: a heap with the worst of them on top. */
export class Best {
  readonly #rows: number[] = [];
  readonly #costs: number[] = [];

  constructor(private readonly most: number) {}

  add(row: number, cost: number): void {
    const rows = this.#rows;
    const costs = this.#costs;
    if (rows.length < this.most) {
      let at = rows.length;
      rows.push(row);
      costs.push(cost);
      while (at > 0) {
        const above = (at - 1) >> 1;
        if (costs[above] >= cost) break;
        rows[at] = rows[above];
        costs[at] = costs[above];
        at = above;
      }
      rows[at] = row;
      costs[at] = cost;
      return;
    }
    if (cost >= costs[0]) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= rows.length) break;
      if (below + 1 < rows.length && costs[below + 1] > costs[below]) below++;
      if (costs[below] <= cost) break;
      rows[at] = rows[below];
      costs[at] = costs[below];
      at = below;
    }
    rows[at] = row;
    costs[at] = cost;
  }

  /** Best first. */
  sorted(): { row: number; cost: number }[] {
    return this.#rows
      .map((row, at) => ({ row, cost: this.#costs[at] }))
      .sort((a, b) => a.cost - b.cost || a.row - b.row);
  }
}
