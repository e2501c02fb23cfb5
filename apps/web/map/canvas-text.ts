/** Widths of texts in CSS pixels, measured once each. */
export class TextWidths {
  readonly #widths = new Map<string, number>();

  of(context: CanvasRenderingContext2D, font: string, text: string): number {
    const key = `${font}|${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      context.font = font;
      this.#widths.set(key, (width = context.measureText(text).width));
    }
    return width;
  }

  clear(): void {
    this.#widths.clear();
  }
}

/** Writes a text with a halo, so that it stays legible over walls. The font is that of the context. */
export function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  colour: string,
  halo: string,
): void {
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
