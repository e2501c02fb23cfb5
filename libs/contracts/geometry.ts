import { z } from 'zod';

/** A point in metres in the floor's own frame: x to the right, y upward, origin at the plan's lower left. */
export type Point = readonly [x: number, y: number];

/** An axis-aligned rectangle in metres. */
export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export const pointSchema = z.tuple([z.number(), z.number()]).readonly();

/** A floor is looked at metre by metre. */
const largestFloorM2 = 1_000_000;

export const boundsSchema = z
  .object({ minX: z.number(), minY: z.number(), maxX: z.number(), maxY: z.number() })
  .refine((b) => b.maxX > b.minX && b.maxY > b.minY, 'bounds must have maxX > minX and maxY > minY')
  .refine(
    (b) => (b.maxX - b.minX) * (b.maxY - b.minY) <= largestFloorM2,
    `a floor has at most ${largestFloorM2} square metres; are the bounds in metres?`,
  );
