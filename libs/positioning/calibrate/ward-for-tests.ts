import type { PlacedWindow } from '#contracts/calibration';
import type { CalibrationFloor } from './calibration-floor.js';
import type { KnownPlace } from './fit-places.js';

/** A ward of 24 by 16 m with two rooms and eight readers, whose real radio is not what the plan says. */
const readerPlaces = [
  [2, 2],
  [12, 2],
  [22, 2],
  [2, 14],
  [12, 14],
  [22, 14],
  [7, 8],
  [17, 8],
] as const;
const offsetsDb = [6, -5, 4, -6, 3, -4, 2, -2];

const rectangle = (x0: number, x1: number): [number, number][] => [
  [x0, 0],
  [x1, 0],
  [x1, 16],
  [x0, 16],
];

export const ward: CalibrationFloor = {
  id: 1,
  bounds: { minX: 0, minY: 0, maxX: 24, maxY: 16 },
  tagHeightM: 1,
  walls: [],
  doors: [],
  zones: [
    { id: 7, kind: 'patient-room', polygon: rectangle(0, 12) },
    { id: 9, kind: 'storage', polygon: rectangle(12, 24) },
  ],
  readers: readerPlaces.map(([x, y], place) => ({
    ...{ id: 100 + place, x, y, z: 2.5 },
    radio: { levelAt1mDbm: -59, pathLossExponent: 2, sigmaDb: 6 },
  })),
};

/** Level that a reader of the ward really hears from a place, with a little fading that is always the same there. */
export function levelAt(place: number, x: number, y: number): number {
  const { x: rx, y: ry, z } = ward.readers[place];
  const fade = 1.5 * Math.sin(x * 12.9898 + y * 78.233 + place * 37.7);
  return -59 + offsetsDb[place] - 26 * Math.log10(Math.hypot(x - rx, y - ry, z - ward.tagHeightM)) + fade;
}

/** What all readers hear from a place in one window. */
export function windowAt(x: number, y: number, at: number): PlacedWindow {
  return {
    at,
    readerIds: ward.readers.map(({ id }) => id),
    levelsDbm: ward.readers.map((_reader, place) => levelAt(place, x, y) + 0.5 * Math.sin(at + place)),
    packets: ward.readers.map(() => 4),
  };
}

/** A stop of seven windows. */
export function stopAt(x: number, y: number): KnownPlace {
  const windows = Array.from({ length: 7 }, (_, k) => windowAt(x, y, 1_000_000 + k * 4000));
  return { x, y, levels: { windows, steps: 100, stepSquares: 400 } };
}

/** Places all over the ward, the same every time. */
export function somePlace(k: number): [number, number] {
  return [0.7 + ((k * 7.31) % 22.6), 0.7 + ((k * 3.17) % 14.6)];
}
