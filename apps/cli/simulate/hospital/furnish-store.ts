import { bed } from './furnish-clinical.js';
import type { PlaceSpot } from './furnish.js';
import type { Pen } from './pen.js';

/** Shelves or a worktop, divided every 0.8 m. */
export function counter(pen: Pen, u: number, v: number, width: number, depth: number): void {
  pen.box(u, v, width, depth, { style: 'f' });
  const sideways = depth > width;
  for (let at = 0.8; at < (sideways ? depth : width) - 0.3; at += 0.8)
    pen.line(
      sideways
        ? [
            [u, v + at],
            [u + width, v + at],
          ]
        : [
            [u + at, v],
            [u + at, v + depth],
          ],
    );
}

/** Clean utility; or soiled, with bins and a bedpan washer. */
export function utility(pen: Pen, spot: PlaceSpot, soiled: boolean): void {
  const { width, depth } = pen;
  counter(pen, 0.12, depth - 0.72, width - 0.24, 0.6);
  counter(pen, width - 0.66, 0.9, 0.54, depth - 1.75);
  pen.box(width / 2 - 0.35, depth - 0.62, 0.7, 0.4, { round: 0.1, style: 'k' });
  if (soiled) {
    pen.circle(0.5, depth - 1.3, 0.28, 'f').circle(0.5, depth - 2, 0.28, 'f');
    pen.box(0.14, depth - 3.2, 0.6, 0.7, { style: 'f' });
    pen.circle(0.44, depth - 2.85, 0.2);
  } else pen.box(width / 2 - 0.7, depth / 2 - 0.45, 1.3, 0.6, { round: 0.05, style: 'f' });
  for (let index = 0; index < 4; index++) {
    spot('park', 1.2 + (index % 2) * 0.8, depth - 1.2 - Math.floor(index / 2) * 0.8);
    spot('park', width - 1.1, 1.2 + index * 0.55);
  }
}

/** Rows of shelving with equipment between them. */
export function shelves(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  counter(pen, 0.12, depth - 0.6, width - 0.24, 0.48);
  for (let u = width - 0.62; u > 1.7; u -= 1.55) {
    counter(pen, u, 1.2, 0.48, depth - 2.6);
    spot('park', u - 0.5, 1.6);
    spot('park', u - 0.5, depth - 1.8);
  }
  spot('park', 1, depth - 1.2);
}

/** Equipment in marked rows, with the way from the door left free. */
export function equipmentPark(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  counter(pen, 0.12, depth - 0.6, width - 0.24, 0.48);
  const rows = Math.max(1, Math.floor((depth - 2.1) / 1.4));
  for (let index = 0; index < rows; index++) {
    const v = depth - 1.4 - index * 1.4;
    for (let u = 0.6; u < width - 0.5; u += 0.75) {
      if (index === rows - 1 && Math.abs(u - width / 2) < 1.1) continue;
      pen.box(u - 0.24, v - 0.24, 0.48, 0.48, { round: 0.1, style: 'f' });
      spot('park', u, v);
    }
    pen.line(
      [
        [0.3, v - 0.45],
        [width - 0.3, v - 0.45],
      ],
      'd',
    );
  }
}

/** Benches along the walls and two in the middle. */
export function workshop(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  counter(pen, 0.12, depth - 0.9, width - 0.24, 0.78);
  for (let u = 1.4; u < width - 1; u += 2.1) pen.circle(u, depth - 1.3, 0.24, 'f');
  for (const u of [width * 0.22, width * 0.78]) {
    pen.box(u - 1.2, depth / 2 - 0.75, 2.4, 1, { round: 0.05, style: 'f' });
    pen.line([
      [u - 1.2, depth / 2 - 0.25],
      [u + 1.2, depth / 2 - 0.25],
    ]);
    pen.circle(u - 0.6, depth / 2 - 1.1, 0.24, 'f').circle(u + 0.6, depth / 2 + 0.6, 0.24, 'f');
  }
  counter(pen, 0.12, 0.9, 0.5, 2.4);
  counter(pen, width - 0.62, 0.9, 0.5, 2.4);
  for (let u = 1; u < width - 0.6; u += 0.9) {
    spot('park', u, depth - 1.8);
    if (Math.abs(u - width / 2) > 1.2) spot('park', u, 0.8);
  }
}

/** Beds in two rows, head to the wall, with the way between the doors left free. */
export function bedStore(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  for (let u = 0.8; u < width - 0.5; u += 1.2) {
    if (Math.abs(u - width / 2) < 1.5) continue;
    for (const v of [depth - 0.4, depth - 3.2, 2.7]) {
      bed(pen, u, v, 'v-');
      spot('bed', u, v - 1.1);
    }
  }
}
