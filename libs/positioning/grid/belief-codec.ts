import type { GridBelief } from './follow-on-grid.js';
import { newStillness } from './stillness.js';

/**
 * A belief as bytes, small enough to be stored with every tag: one byte a cell, and the levels of the stay. Cells hold the
 * logarithm of the belief in steps of a sixteenth, so that 0 to 255 reach from e^-16 (or nothing) to 1, within 3 %.
 */
const stepsPerNat = 16;
const headBytes = 8 + 4 * 2 + 1 + 4 + 8 + 8 + 1;
const bytesPerReader = 4 + 2 + 4;

/** @returns little endian bytes; `decodeBelief` reads them back */
export function encodeBelief(belief: GridBelief): Uint8Array {
  const { still, density } = belief;
  const bytes = new Uint8Array(headBytes + still.count * bytesPerReader + density.length);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, belief.atMs, true);
  view.setUint16(8, belief.column, true);
  view.setUint16(10, belief.row, true);
  view.setUint16(12, belief.columns, true);
  view.setUint16(14, belief.rows, true);
  view.setUint8(16, still.atRest ? 1 : 0);
  view.setFloat32(17, still.probability, true);
  view.setFloat64(21, still.sinceMs, true);
  view.setFloat64(29, still.takenMs, true);
  view.setUint8(37, still.count);
  let at = headBytes;
  for (let i = 0; i < still.count; i++, at += bytesPerReader) {
    view.setInt32(at, still.readers[i], true);
    view.setInt16(at + 4, Math.round(still.levelsDbm[i] * 100), true);
    view.setFloat32(at + 6, still.packets[i], true);
  }
  for (let i = 0; i < density.length; i++)
    bytes[at + i] = density[i] > 0 ? Math.max(0, Math.round(255 + stepsPerNat * Math.log(density[i]))) : 0;
  return bytes;
}

/** The belief behind the bytes; readers are the places in the reader table at the time of writing. */
export function decodeBelief(bytes: Uint8Array): GridBelief {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint8(37);
  const columns = view.getUint16(12, true);
  const rows = view.getUint16(14, true);
  const still = newStillness();
  still.atRest = view.getUint8(16) === 1;
  still.probability = view.getFloat32(17, true);
  still.sinceMs = view.getFloat64(21, true);
  still.takenMs = view.getFloat64(29, true);
  still.count = count;
  let at = headBytes;
  for (let i = 0; i < count; i++, at += bytesPerReader) {
    still.readers[i] = view.getInt32(at, true);
    still.levelsDbm[i] = view.getInt16(at + 4, true) / 100;
    still.packets[i] = view.getFloat32(at + 6, true);
  }
  const density = new Float32Array(columns * rows);
  for (let i = 0; i < density.length; i++)
    density[i] = bytes[at + i] > 0 ? Math.exp((bytes[at + i] - 255) / stepsPerNat) : 0;
  return {
    atMs: view.getFloat64(0, true),
    column: view.getUint16(8, true),
    row: view.getUint16(10, true),
    columns,
    rows,
    density,
    still,
  };
}
