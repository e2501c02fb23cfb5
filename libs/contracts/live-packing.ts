import type { LiveFix } from './live.js';

/** What a frame says of places: see `FloorFrame`. */
export interface PlaceNews {
  fixes: LiveFix[];
  moves: LiveFix[];
  heard: [tagId: number, observedAt: number][];
}

/** Numbers of a fix before its chances. */
const plainNumbers = 9;
const version = 1;
const ambiguousBit = 32;
const intervalBit = 64;
const hundredsBit = 128;
/** Room for the longest whole number, bytes. */
const longestNumber = 8;

/**
 * Writes places down shortly: 12 to 15 bytes for a move, 4 for a tag that was only heard again. Lengths are kept to the
 * centimetre, times to the millisecond. Tags stand in the order of their ids, so that an id is a small step.
 *
 * version, base time (float64), base x and y in cm, then fixes, moves and heard, each as count and records; whole numbers are
 * seven bits a byte, lowest first, the eighth bit says that another byte follows.
 * @throws RangeError for a method above 31, a negative id, or what is no whole number of cm and ms
 */
export function packPlaces({ fixes, moves, heard }: PlaceNews): Uint8Array {
  const placed = [...fixes, ...moves];
  const writer = new Writer(64 + placed.length * 64 + heard.length * 24 + chanceNumbers(fixes) * longestNumber);
  let newest = 0;
  for (const at of times(placed, heard)) newest = Math.max(newest, at);
  const baseX = lowest(placed, 1);
  const baseY = lowest(placed, 2);
  writer.byte(version);
  writer.double(newest);
  writer.signed(baseX);
  writer.signed(baseY);
  for (const [list, complete] of [
    [fixes, true],
    [moves, false],
  ] as const) {
    writer.whole(list.length);
    let before = 0;
    for (const fix of [...list].sort(byTag)) {
      const [tagId, x, y, radius90M, zoneId, observedAt, method, intervalMs, ambiguous] = fix;
      if (method > 31) throw new RangeError(`a method must be below 32, got ${method}`);
      const hundreds = intervalMs % 100 === 0;
      writer.whole(tagId - before);
      before = tagId;
      writer.byte(
        method | (ambiguous ? ambiguousBit : 0) | (intervalMs ? intervalBit : 0) | (hundreds ? hundredsBit : 0),
      );
      writer.whole(centimetres(x) - baseX);
      writer.whole(centimetres(y) - baseY);
      writer.whole(centimetres(radius90M));
      writer.whole(zoneId);
      writer.whole(newest - observedAt);
      if (intervalMs) writer.whole(hundreds ? intervalMs / 100 : intervalMs);
      if (!complete) continue;
      writer.whole(fix.length - plainNumbers);
      for (let at = plainNumbers; at < fix.length; at++) writer.whole(fix[at]);
    }
  }
  writer.whole(heard.length);
  let before = 0;
  for (const [tagId, observedAt] of [...heard].sort(byTag)) {
    writer.whole(tagId - before);
    before = tagId;
    writer.whole(newest - observedAt);
  }
  return writer.written();
}

/** Reads what `packPlaces` wrote. @throws RangeError for bytes of another version, too few or too many of them */
export function unpackPlaces(bytes: Uint8Array): PlaceNews {
  const reader = new Reader(bytes);
  const found = reader.byte();
  if (found !== version) throw new RangeError(`places must be packed in version ${version}, got ${found}`);
  const newest = reader.double();
  const baseX = reader.signed();
  const baseY = reader.signed();
  const list = (complete: boolean) => {
    let tagId = 0;
    return Array.from({ length: reader.count() }, (): LiveFix => {
      tagId += reader.whole();
      const marks = reader.byte();
      const x = (reader.whole() + baseX) / 100;
      const y = (reader.whole() + baseY) / 100;
      const radius90M = reader.whole() / 100;
      const zoneId = reader.whole();
      const observedAt = newest - reader.whole();
      const intervalMs = marks & intervalBit ? reader.whole() * (marks & hundredsBit ? 100 : 1) : 0;
      const ambiguous = marks & ambiguousBit ? 1 : 0;
      const fix: LiveFix = [tagId, x, y, radius90M, zoneId, observedAt, marks & 31, intervalMs, ambiguous];
      if (complete) for (let left = reader.count(); left > 0; left--) fix.push(reader.whole());
      return fix;
    });
  };
  const fixes = list(true);
  const moves = list(false);
  let tagId = 0;
  const heard = Array.from({ length: reader.count() }, (): [number, number] => {
    tagId += reader.whole();
    return [tagId, newest - reader.whole()];
  });
  reader.end();
  return { fixes, moves, heard };
}

/** About how many bytes a move, the chances of a fix beside it, and a tag that was heard again take. */
export const roughBytes = {
  move: 14,
  chances: (fix: LiveFix) => 1 + (fix.length - plainNumbers) * 1.5,
  heard: 4,
} as const;

class Writer {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  byte(value: number): void {
    this.#bytes[this.#at++] = value;
  }

  double(value: number): void {
    new DataView(this.#bytes.buffer).setFloat64(this.#at, value);
    this.#at += 8;
  }

  whole(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`only whole numbers from 0 can be packed, got ${value}`);
    // Not by shifting: that would cut numbers off at 32 bits.
    while (value > 127) {
      this.#bytes[this.#at++] = (value % 128) + 128;
      value = Math.floor(value / 128);
    }
    this.#bytes[this.#at++] = value;
  }

  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  written(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }
}

class Reader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    if (this.#at >= this.bytes.length) throw new RangeError('packed places end too early');
    return this.bytes[this.#at++];
  }

  double(): number {
    const { buffer, byteOffset, length } = this.bytes;
    if (this.#at + 8 > length) throw new RangeError('packed places end too early');
    this.#at += 8;
    return new DataView(buffer, byteOffset).getFloat64(this.#at - 8);
  }

  whole(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      if (scale > 2 ** 46) throw new RangeError('a packed number is too long');
    }
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** A number of things that each take a byte at least. */
  count(): number {
    const count = this.whole();
    if (count > this.bytes.length - this.#at) throw new RangeError('packed places end too early');
    return count;
  }

  end(): void {
    if (this.#at !== this.bytes.length) throw new RangeError('packed places have bytes too many');
  }
}

const byTag = (a: readonly number[], b: readonly number[]) => a[0] - b[0];
const centimetres = (metres: number) => Math.round(metres * 100);

function chanceNumbers(fixes: readonly LiveFix[]): number {
  return fixes.reduce((sum, fix) => sum + fix.length - plainNumbers, 0);
}

function* times(placed: readonly LiveFix[], heard: PlaceNews['heard']): Iterable<number> {
  for (const fix of placed) yield fix[5];
  for (const [, observedAt] of heard) yield observedAt;
}

function lowest(placed: readonly LiveFix[], at: 1 | 2): number {
  return placed.reduce((least, fix) => Math.min(least, centimetres(fix[at])), placed.length ? Infinity : 0);
}
