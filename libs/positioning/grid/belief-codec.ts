import type { GridBelief } from './follow-on-grid.js';
import { newStillness } from './stillness.js';

const headBytes = 8 + 4 * 2 + 1 + 3 * 8 + 1;
const bytesPerReader = 3 * 4;

/** Bytes that `writeBelief` takes. */
export function beliefBytes({ still, density }: GridBelief): number {
  return headBytes + still.count * bytesPerReader + density.length;
}

/**
 * Writes a belief at `at` of the view, little endian and exactly: what is read back goes on as this one would.
 * @param readerId turns a place in the reader table into an id that still holds after a restart
 */
export function writeBelief(belief: GridBelief, view: DataView, at: number, readerId: (place: number) => number): void {
  const { still, density } = belief;
  view.setFloat64(at, belief.atMs, true);
  view.setUint16(at + 8, belief.column, true);
  view.setUint16(at + 10, belief.row, true);
  view.setUint16(at + 12, belief.columns, true);
  view.setUint16(at + 14, belief.rows, true);
  view.setUint8(at + 16, still.atRest ? 1 : 0);
  view.setFloat64(at + 17, still.probability, true);
  view.setFloat64(at + 25, still.sinceMs, true);
  view.setFloat64(at + 33, still.takenMs, true);
  view.setUint8(at + 41, still.count);
  let next = at + headBytes;
  for (let i = 0; i < still.count; i++, next += bytesPerReader) {
    view.setInt32(next, readerId(still.readers[i]), true);
    view.setFloat32(next + 4, still.levelsDbm[i], true);
    view.setFloat32(next + 8, still.packets[i], true);
  }
  new Uint8Array(view.buffer, view.byteOffset + next, density.length).set(density);
}

/** The belief written at `at`; its stay names readers by the ids that were written. */
export function readBelief(view: DataView, at: number): GridBelief {
  const columns = view.getUint16(at + 12, true);
  const rows = view.getUint16(at + 14, true);
  const still = newStillness();
  still.atRest = view.getUint8(at + 16) === 1;
  still.probability = view.getFloat64(at + 17, true);
  still.sinceMs = view.getFloat64(at + 25, true);
  still.takenMs = view.getFloat64(at + 33, true);
  still.count = view.getUint8(at + 41);
  let next = at + headBytes;
  for (let i = 0; i < still.count; i++, next += bytesPerReader) {
    still.readers[i] = view.getInt32(next, true);
    still.levelsDbm[i] = view.getFloat32(next + 4, true);
    still.packets[i] = view.getFloat32(next + 8, true);
  }
  return {
    atMs: view.getFloat64(at, true),
    column: view.getUint16(at + 8, true),
    row: view.getUint16(at + 10, true),
    columns,
    rows,
    density: new Uint8Array(view.buffer, view.byteOffset + next, columns * rows).slice(),
    still,
  };
}
