import type { Bounds } from '#contracts/geometry';
import type { Spot } from './pin-steps.js';

/** Room names can be read from about this scale on, pixels for a metre. */
const legible = 9;
/** Nearer than this the map does not go by itself. */
const closest = 22;
/** The way from the last stop is shown as long as rooms can be told apart. */
const furthest = 6;
/** Half the width of what is shown around a lone place, metres. */
const surroundingsM = 9;

/**
 * How to show a proposed place in a room of so many pixels: the whole floor where its names stay legible
 * (`center` null), else the place with its surroundings and, if that is not too far, where the person comes from.
 */
export function frameOf(
  bounds: Bounds,
  target: Spot,
  from: Spot | null,
  free: { width: number; height: number },
): { center: Spot | null; pixelsPerMetre: number } {
  const scaleOf = ({ minX, minY, maxX, maxY }: Bounds) =>
    Math.min(free.width / (maxX - minX), free.height / (maxY - minY));
  const whole = scaleOf(bounds);
  if (whole >= legible) return { center: null, pixelsPerMetre: whole };
  const near = around(target);
  const way = from && spanOf(near, from);
  const shown = way && scaleOf(way) >= furthest ? way : near;
  return {
    center: { x: (shown.minX + shown.maxX) / 2, y: (shown.minY + shown.maxY) / 2 },
    pixelsPerMetre: Math.max(furthest, Math.min(closest, scaleOf(shown))),
  };
}

function around({ x, y }: Spot): Bounds {
  return { minX: x - surroundingsM, minY: y - surroundingsM, maxX: x + surroundingsM, maxY: y + surroundingsM };
}

function spanOf(box: Bounds, { x, y }: Spot): Bounds {
  return {
    minX: Math.min(box.minX, x),
    minY: Math.min(box.minY, y),
    maxX: Math.max(box.maxX, x),
    maxY: Math.max(box.maxY, y),
  };
}
