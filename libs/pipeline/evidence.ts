/**
 * The recent readings of one tag, column by column, always in the order (time, reader, antenna). The order
 * does not depend on the order of arrival, so whatever is computed from it does not either.
 */
export class Evidence {
  count = 0;
  /** Milliseconds since 1970 UTC. */
  at = new Float64Array(16);
  readerId = new Int32Array(16);
  antenna = new Uint8Array(16);
  /** Hundredths of a dBm: exactly what is stored, so that a restored tag computes the same. */
  centiDbm = new Int16Array(16);

  /** Puts a reading in its place; false when the same reader already reported the tag at that moment as strong. */
  add(at: number, readerId: number, antenna: number, centiDbm: number): boolean {
    let place = this.count;
    while (place > 0 && this.isAfter(place - 1, at, readerId, antenna)) place -= 1;
    const before = place - 1;
    if (
      before >= 0 &&
      this.at[before] === at &&
      this.readerId[before] === readerId &&
      this.antenna[before] === antenna
    ) {
      // Two different levels for one moment: keep the stronger, whichever came first.
      if (centiDbm <= this.centiDbm[before]) return false;
      this.centiDbm[before] = centiDbm;
      return true;
    }
    if (this.count === this.at.length) this.grow();
    this.at.copyWithin(place + 1, place, this.count);
    this.readerId.copyWithin(place + 1, place, this.count);
    this.antenna.copyWithin(place + 1, place, this.count);
    this.centiDbm.copyWithin(place + 1, place, this.count);
    this.at[place] = at;
    this.readerId[place] = readerId;
    this.antenna[place] = antenna;
    this.centiDbm[place] = centiDbm;
    this.count += 1;
    return true;
  }

  /** Forgets the readings before a moment. */
  forgetBefore(at: number): void {
    let first = 0;
    while (first < this.count && this.at[first] < at) first += 1;
    if (first === 0) return;
    this.at.copyWithin(0, first, this.count);
    this.readerId.copyWithin(0, first, this.count);
    this.antenna.copyWithin(0, first, this.count);
    this.centiDbm.copyWithin(0, first, this.count);
    this.count -= first;
  }

  /** Time of the newest reading, or -Infinity. */
  get newestAt(): number {
    return this.count === 0 ? -Infinity : this.at[this.count - 1];
  }

  private isAfter(index: number, at: number, readerId: number, antenna: number): boolean {
    if (this.at[index] !== at) return this.at[index] > at;
    if (this.readerId[index] !== readerId) return this.readerId[index] > readerId;
    return this.antenna[index] > antenna;
  }

  private grow(): void {
    const size = this.at.length * 2;
    const wider = <T extends Float64Array | Int32Array | Uint8Array | Int16Array>(made: T, old: T): T => {
      made.set(old);
      return made;
    };
    this.at = wider(new Float64Array(size), this.at);
    this.readerId = wider(new Int32Array(size), this.readerId);
    this.antenna = wider(new Uint8Array(size), this.antenna);
    this.centiDbm = wider(new Int16Array(size), this.centiDbm);
  }
}
