import type { Freshness } from '#contracts/position';
import type { MarkerPalette } from './marker-palette.js';
import type { MarkerShape, MarkerStyle } from './marker-style.js';

/** Markers are drawn once per look and then copied: 10,000 copies are quick, 10,000 outlines are not. */
export class MarkerSprites {
  readonly #sprites = new Map<string, ImageBitmap>();

  constructor(
    readonly palette: MarkerPalette,
    readonly pixelRatio: number,
  ) {}

  /** The picture of one look; `radius` in CSS pixels. Its side is `spriteSide(radius)`. */
  of(style: MarkerStyle, freshness: Freshness, radius: number, withLetters: boolean): ImageBitmap {
    const key = `${style.shape}${style.colour}${withLetters ? style.letters : ''}${freshness}${radius}`;
    let sprite = this.#sprites.get(key);
    if (!sprite) this.#sprites.set(key, (sprite = this.#draw(style, freshness, radius, withLetters)));
    return sprite;
  }

  #draw(style: MarkerStyle, freshness: Freshness, radius: number, withLetters: boolean): ImageBitmap {
    const pixels = Math.ceil(spriteSide(radius) * this.pixelRatio);
    const canvas = new OffscreenCanvas(pixels, pixels);
    const context = canvas.getContext('2d')!;
    context.scale(this.pixelRatio, this.pixelRatio);
    context.translate(spriteSide(radius) / 2, spriteSide(radius) / 2);
    drawMarker(context, style, freshness, radius, withLetters, this.palette);
    // A bitmap is copied several times faster than a canvas, which is looked at anew for every copy.
    return canvas.transferToImageBitmap();
  }
}

/** Side of the square a marker of this radius needs, CSS pixels. */
export function spriteSide(radius: number): number {
  return Math.ceil(radius * 2 + 6);
}

/** Live is filled, ageing an outline, blind a dotted outline, lost a dashed grey one: told apart without colour. */
function drawMarker(
  context: OffscreenCanvasRenderingContext2D,
  style: MarkerStyle,
  freshness: Freshness,
  radius: number,
  withLetters: boolean,
  palette: MarkerPalette,
): void {
  const colour = freshness === 'lost' ? palette.lost : palette.types[style.colour];
  const line = radius >= 8 ? 2 : 1.5;
  tracePath(context, style.shape, radius);
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
  context.lineCap = 'butt';
  if (!withLetters) return;
  context.fillStyle = freshness === 'live' ? palette.onType : colour;
  context.font = `700 ${Math.round(radius * 0.98 * 10) / 10}px ${palette.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(style.letters, 0, radius * 0.06);
}

/** The outline of a shape around 0, 0; shapes of one radius look equally big. */
function tracePath(context: OffscreenCanvasRenderingContext2D, shape: MarkerShape, radius: number): void {
  context.beginPath();
  if (shape === 'circle') context.arc(0, 0, radius, 0, Math.PI * 2);
  else if (shape === 'square') {
    const half = radius * 0.9;
    context.roundRect(-half, -half, half * 2, half * 2, radius * 0.28);
  } else {
    const corners = shape === 'diamond' ? 4 : 6;
    const reach = shape === 'diamond' ? radius * 1.2 : radius * 1.08;
    for (let corner = 0; corner < corners; corner++) {
      const angle = (corner / corners) * Math.PI * 2 - Math.PI / 2;
      context.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
    }
    context.closePath();
  }
}
