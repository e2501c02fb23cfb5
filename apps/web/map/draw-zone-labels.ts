import { drawText, type TextWidths } from './canvas-text.js';
import type { View } from './drawn-tag.js';
import type { Box } from './label-placement.js';
import type { MarkerPalette } from './marker-palette.js';
import { linesThatFit, type ZoneLabel } from './zone-labels.js';

/** Names of zones grow a little with the scale, so that they stay above the names of things. CSS pixels. */
function zoneFontPx(pixelsPerMetre: number): number {
  return Math.round(Math.min(15, Math.max(11.5, 10 + pixelsPerMetre * 0.06)) * 2) / 2;
}

/** Writes the names of zones that fit at this scale; answers where they stand, CSS pixels. */
export function drawZoneLabels(
  context: CanvasRenderingContext2D,
  labels: readonly ZoneLabel[],
  view: View,
  palette: MarkerPalette,
  widths: TextWidths,
): Box[] {
  const fontPx = zoneFontPx(view.pixelsPerMetre);
  const lineHeight = Math.round(fontPx * 1.2);
  const font = `500 ${fontPx}px ${palette.fontFamily}`;
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
