import type { AssetStatus } from '#contracts/asset-status';
import type { Freshness } from '#contracts/position';
import { statusShapes } from '../asset/status-shapes.js';
import { iconPaths } from './icon-paths.js';
import type { MarkerPalette } from './marker-palette.js';
import type { MarkerStyle } from './marker-style.js';

type Context = OffscreenCanvasRenderingContext2D;

/** Pictures of types and signs of statuses are drawn from this radius on; below there is room for a dot only. CSS pixels. */
const signsFromRadius = 7;

/**
 * Live is filled, ageing an outline, blind a dotted outline, lost a dashed grey one: told apart without colour. The
 * sign of the status stands at its upper right. Around 0, 0.
 */
export function drawMarker(
  context: Context,
  style: MarkerStyle,
  freshness: Freshness,
  status: AssetStatus,
  radius: number,
  palette: MarkerPalette,
): void {
  const colour = freshness === 'lost' ? palette.lost : palette.types[style.colour];
  const line = radius >= 8 ? 2 : 1.5;
  context.beginPath();
  context.arc(0, 0, radius, 0, Math.PI * 2);
  context.lineWidth = line + 2.5;
  context.strokeStyle = palette.paper;
  context.stroke();
  context.fillStyle = freshness === 'live' ? colour : palette.paper;
  context.fill();
  context.lineWidth = line;
  context.strokeStyle = colour;
  if (freshness === 'lost') context.setLineDash([radius * 0.55, radius * 0.4]);
  if (freshness === 'blind') {
    context.lineCap = 'round';
    context.lineWidth = line + 0.6;
    context.setLineDash([0.1, radius * 0.42]);
  }
  context.stroke();
  context.setLineDash([]);
  if (radius < signsFromRadius) return;
  drawType(context, style, radius * 1.36, freshness === 'live' ? palette.onType : colour, palette);
  drawStatus(context, status, radius, palette);
}

/**
 * How many, and what most of them are. The ring is solid for the share of them that is live and dashed grey for the
 * rest, so that a heap of stale things looks stale. Around 0, 0.
 */
export function drawCluster(
  context: Context,
  style: MarkerStyle,
  words: string,
  liveShare: number,
  radius: number,
  palette: MarkerPalette,
): void {
  const ink = liveShare > 0 ? palette.ink : palette.lost;
  const top = -Math.PI / 2;
  const end = top + Math.PI * 2 * liveShare;
  context.beginPath();
  context.arc(0, 0, radius + 1.5, 0, Math.PI * 2);
  context.fillStyle = palette.halo;
  context.fill();
  context.beginPath();
  context.arc(0, 0, radius - 1, 0, Math.PI * 2);
  context.fillStyle = palette.paper;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.lost;
  context.setLineDash([3, 3]);
  if (liveShare < 1) context.stroke();
  context.setLineDash([]);
  if (liveShare > 0) {
    context.beginPath();
    context.arc(0, 0, radius - 1, top, end);
    context.lineWidth = 2.5;
    context.strokeStyle = palette.accent;
    context.stroke();
  }
  context.save();
  context.translate(0, -radius * 0.36);
  drawType(context, style, radius * 0.86, liveShare > 0 ? palette.types[style.colour] : palette.lost, palette);
  context.restore();
  context.fillStyle = ink;
  context.font = `700 ${words.length > 3 ? 10 : 12}px ${palette.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words, 0, radius * 0.4);
}

/** The picture of a type, or its letters, around 0, 0; `side` in CSS pixels. */
function drawType(context: Context, style: MarkerStyle, side: number, colour: string, palette: MarkerPalette): void {
  if (style.icon === null) {
    context.fillStyle = colour;
    context.font = `700 ${Math.round(side * 7.2) / 10}px ${palette.fontFamily}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(style.letters, 0, side * 0.04);
    return;
  }
  context.save();
  context.scale(side / 24, side / 24);
  context.translate(-12, -12);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(iconPaths[style.icon]));
  context.restore();
}

function drawStatus(context: Context, status: AssetStatus, radius: number, palette: MarkerPalette): void {
  const { outline, mark, colour } = statusShapes[status];
  const reach = Math.max(4.5, radius * 0.5);
  context.save();
  context.translate(radius * 0.78, -radius * 0.78);
  context.scale(reach / 11, reach / 11);
  const path = new Path2D(outline);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.lineWidth = (1.6 * 2 * 11) / reach;
  context.strokeStyle = palette.paper;
  context.stroke(path);
  context.fillStyle = palette.statuses[colour];
  context.fill(path);
  context.lineWidth = 2.6;
  context.strokeStyle = palette.paper;
  if (mark) context.stroke(new Path2D(mark));
  context.restore();
}
