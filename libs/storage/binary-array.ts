/*
 * PostgreSQL arrays in the protocol's binary form (array_send in its source): dimensions, null flag, type,
 * length, first index; then for every element its size in bytes (-1 for NULL) and its bytes, all big-endian.
 * Made and read several times faster than text: no number is printed and none is parsed. The driver sends a
 * Buffer as a binary parameter.
 */
const headerBytes = 20;

/** Milliseconds from 1970 to 2000, where PostgreSQL starts counting. */
const postgresEpochMs = 946_684_800_000;

/** `integer[]`; null becomes NULL. */
export function int4Array<Row>(rows: readonly Row[], value: (row: Row) => number | null): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 8 * rows.length);
  let at = writeHeader(buffer, 23, rows.length);
  for (const row of rows) {
    const element = value(row);
    at = buffer.writeInt32BE(element === null ? -1 : 4, at);
    if (element !== null) at = buffer.writeInt32BE(element, at);
  }
  return buffer.subarray(0, at);
}

/** `real[]` */
export function float4Array<Row>(rows: readonly Row[], value: (row: Row) => number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 8 * rows.length);
  let at = writeHeader(buffer, 700, rows.length);
  for (const row of rows) {
    at = buffer.writeInt32BE(4, at);
    at = buffer.writeFloatBE(value(row), at);
  }
  return buffer;
}

/** `boolean[]` */
export function boolArray<Row>(rows: readonly Row[], value: (row: Row) => boolean): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 5 * rows.length);
  let at = writeHeader(buffer, 16, rows.length);
  for (const row of rows) {
    at = buffer.writeInt32BE(1, at);
    at = buffer.writeUInt8(value(row) ? 1 : 0, at);
  }
  return buffer;
}

/** `timestamptz[]` from whole milliseconds since 1970 UTC. */
export function timestamptzArray<Row>(rows: readonly Row[], valueMs: (row: Row) => number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + 12 * rows.length);
  let at = writeHeader(buffer, 1184, rows.length);
  for (const row of rows) {
    const microseconds = (valueMs(row) - postgresEpochMs) * 1000;
    const high = Math.floor(microseconds / 2 ** 32);
    at = buffer.writeInt32BE(8, at);
    at = buffer.writeInt32BE(high, at);
    at = buffer.writeUInt32BE(microseconds - high * 2 ** 32, at);
  }
  return buffer;
}

function writeHeader(buffer: Buffer, elementType: number, length: number): number {
  let at = buffer.writeInt32BE(1, 0);
  at = buffer.writeInt32BE(0, at);
  at = buffer.writeInt32BE(elementType, at);
  at = buffer.writeInt32BE(length, at);
  return buffer.writeInt32BE(1, at);
}
