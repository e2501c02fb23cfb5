/** A binary heap of (time, asset): the earliest first, among equals the lower index. */
export class TimeHeap {
  private readonly times: number[] = [];
  private readonly items: number[] = [];

  /** Time of the earliest entry, Infinity when empty. */
  nextMs(): number {
    return this.times.length > 0 ? this.times[0] : Infinity;
  }

  push(atMs: number, item: number): void {
    let at = this.times.length;
    this.times.push(atMs);
    this.items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  /** Takes out the earliest entry. The heap must not be empty. */
  pop(): [atMs: number, item: number] {
    const first: [number, number] = [this.times[0], this.items[0]];
    const last = this.times.length - 1;
    this.swap(0, last);
    this.times.pop();
    this.items.pop();
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= last) break;
      const child = left + 1 < last && this.before(left + 1, left) ? left + 1 : left;
      if (!this.before(child, at)) break;
      this.swap(at, child);
      at = child;
    }
    return first;
  }

  private before(a: number, b: number): boolean {
    return this.times[a] < this.times[b] || (this.times[a] === this.times[b] && this.items[a] < this.items[b]);
  }

  private swap(a: number, b: number): void {
    [this.times[a], this.times[b]] = [this.times[b], this.times[a]];
    [this.items[a], this.items[b]] = [this.items[b], this.items[a]];
  }
}
