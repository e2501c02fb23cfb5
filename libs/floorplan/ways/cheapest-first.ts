/** Numbers 0 to n - 1 in order of a cost that may still fall: a binary heap that knows where each of them is. */
export class CheapestFirst {
  readonly #heap: Int32Array;
  /** Place of each number in the heap; -1: not in it. */
  readonly #at: Int32Array;
  #size = 0;

  /** @param cost read at each comparison; whoever lowers one calls `lowered` */
  constructor(private readonly cost: Float64Array) {
    this.#heap = new Int32Array(cost.length);
    this.#at = new Int32Array(cost.length).fill(-1);
  }

  /** Takes a number in, or lets it rise because its cost fell. */
  lowered(number: number): void {
    let at = this.#at[number];
    if (at < 0) at = this.#size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.cost[this.#heap[above]] <= this.cost[number]) break;
      this.#put(this.#heap[above], at);
      at = above;
    }
    this.#put(number, at);
  }

  /** Takes the cheapest out; -1 when none is left. */
  next(): number {
    if (this.#size === 0) return -1;
    const first = this.#heap[0];
    this.#at[first] = -1;
    const last = this.#heap[--this.#size];
    if (this.#size === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && this.cost[this.#heap[below + 1]] < this.cost[this.#heap[below]]) below++;
      if (this.cost[this.#heap[below]] >= this.cost[last]) break;
      this.#put(this.#heap[below], at);
      at = below;
    }
    this.#put(last, at);
    return first;
  }

  #put(number: number, at: number): void {
    this.#heap[at] = number;
    this.#at[number] = at;
  }
}
