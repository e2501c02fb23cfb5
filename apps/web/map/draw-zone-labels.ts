import { drawText, type TextWidths } from './canvas-text.js';
import type { View } from './drawn-tag.js';
import type { Box } from './label-placement.js';
import type { MarkerPalette } from './marker-palette.js';
import { linesThatFit, type ZoneLabel } from './zone-labels.js';

const lineHeight = 14;

/** Writes the names of zones that fit at this scale; answers where they stand, CSS pixels. */
export function drawZoneLabels(
  context: CanvasRenderingContext2D,
  labels: readonly ZoneLabel[],
  view: View,
  palette: MarkerPalette,
  widths: TextWidths,
): Box[] {
  const font = `500 11.5px ${palette.fontFamily}`;
  const boxes: Box[] = [];
  for (const label of labels) {
    const x = view.originX + label.x * view.pixelsPerMetre;
    const y = view.originY - label.y * view.pixelsPerMetre;
    if (x < -100 || y < -50 || x > view.width + 100 || y > view.height + 50) continue;
    const lines = linesThatFit(label, view.pixelsPerMetre, lineHeight, (text) => widths.of(context, font, text));
    context.font = font;
    lines.forEach((line, index) => {
      const middle = y + (index - (lines.length - 1) / 2) * lineHeight;
      const half = widths.of(context, font, line) / 2;
      boxes.push({ left: x - half, top: middle - lineHeight / 2, right: x + half, bottom: middle + lineHeight / 2 });
      drawText(context, line, x, middle, 'center', palette.muted, palette.halo);
    });
  }
  return boxes;
}
