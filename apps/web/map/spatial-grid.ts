/** Finds the nearest of many points quickly: squares of one size, each with the points in it. Any unit. */
export class SpatialGrid<Item> {
  readonly #cell: number;
  readonly #cells = new Map<number, { x: number; y: number; item: Item }[]>();

  constructor(cellSize: number) {
    this.#cell = cellSize;
  }

  add(x: number, y: number, item: Item): void {
    const key = this.#key(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
    const cell = this.#cells.get(key);
    if (cell) cell.push({ x, y, item });
    else this.#cells.set(key, [{ x, y, item }]);
  }

  /** The nearest item within `reach`; among equally near ones the one added last (it is drawn on top). */
  nearest(x: number, y: number, reach: number): Item | null {
    let best: Item | null = null;
    let bestSquare = reach * reach;
    const lowX = Math.floor((x - reach) / this.#cell);
    const highX = Math.floor((x + reach) / this.#cell);
    const highY = Math.floor((y + reach) / this.#cell);
    for (let cellX = lowX; cellX <= highX; cellX++)
      for (let cellY = Math.floor((y - reach) / this.#cell); cellY <= highY; cellY++)
        for (const point of this.#cells.get(this.#key(cellX, cellY)) ?? []) {
          const square = (point.x - x) ** 2 + (point.y - y) ** 2;
          if (square <= bestSquare) [best, bestSquare] = [point.item, square];
        }
    return best;
  }

  /** One number for a pair of cell numbers; unique while both stay within +-1,000,000. */
  #key(cellX: number, cellY: number): number {
    return cellX * 2_000_003 + cellY;
  }
}
