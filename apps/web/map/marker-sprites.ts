import type { AssetStatus } from '#contracts/asset-status';
import type { Freshness } from '#contracts/position';
import { drawCluster, drawMarker } from './draw-marker.js';
import type { MarkerPalette } from './marker-palette.js';
import type { MarkerStyle } from './marker-style.js';

/** Markers are drawn once per look and then copied: 10,000 copies are quick, 10,000 outlines are not. */
export class MarkerSprites {
  readonly #sprites = new Map<string, ImageBitmap>();

  constructor(
    readonly palette: MarkerPalette,
    readonly pixelRatio: number,
  ) {}

  /** The picture of one look; `radius` in CSS pixels. Its side is `spriteSide(radius)`. */
  of(style: MarkerStyle, freshness: Freshness, status: AssetStatus, radius: number): ImageBitmap {
    const { colour, icon, letters } = style;
    const key = `${colour} ${icon ?? letters} ${freshness} ${status} ${radius}`;
    return this.#sprite(key, spriteSide(radius), (context) =>
      drawMarker(context, style, freshness, status, radius, this.palette),
    );
  }

  /** The sign of a cluster; its side is `spriteSide(radius)`. `live` of `count` are live. */
  cluster(style: MarkerStyle, count: number, live: number, radius: number): ImageBitmap {
    // In eighths, and never all or none of them when that is not so: few pictures are needed, and none of them lies.
    const eighths = live === 0 ? 0 : live === count ? 8 : Math.min(7, Math.max(1, Math.round((live / count) * 8)));
    const words = count > 999 ? `${Math.floor(count / 1000)}k+` : String(count);
    const key = `${style.icon ?? style.letters} ${style.colour} x${words} ${eighths} ${radius}`;
    return this.#sprite(key, spriteSide(radius), (context) =>
      drawCluster(context, style, words, eighths / 8, radius, this.palette),
    );
  }

  #sprite(key: string, side: number, draw: (context: OffscreenCanvasRenderingContext2D) => void): ImageBitmap {
    let sprite = this.#sprites.get(key);
    if (!sprite) {
      const pixels = Math.ceil(side * this.pixelRatio);
      const canvas = new OffscreenCanvas(pixels, pixels);
      const context = canvas.getContext('2d')!;
      context.scale(this.pixelRatio, this.pixelRatio);
      context.translate(side / 2, side / 2);
      draw(context);
      // A bitmap is copied several times faster than a canvas, which is looked at anew for every copy.
      sprite = canvas.transferToImageBitmap();
      this.#sprites.set(key, sprite);
    }
    return sprite;
  }
}

/** Side of the square a marker of this radius needs with the sign of its status, CSS pixels. */
export function spriteSide(radius: number): number {
  return Math.ceil(radius * 2.5 + 8);
}
