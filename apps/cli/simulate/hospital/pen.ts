import { depthOf, widthOf, type Rect, type Room } from './layout.js';

/** Turns building metres (y upward) into the drawing's units (metres, y downward from the top of the bounds). */
export interface Sheet {
  left: number;
  top: number;
}

const two = (value: number) => String(Math.round(value * 100) / 100);

/** Draws in a room's own frame: u along its front wall, v away from it into the room, both in metres. */
export class Pen {
  readonly width: number;
  readonly depth: number;
  readonly marks: string[] = [];

  constructor(
    private readonly room: Room,
    private readonly sheet: Sheet,
  ) {
    const sideways = room.front === 'e' || room.front === 'w';
    this.width = sideways ? depthOf(room.rect) : widthOf(room.rect);
    this.depth = sideways ? widthOf(room.rect) : depthOf(room.rect);
  }

  /** Building metres of a point of the room's frame. */
  place(u: number, v: number): [x: number, y: number] {
    const { x0, y0, x1, y1 }: Rect = this.room.rect;
    const along = this.room.mirrored ? this.width - u : u;
    if (this.room.front === 's') return [x0 + along, y0 + v];
    if (this.room.front === 'n') return [x0 + along, y1 - v];
    if (this.room.front === 'e') return [x1 - v, y0 + along];
    return [x0 + v, y0 + along];
  }

  private onSheet(u: number, v: number): [number, number] {
    const [x, y] = this.place(u, v);
    return [x - this.sheet.left, this.sheet.top - y];
  }

  /** A box from (u, v), `width` along u and `depth` along v. */
  box(u: number, v: number, width: number, depth: number, { round = 0, style = '' } = {}): this {
    const [ax, ay] = this.onSheet(u, v);
    const [bx, by] = this.onSheet(u + width, v + depth);
    const corner = round > 0 ? ` rx="${two(round)}"` : '';
    const kind = style ? ` class="${style}"` : '';
    this.marks.push(
      `<rect x="${two(Math.min(ax, bx))}" y="${two(Math.min(ay, by))}" width="${two(Math.abs(bx - ax))}" height="${two(Math.abs(by - ay))}"${corner}${kind}/>`,
    );
    return this;
  }

  circle(u: number, v: number, radius: number, style = ''): this {
    const [x, y] = this.onSheet(u, v);
    this.marks.push(`<circle cx="${two(x)}" cy="${two(y)}" r="${two(radius)}"${style ? ` class="${style}"` : ''}/>`);
    return this;
  }

  /** A line through points of the room's frame. */
  line(points: [number, number][], style = ''): this {
    const text = points.map(([u, v]) => this.onSheet(u, v).map(two).join(' ')).join('L');
    this.marks.push(`<path d="M${text}"${style ? ` class="${style}"` : ''}/>`);
    return this;
  }
}
