import type { ReadingsJob } from '#contracts/queue';

const version = 1;
const headerBytes = 1 + 8 + 4;
const bytesPerReading = 4 + 4 + 4 + 2 + 1;

/** One reading on its way into a tag's evidence; level in hundredths of a dBm, time in ms since 1970 UTC. */
export type ReadingVisitor = (
  tagId: number,
  at: number,
  readerId: number,
  antenna: number,
  centiDbm: number,
  index: number,
) => void;

/** The level as it is kept: whole hundredths of a dBm. */
export function centiDbmOf(rssiDbm: number): number {
  return Math.round(rssiDbm * 100);
}

/** Walks through the readings of a job in their order. */
export function forEachReading(job: ReadingsJob, visit: ReadingVisitor): void {
  for (let index = 0; index < job.tagId.length; index += 1)
    visit(
      job.tagId[index],
      job.baseMs + job.observedMs[index],
      job.readerId[index],
      job.antenna[index],
      centiDbmOf(job.rssiDbm[index]),
      index,
    );
}

/** A job's readings as bytes for the journal. */
export function encodeJournal(job: ReadingsJob): Buffer {
  const count = job.tagId.length;
  const bytes = Buffer.allocUnsafe(headerBytes + count * bytesPerReading);
  let at = bytes.writeUInt8(version, 0);
  at = bytes.writeDoubleLE(job.baseMs, at);
  at = bytes.writeUInt32LE(count, at);
  for (let index = 0; index < count; index += 1) {
    at = bytes.writeInt32LE(job.tagId[index], at);
    at = bytes.writeInt32LE(job.readerId[index], at);
    at = bytes.writeInt32LE(job.observedMs[index], at);
    at = bytes.writeInt16LE(centiDbmOf(job.rssiDbm[index]), at);
    at = bytes.writeUInt8(job.antenna[index], at);
  }
  return bytes;
}

/**
 * Walks through the readings of a journal entry in their order.
 * @throws Error when the entry was written by another version
 */
export function forEachJournalReading(bytes: Buffer, visit: ReadingVisitor): void {
  if (bytes.readUInt8(0) !== version)
    throw new Error(`journal entry of version ${bytes.readUInt8(0)}, expected ${version}`);
  const baseMs = bytes.readDoubleLE(1);
  const count = bytes.readUInt32LE(9);
  let at = headerBytes;
  for (let index = 0; index < count; index += 1) {
    const tagId = bytes.readInt32LE(at);
    const readerId = bytes.readInt32LE(at + 4);
    const observedAt = baseMs + bytes.readInt32LE(at + 8);
    const centiDbm = bytes.readInt16LE(at + 12);
    visit(tagId, observedAt, readerId, bytes.readUInt8(at + 14), centiDbm, index);
    at += bytesPerReading;
  }
}
