import { partitionOfTag } from '#contracts/queue';
import { maxRangeM, readingSchema, type Reading, type RejectedReading } from '#contracts/readings';
import { ProblemException } from '../problems/problem-exception.js';
import { correctedTime, timeRefusal, type TimeRule } from './observed-time.js';
import type { ReadingColumns } from './reading-columns.js';

/** Who is registered; see Directory. */
interface Registered {
  readerId(key: string): number | undefined;
  tagId(key: string): number | undefined;
}

export interface CheckedBatch {
  rejected: RejectedReading[];
  /** Well-formed readings of nobody registered; a reading with neither known counts under its reader. */
  unknown: { reading: Reading; reader: boolean; tag: boolean }[];
}

/**
 * Whether a value is a reading in its usual form. It accepts nothing that `readingSchema` refuses and spares
 * the schema's work for nearly all readings; what it does not accept the schema decides, and words.
 */
export function isPlainReading(value: unknown): value is Reading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { readerKey, tagKey, rssiDbm, rangeM, observedAt, antenna } = value as Record<string, unknown>;
  return (
    isDeviceKey(readerKey) &&
    isDeviceKey(tagKey) &&
    (rangeM === undefined
      ? typeof rssiDbm === 'number' && rssiDbm >= -127 && rssiDbm <= 20
      : rssiDbm === undefined && typeof rangeM === 'number' && rangeM >= 0 && rangeM <= maxRangeM) &&
    Number.isSafeInteger(observedAt) &&
    (antenna === undefined || (Number.isInteger(antenna) && (antenna as number) >= 0 && (antenna as number) <= 255))
  );
}

function isDeviceKey(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= 128;
}

/**
 * Checks the readings of a batch one by one: good ones of registered devices go to `accepted`, in their
 * order, everything else is told apart in the result. One bad reading never refuses another.
 * @param own ids of the readers that the sender may report for; null for all
 * @throws ProblemException 403 for the whole batch when a reading is of another registered reader
 */
export function checkReadings(
  readings: readonly unknown[],
  rule: TimeRule,
  registered: Registered,
  partitions: number,
  accepted: ReadingColumns,
  own: ReadonlySet<number> | null = null,
): CheckedBatch {
  const result: CheckedBatch = { rejected: [], unknown: [] };
  let count = 0;
  for (let index = 0; index < readings.length; index++) {
    const value = readings[index];
    const reading = isPlainReading(value) ? value : readWithSchema(value, index, result.rejected);
    if (reading === null) continue;
    const readerId = registered.readerId(reading.readerKey);
    if (own !== null && readerId !== undefined && !own.has(readerId)) throw othersReader(reading.readerKey, index);
    const observedAt = correctedTime(reading.observedAt, rule);
    if (Number.isNaN(observedAt)) {
      result.rejected.push({ index, field: 'observedAt', reason: timeRefusal(reading.observedAt, rule) });
      continue;
    }
    const tagId = registered.tagId(reading.tagKey);
    if (readerId === undefined || tagId === undefined) {
      result.unknown.push({ reading, reader: readerId === undefined, tag: tagId === undefined });
      continue;
    }
    accepted.partition[count] = partitionOfTag(tagId, partitions);
    accepted.tagId[count] = tagId;
    accepted.readerId[count] = readerId;
    accepted.antenna[count] = reading.antenna ?? 0;
    accepted.rssiDbm[count] = reading.rssiDbm ?? NaN;
    accepted.rangeM[count] = reading.rangeM ?? NaN;
    accepted.observedAt[count] = observedAt;
    count++;
  }
  accepted.count = count;
  return result;
}

/** A sender that speaks for another's reader is wrongly set up or stolen: nothing it says is believed. */
function othersReader(readerKey: string, index: number): ProblemException {
  const pointer = `/readings/${index}/readerKey`;
  const detail = `this key may not report for the reader "${readerKey}"; nothing of the batch was accepted`;
  return new ProblemException(403, `The batch is refused, at ${pointer}: ${detail}.`, {
    errors: [{ pointer, detail }],
  });
}

function readWithSchema(value: unknown, index: number, rejected: RejectedReading[]): Reading | null {
  const parsed = readingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  rejected.push({ index, field: path.join('/'), reason: message });
  return null;
}
