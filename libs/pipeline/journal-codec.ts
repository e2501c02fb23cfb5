import type { ReadingsJob } from '#contracts/queue';
import { type RowKind, rowKinds } from './evidence.js';
import type { SeenPlace } from './seen-place.js';

const version = 2;
/** Entries of this version have levels alone; a worker of the version before may have left some. */
const levelsOnlyVersion = 1;
const bytesPerReading = 4 + 4 + 4 + 2 + 1;
const bytesPerPlace = 5 * 4 + 4;

/**
 * One reading on its way into a tag's evidence: hundredths of a dBm, of a distance of a metre; time in ms since 1970 UTC.
 */
export type ReadingVisitor = (
  tagId: number,
  at: number,
  readerId: number,
  antenna: number,
  centiDbm: number,
  kind: RowKind,
) => void;

/** One place of another engine on its way into a tag's evidence. */
export type PlaceVisitor = (tagId: number, place: SeenPlace) => void;

/** A level as it is kept, in whole hundredths of a dBm; a distance in whole centimetres. */
export function centiOf(measured: number): number {
  return Math.round(measured * 100);
}

function millimetresOf(metres: number): number {
  return Math.round(metres * 1000);
}

/** Walks through the readings of a job in their order, then through its places. */
export function forEachReading(job: ReadingsJob, visit: ReadingVisitor, visitPlace: PlaceVisitor): void {
  const { baseMs, ranges, readyMade } = job;
  for (let index = 0; index < job.tagId.length; index += 1)
    visit(
      job.tagId[index],
      baseMs + job.observedMs[index],
      job.readerId[index],
      job.antenna[index],
      centiOf(job.rssiDbm[index]),
      rowKinds.level,
    );
  if (ranges)
    for (let index = 0; index < ranges.tagId.length; index += 1)
      visit(
        ranges.tagId[index],
        baseMs + ranges.observedMs[index],
        ranges.readerId[index],
        ranges.antenna[index],
        centiOf(ranges.rangeM[index]),
        rowKinds.range,
      );
  if (readyMade)
    for (let index = 0; index < readyMade.tagId.length; index += 1)
      visitPlace(readyMade.tagId[index], {
        at: baseMs + readyMade.observedMs[index],
        floorId: readyMade.floorId[index],
        xMm: millimetresOf(readyMade.x[index]),
        yMm: millimetresOf(readyMade.y[index]),
        accuracyMm: millimetresOf(readyMade.accuracyM[index]),
      });
}

/** A job's readings as bytes for the journal: version, base time, then levels, distances and places, each with its count. */
export function encodeJournal(job: ReadingsJob): Buffer {
  const { ranges, readyMade } = job;
  const readings = job.tagId.length + (ranges?.tagId.length ?? 0);
  const places = readyMade?.tagId.length ?? 0;
  const bytes = Buffer.allocUnsafe(1 + 8 + 3 * 4 + readings * bytesPerReading + places * bytesPerPlace);
  let at = bytes.writeUInt8(version, 0);
  at = bytes.writeDoubleLE(job.baseMs, at);
  at = writeReadings(bytes, at, job, job.rssiDbm);
  at = ranges ? writeReadings(bytes, at, ranges, ranges.rangeM) : bytes.writeUInt32LE(0, at);
  at = bytes.writeUInt32LE(places, at);
  if (readyMade)
    for (let index = 0; index < places; index += 1) {
      at = bytes.writeInt32LE(readyMade.tagId[index], at);
      at = bytes.writeInt32LE(readyMade.floorId[index], at);
      at = bytes.writeInt32LE(readyMade.observedMs[index], at);
      at = bytes.writeInt32LE(millimetresOf(readyMade.x[index]), at);
      at = bytes.writeInt32LE(millimetresOf(readyMade.y[index]), at);
      at = bytes.writeInt32LE(millimetresOf(readyMade.accuracyM[index]), at);
    }
  return bytes;
}

function writeReadings(
  bytes: Buffer,
  from: number,
  columns: Pick<ReadingsJob, 'tagId' | 'readerId' | 'observedMs' | 'antenna'>,
  measured: readonly number[],
): number {
  let at = bytes.writeUInt32LE(measured.length, from);
  for (let index = 0; index < measured.length; index += 1) {
    at = bytes.writeInt32LE(columns.tagId[index], at);
    at = bytes.writeInt32LE(columns.readerId[index], at);
    at = bytes.writeInt32LE(columns.observedMs[index], at);
    at = bytes.writeInt16LE(centiOf(measured[index]), at);
    at = bytes.writeUInt8(columns.antenna[index], at);
  }
  return at;
}

/**
 * Walks through the readings of a journal entry in their order, then through its places.
 * @throws Error when the entry was written by a version that is not known
 */
export function forEachJournalReading(bytes: Buffer, visit: ReadingVisitor, visitPlace: PlaceVisitor): void {
  const written = bytes.readUInt8(0);
  if (written !== version && written !== levelsOnlyVersion)
    throw new Error(`journal entry of version ${written}, expected ${levelsOnlyVersion} or ${version}`);
  const baseMs = bytes.readDoubleLE(1);
  let at = readReadings(bytes, 9, baseMs, rowKinds.level, visit);
  if (written === levelsOnlyVersion) return;
  at = readReadings(bytes, at, baseMs, rowKinds.range, visit);
  const places = bytes.readUInt32LE(at);
  at += 4;
  for (let index = 0; index < places; index += 1, at += bytesPerPlace)
    visitPlace(bytes.readInt32LE(at), {
      at: baseMs + bytes.readInt32LE(at + 8),
      floorId: bytes.readInt32LE(at + 4),
      xMm: bytes.readInt32LE(at + 12),
      yMm: bytes.readInt32LE(at + 16),
      accuracyMm: bytes.readInt32LE(at + 20),
    });
}

function readReadings(bytes: Buffer, from: number, baseMs: number, kind: RowKind, visit: ReadingVisitor): number {
  const count = bytes.readUInt32LE(from);
  let at = from + 4;
  for (let index = 0; index < count; index += 1, at += bytesPerReading)
    visit(
      bytes.readInt32LE(at),
      baseMs + bytes.readInt32LE(at + 8),
      bytes.readInt32LE(at + 4),
      bytes.readUInt8(at + 14),
      bytes.readInt16LE(at + 12),
      kind,
    );
  return at;
}
