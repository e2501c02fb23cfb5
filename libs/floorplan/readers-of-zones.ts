import type { Point } from '#contracts/geometry';
import { distanceToBoundary } from './polygon.js';

/** A reader further away from a zone than this usually does not hear what is in it well enough, metres. */
const hearingM = 12;

/**
 * The readers that usually hear what is in each zone: those within 12 m of it, and in any case the nearest one.
 * @returns ids of readers by id of the zone, nearest first; empty lists on a floor without readers
 */
export function readersOfZones(
  zones: readonly { id: number; polygon: readonly Point[] }[],
  readers: readonly { id: number; x: number; y: number }[],
): Map<number, number[]> {
  return new Map(
    zones.map(({ id, polygon }) => {
      const byDistance = readers
        .map((reader) => ({ id: reader.id, awayM: Math.max(0, -distanceToBoundary(reader.x, reader.y, polygon)) }))
        .sort((a, b) => a.awayM - b.awayM || a.id - b.id);
      return [id, byDistance.filter(({ awayM }, place) => place === 0 || awayM <= hearingM).map((reader) => reader.id)];
    }),
  );
}
