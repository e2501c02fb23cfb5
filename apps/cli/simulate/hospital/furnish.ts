import { furnishClinical } from './furnish-clinical.js';
import { furnishService } from './furnish-service.js';
import type { Room } from './layout.js';
import { Pen, type Sheet } from './pen.js';

/** Where equipment stands in a room, building metres. `bed` spots are for beds, `side` spots for what stands at one. */
export interface Spot {
  x: number;
  y: number;
  use: 'bed' | 'side' | 'park';
}

/** Draws a room's furniture and finds the places where equipment stands. */
export function furnish(room: Room, sheet: Sheet): { marks: string[]; spots: Spot[] } {
  const pen = new Pen(room, sheet);
  const spots: Spot[] = [];
  const spot = (use: Spot['use'], u: number, v: number) => {
    const [x, y] = pen.place(u, v);
    spots.push({ x: Math.round(x * 100) / 100, y: Math.round(y * 100) / 100, use });
  };
  if (!furnishClinical(room.fitting, pen, spot)) furnishService(room.fitting, pen, spot);
  if (spots.length === 0) spot('park', pen.width / 2, pen.depth / 2);
  return { marks: pen.marks, spots };
}

export type PlaceSpot = (use: Spot['use'], u: number, v: number) => void;
