import { decodeFloorState, encodeFloorState } from '#positioning/floor/floor-state';
import { decodeMotion, encodeMotion, motionLength } from '#positioning/tag-motion';
import { beliefBytes, readBelief, writeBelief } from '#positioning/grid/belief-codec';
import type { GridBelief } from '#positioning/grid/follow-on-grid';
import type { RowKind } from './evidence.js';
import { addPlace } from './seen-place.js';
import { newTagLevel } from '#positioning/tag-level';
import { type TagState, newTagState, readerIdOf } from './tag-state.js';
import { decodeTold, encodeTold } from './told-codec.js';
import type { Track } from './track.js';

/** Written first; a state of another version is not read but learnt anew. */
const version = 7;
const bytesPerReading = 8 + 1 + 4 + 2 + 1;
const bytesPerPlace = 8 + 4 * 4;
/** A missing number (null, -Infinity) in a place of 8 bytes. */
const nothing = Number.NaN;

/**
 * One tag's state as bytes, exactly: what is read back computes the same as what was written.
 * Layout (little endian): version, numbers of the state, gaps, readings, track.
 */
export function encodeTagState(state: TagState): Buffer {
  const { evidence, settled } = state;
  const size =
    1 +
    8 * 2 +
    1 +
    provisionalBytes(state) +
    2 +
    state.gaps.length * 16 +
    4 +
    evidence.count * bytesPerReading +
    2 +
    evidence.places.length * bytesPerPlace +
    1 +
    trackBytes(settled);
  const out = new Writer(Buffer.allocUnsafe(size));
  out.u8(version);
  out.f64(Number.isFinite(state.settledThrough) ? state.settledThrough : nothing);
  out.f64(Number.isFinite(state.toldSecond) ? state.toldSecond : nothing);
  out.u8((state.dirty ? 1 : 0) | (state.untold ? 2 : 0));
  out.u8(state.provisional ? 1 : 0);
  if (state.provisional) {
    out.f64(state.provisional.positionsFrom);
    writeTimes(out, state.provisional.entered);
    writeTimes(out, state.provisional.left);
  }
  out.u16(state.gaps.length);
  for (const gap of state.gaps) {
    out.f64(gap.from);
    out.f64(gap.to);
  }
  out.u32(evidence.count);
  for (let index = 0; index < evidence.count; index += 1) {
    out.f64(evidence.at[index]);
    out.u8(evidence.kind[index]);
    out.i32(evidence.readerId[index]);
    out.i16(evidence.centiDbm[index]);
    out.u8(evidence.antenna[index]);
  }
  out.u16(evidence.places.length);
  for (const { at, floorId, xMm, yMm, accuracyMm } of evidence.places) {
    out.f64(at);
    for (const number of [floorId, xMm, yMm, accuracyMm]) out.i32(number);
  }
  out.u8(settled ? 1 : 0);
  if (settled) writeTrack(out, settled, (reader) => readerIdOf(state, reader));
  return out.buffer;
}

/** The state behind the bytes, or null when they are of another version. */
export function decodeTagState(tagId: number, bytes: Buffer): TagState | null {
  const input = new Reader(bytes);
  if (input.u8() !== version) return null;
  const into = newTagState(tagId);
  into.settledThrough = orElse(input.f64(), -Infinity);
  into.toldSecond = orElse(input.f64(), -Infinity);
  const flags = input.u8();
  into.dirty = (flags & 1) !== 0;
  into.untold = (flags & 2) !== 0;
  if (input.u8() === 1)
    into.provisional = { positionsFrom: input.f64(), entered: readTimes(input), left: readTimes(input) };
  const gaps = input.u16();
  for (let index = 0; index < gaps; index += 1) into.gaps.push({ from: input.f64(), to: input.f64() });
  const readings = input.u32();
  for (let index = 0; index < readings; index += 1) {
    const at = input.f64();
    const kind = input.u8() as RowKind;
    const readerId = input.i32();
    const centiDbm = input.i16();
    into.evidence.add(at, readerId, input.u8(), centiDbm, kind);
  }
  const places = input.u16();
  for (let index = 0; index < places; index += 1) {
    const at = input.f64();
    const [floorId, xMm, yMm, accuracyMm] = [input.i32(), input.i32(), input.i32(), input.i32()];
    addPlace(into.evidence.places, { at, floorId, xMm, yMm, accuracyMm });
  }
  into.settled = input.u8() === 1 ? readTrack(input) : null;
  return into;
}

function provisionalBytes({ provisional }: TagState): number {
  return provisional ? 1 + 8 + 2 + provisional.entered.length * 8 + 2 + provisional.left.length * 8 : 1;
}

function writeTimes(out: Writer, times: readonly number[]): void {
  out.u16(times.length);
  for (const time of times) out.f64(time);
}

function readTimes(input: Reader): number[] {
  return Array.from({ length: input.u16() }, () => input.f64());
}

/** As numbers, in this order. */
const levelKeys = ['offsetDb', 'varianceDb2', 'x', 'y'] as const;
const nearnesses = ['unknown', 'near', 'away'] as const;

/** Flags of a track: which of its optional parts follow. */
const has = {
  zone: 1,
  zoneId: 2,
  challenger: 4,
  challengerId: 8,
  visit: 16,
  kept: 32,
  keptZone: 64,
  belief: 128,
} as const;

function trackBytes(track: Track | null): number {
  return track
    ? 8 +
        1 +
        encodeFloorState(track.floor).length * 8 +
        1 +
        4 +
        9 +
        motionLength * 8 +
        levelKeys.length * 8 +
        1 +
        12 +
        20 +
        12 +
        32 +
        2 +
        encodeTold(track).length * 8 +
        (track.belief ? beliefBytes(track.belief) : 0)
    : 0;
}

function writeTrack(out: Writer, track: Track, readerId: (place: number) => number): void {
  const { zone, challenger, visit, kept, rhythm, motion, level, belief } = track;
  out.f64(track.at);
  const floor = encodeFloorState(track.floor);
  out.u8(floor.length);
  for (const number of floor) out.f64(number);
  out.u8(nearnesses.indexOf(track.nearness));
  out.u32(track.gridKey);
  out.f64(rhythm.intervalMs);
  out.u8(rhythm.learnt);
  for (const number of encodeMotion(motion)) out.f64(number);
  for (const key of levelKeys) out.f64(level[key]);
  out.u8(
    (zone ? has.zone : 0) |
      (zone && zone.id !== null ? has.zoneId : 0) |
      (challenger ? has.challenger : 0) |
      (challenger && challenger.id !== null ? has.challengerId : 0) |
      (visit ? has.visit : 0) |
      (kept ? has.kept : 0) |
      (kept && kept.zoneId !== null ? has.keptZone : 0) |
      (belief ? has.belief : 0),
  );
  out.i32(zone?.id ?? 0);
  out.f64(zone?.since ?? 0);
  out.i32(challenger?.id ?? 0);
  out.f64(challenger?.since ?? 0);
  out.f64(challenger?.lead ?? 0);
  out.i32(visit?.zoneId ?? 0);
  out.f64(visit?.enteredAt ?? 0);
  out.i32(kept?.floorId ?? 0);
  out.i32(kept?.zoneId ?? 0);
  out.f64(kept?.x ?? 0);
  out.f64(kept?.y ?? 0);
  out.f64(kept?.at ?? 0);
  const told = encodeTold(track);
  out.u16(told.length);
  for (const number of told) out.f64(number);
  if (belief) out.belief(belief, readerId);
}

function readTrack(input: Reader): Track {
  const at = input.f64();
  const floor = decodeFloorState(Array.from({ length: input.u8() }, () => input.f64()));
  const nearness = nearnesses[input.u8()];
  const gridKey = input.u32();
  const rhythm = { intervalMs: input.f64(), learnt: input.u8() };
  const motion = decodeMotion(Array.from({ length: motionLength }, () => input.f64()));
  const level = newTagLevel();
  for (const key of levelKeys) level[key] = input.f64();
  const flags = input.u8();
  const zone = { id: (flags & has.zoneId) !== 0 ? input.i32() : skip(input), since: input.f64() };
  const challenger = {
    id: (flags & has.challengerId) !== 0 ? input.i32() : skip(input),
    since: input.f64(),
    lead: input.f64(),
  };
  const visit = { zoneId: input.i32(), enteredAt: input.f64() };
  const kept = {
    floorId: input.i32(),
    zoneId: (flags & has.keptZone) !== 0 ? input.i32() : skip(input),
    x: input.f64(),
    y: input.f64(),
    at: input.f64(),
  };
  const told = decodeTold(Array.from({ length: input.u16() }, () => input.f64()));
  return {
    at,
    ...told,
    floor,
    nearness,
    belief: (flags & has.belief) !== 0 ? input.belief() : null,
    gridKey,
    rhythm,
    motion,
    level,
    zone: (flags & has.zone) !== 0 ? zone : null,
    challenger: (flags & has.challenger) !== 0 ? challenger : null,
    visit: (flags & has.visit) !== 0 ? visit : null,
    kept: (flags & has.kept) !== 0 ? kept : null,
  };
}

function skip(input: Reader): null {
  input.i32();
  return null;
}

function orElse<T>(value: number, otherwise: T): number | T {
  return Number.isNaN(value) ? otherwise : value;
}

class Writer {
  #at = 0;
  constructor(readonly buffer: Buffer) {}
  u8(value: number): void {
    this.#at = this.buffer.writeUInt8(value, this.#at);
  }
  u16(value: number): void {
    this.#at = this.buffer.writeUInt16LE(value, this.#at);
  }
  u32(value: number): void {
    this.#at = this.buffer.writeUInt32LE(value, this.#at);
  }
  i16(value: number): void {
    this.#at = this.buffer.writeInt16LE(value, this.#at);
  }
  i32(value: number): void {
    this.#at = this.buffer.writeInt32LE(value, this.#at);
  }
  f64(value: number): void {
    this.#at = this.buffer.writeDoubleLE(value, this.#at);
  }
  belief(belief: GridBelief, readerId: (place: number) => number): void {
    const { buffer } = this;
    writeBelief(belief, new DataView(buffer.buffer, buffer.byteOffset, buffer.length), this.#at, readerId);
    this.#at += beliefBytes(belief);
  }
}

class Reader {
  #at = 0;
  constructor(private readonly buffer: Buffer) {}
  u8(): number {
    return this.buffer.readUInt8((this.#at += 1) - 1);
  }
  u16(): number {
    return this.buffer.readUInt16LE((this.#at += 2) - 2);
  }
  u32(): number {
    return this.buffer.readUInt32LE((this.#at += 4) - 4);
  }
  i16(): number {
    return this.buffer.readInt16LE((this.#at += 2) - 2);
  }
  i32(): number {
    return this.buffer.readInt32LE((this.#at += 4) - 4);
  }
  f64(): number {
    return this.buffer.readDoubleLE((this.#at += 8) - 8);
  }
  belief(): GridBelief {
    const { buffer } = this;
    const belief = readBelief(new DataView(buffer.buffer, buffer.byteOffset, buffer.length), this.#at);
    this.#at += beliefBytes(belief);
    return belief;
  }
}
