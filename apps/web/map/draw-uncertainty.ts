import type { ZoneShade } from './draw-zones.js';
import type { DrawnTag, View } from './drawn-tag.js';
import type { MarkerPalette } from './marker-palette.js';
import { drawText } from './canvas-text.js';
import type { ZoneLabel } from './zone-labels.js';

/** Less likely zones are shaded but not numbered. */
const leastTold = 0.1;

/** The circle the tag is in nine times in ten, to scale; dashed and without a dot in it when the place is `spread`. */
export function drawUncertainty(
  context: CanvasRenderingContext2D,
  { x, y, radius90M }: DrawnTag,
  pixelsPerMetre: number,
  spread: boolean,
  palette: MarkerPalette,
): void {
  context.beginPath();
  context.arc(x, y, Math.max(2, radius90M * pixelsPerMetre), 0, Math.PI * 2);
  context.fillStyle = palette.radiusFill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.accent;
  if (spread) context.setLineDash([6, 5]);
  context.stroke();
  context.setLineDash([]);
}

/** Writes into each zone in question how likely the selected asset is there: where a dot would be false. */
export function drawPercentages(
  context: CanvasRenderingContext2D,
  shades: readonly ZoneShade[],
  labels: readonly ZoneLabel[],
  view: View,
  palette: MarkerPalette,
): void {
  context.font = `700 13px ${palette.fontFamily}`;
  for (const { zoneId, probability } of shades) {
    const label = labels.find(({ id }) => id === zoneId);
    if (!label || probability < leastTold) continue;
    const x = view.originX + label.x * view.pixelsPerMetre;
    const y = view.originY - label.y * view.pixelsPerMetre;
    // Below the name of the zone, which is in the middle of the room and has two lines at most.
    drawText(context, `${Math.round(probability * 100)} %`, x, y + 24, 'center', palette.accent, palette.halo);
  }
}
