import { addPlace, type SeenPlace } from './seen-place.js';

/** What a row of the evidence measured: a level, a distance, or a place (which stands in `places`). */
export const rowKinds = { level: 0, range: 1, place: 2 } as const;
export type RowKind = (typeof rowKinds)[keyof typeof rowKinds];

/**
 * The recent readings of one tag, column by column, always in the order (time, kind, reader, antenna). The order
 * does not depend on the order of arrival, so whatever is computed from it does not either.
 */
export class Evidence {
  count = 0;
  /** Milliseconds since 1970 UTC. */
  at = new Float64Array(16);
  kind = new Uint8Array(16);
  /** Of a place, the id of its floor. */
  readerId = new Int32Array(16);
  antenna = new Uint8Array(16);
  /**
   * Hundredths of a dBm, of a distance of a metre: exactly what is stored, so that a restored tag computes the same.
   */
  centiDbm = new Int16Array(16);
  /** Places that other engines computed, in order of time and floor; each has a row as well. */
  places: SeenPlace[] = [];

  /** Puts a reading in its place; false when the same reader already reported the tag at that moment as strong. */
  add(at: number, readerId: number, antenna: number, centiDbm: number, kind: RowKind = rowKinds.level): boolean {
    let place = this.count;
    while (place > 0 && this.isAfter(place - 1, at, kind, readerId, antenna)) place -= 1;
    const before = place - 1;
    if (
      before >= 0 &&
      this.at[before] === at &&
      this.kind[before] === kind &&
      this.readerId[before] === readerId &&
      this.antenna[before] === antenna
    ) {
      // Two different levels for one moment: keep the stronger, whichever came first; of distances the shorter.
      if (kind === rowKinds.range ? centiDbm >= this.centiDbm[before] : centiDbm <= this.centiDbm[before]) return false;
      this.centiDbm[before] = centiDbm;
      return true;
    }
    if (this.count === this.at.length) this.grow();
    this.at.copyWithin(place + 1, place, this.count);
    this.kind.copyWithin(place + 1, place, this.count);
    this.readerId.copyWithin(place + 1, place, this.count);
    this.antenna.copyWithin(place + 1, place, this.count);
    this.centiDbm.copyWithin(place + 1, place, this.count);
    this.at[place] = at;
    this.kind[place] = kind;
    this.readerId[place] = readerId;
    this.antenna[place] = antenna;
    this.centiDbm[place] = centiDbm;
    this.count += 1;
    return true;
  }

  /** Puts a place of another engine in; false when there is one as sharp for that moment and floor. */
  addPlace(place: SeenPlace): boolean {
    if (!addPlace(this.places, place)) return false;
    this.add(place.at, place.floorId, 0, 0, rowKinds.place);
    return true;
  }

  /** Forgets what was heard before a moment. */
  forgetBefore(at: number): void {
    if (this.places.length > 0) this.places = this.places.filter((place) => place.at >= at);
    let first = 0;
    while (first < this.count && this.at[first] < at) first += 1;
    if (first === 0) return;
    this.at.copyWithin(0, first, this.count);
    this.kind.copyWithin(0, first, this.count);
    this.readerId.copyWithin(0, first, this.count);
    this.antenna.copyWithin(0, first, this.count);
    this.centiDbm.copyWithin(0, first, this.count);
    this.count -= first;
  }

  /** Time of the newest reading, or -Infinity. */
  get newestAt(): number {
    return this.count === 0 ? -Infinity : this.at[this.count - 1];
  }

  private isAfter(index: number, at: number, kind: RowKind, readerId: number, antenna: number): boolean {
    if (this.at[index] !== at) return this.at[index] > at;
    if (this.kind[index] !== kind) return this.kind[index] > kind;
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
    this.kind = wider(new Uint8Array(size), this.kind);
    this.readerId = wider(new Int32Array(size), this.readerId);
    this.antenna = wider(new Uint8Array(size), this.antenna);
    this.centiDbm = wider(new Int16Array(size), this.centiDbm);
  }
}
