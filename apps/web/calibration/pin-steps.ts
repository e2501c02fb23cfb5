import type { Bounds } from '#contracts/geometry';

/** A place on a floor, metres. */
export interface Spot {
  x: number;
  y: number;
}

/** One press of an arrow key, metres; with Shift, to cross a corridor. */
const stepM = 0.5;
const wideStepM = 2;

const directions: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Where an arrow key moves a pin, or null when the key is none. The pin stays on the floor. */
export function movedByKey(from: Spot, key: string, wide: boolean, bounds: Bounds): Spot | null {
  const direction = directions[key];
  if (!direction) return null;
  const step = wide ? wideStepM : stepM;
  return keptOnFloor({ x: from.x + direction[0] * step, y: from.y + direction[1] * step }, bounds);
}

/** The place itself, or the nearest one inside the floor's bounds; to the centimetre. */
export function keptOnFloor({ x, y }: Spot, { minX, minY, maxX, maxY }: Bounds): Spot {
  const centimetres = (value: number) => Math.round(value * 100) / 100;
  return {
    x: centimetres(Math.max(minX, Math.min(maxX, x))),
    y: centimetres(Math.max(minY, Math.min(maxY, y))),
  };
}

/** Whether two places are the same for a person who taps a screen. */
export function sameSpot(a: Spot, b: Spot): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < 0.25;
}
