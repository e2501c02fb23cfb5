import type { Bounds, Point } from '#contracts/geometry';
import type { View } from './drawn-tag.js';

/** A zone and how likely the selected asset is in it, 0 to 1. */
export interface ZoneShade {
  zoneId: number;
  polygon: readonly Point[];
  probability: number;
}

/** Less likely zones are not shaded. */
const leastShaded = 0.03;
const strongest = 0.42;
const hatchPx = 9;

/** Shades the zones in which the selected asset may be, the likelier the stronger. */
export function drawZoneShades(
  context: CanvasRenderingContext2D,
  shades: readonly ZoneShade[],
  view: View,
  colour: string,
): void {
  context.save();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  for (const { polygon, probability } of shades) {
    if (probability < leastShaded) continue;
    tracePolygon(context, polygon, view);
    context.globalAlpha = 0.05 + (strongest - 0.05) * probability;
    context.fill();
    context.globalAlpha = 0.2 + 0.6 * probability;
    context.stroke();
  }
  context.restore();
}

/** Hatches what no reader hears: told by its lines and not by colour alone. */
export function drawHatched(
  context: CanvasRenderingContext2D,
  polygons: readonly (readonly Point[])[],
  view: View,
  colour: string,
): void {
  if (polygons.length === 0) return;
  context.save();
  context.beginPath();
  for (const polygon of polygons) addPolygon(context, polygon, view);
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.55;
  context.lineWidth = 1.2;
  context.beginPath();
  // Lines that hold on to the floor: the map moves under the finger and its hatching with it.
  const first = ((view.originX + view.originY) % hatchPx) - hatchPx;
  for (let offset = first; offset < view.width + view.height; offset += hatchPx) {
    context.moveTo(offset, 0);
    context.lineTo(offset - view.height, view.height);
  }
  context.stroke();
  context.restore();
}

/** The corners of a floor's bounds, for what is true of all of it. */
export function cornersOf({ minX, minY, maxX, maxY }: Bounds): Point[] {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ];
}

function tracePolygon(context: CanvasRenderingContext2D, polygon: readonly Point[], view: View): void {
  context.beginPath();
  addPolygon(context, polygon, view);
}

function addPolygon(context: CanvasRenderingContext2D, polygon: readonly Point[], view: View): void {
  polygon.forEach(([xM, yM], corner) => {
    const x = view.originX + xM * view.pixelsPerMetre;
    const y = view.originY - yM * view.pixelsPerMetre;
    if (corner === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
}
