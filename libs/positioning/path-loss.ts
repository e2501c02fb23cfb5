import type { ReaderTable } from './reader-table.js';

/** Nearer than this the log-distance law means nothing (antennas, housings); metres. */
export const nearestM = 0.3;

/**
 * Distance in three dimensions at which the reader would hear this level, in metres: the log-distance law
 * (Rappaport, Wireless Communications, 2nd ed., section 4.9) turned round.
 */
export function distanceOfLevel(table: ReaderTable, reader: number, levelDbm: number): number {
  return 10 ** ((table.levelAt1mDbm[reader] - levelDbm) / (10 * table.pathLossExponent[reader]));
}

/** Level in dBm that the reader is expected to hear from this distance in metres. */
export function levelAtDistance(table: ReaderTable, reader: number, distanceM: number): number {
  return table.levelAt1mDbm[reader] - 10 * table.pathLossExponent[reader] * Math.log10(Math.max(distanceM, nearestM));
}

/** Distance along the floor for a distance in space between a reader and a tag at its usual height, metres. */
export function rangeAlongFloor(distanceM: number, readerZ: number, tagHeightM: number): number {
  const height = readerZ - tagHeightM;
  return Math.sqrt(Math.max(distanceM * distanceM - height * height, nearestM * nearestM));
}
