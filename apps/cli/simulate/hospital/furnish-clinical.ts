import type { PlaceSpot } from './furnish.js';
import type { Fitting } from './layout.js';
import type { Pen } from './pen.js';

/** Rooms where patients are treated. Returns false when the fitting is none of these. */
export function furnishClinical(fitting: Fitting, pen: Pen, spot: PlaceSpot): boolean {
  switch (fitting) {
    case 'patient-room':
      patientRoom(pen, spot);
      return true;
    case 'critical-bay':
      criticalBay(pen, spot);
      return true;
    case 'treatment':
      treatment(pen, spot);
      return true;
    case 'recovery':
      recovery(pen, spot);
      return true;
    case 'theatre':
      theatre(pen, spot);
      return true;
    case 'anaesthetic':
      anaesthetic(pen, spot);
      return true;
    case 'ct':
      scanner(pen, spot, 0.75);
      return true;
    case 'mri':
      scanner(pen, spot, 1.05);
      return true;
    case 'x-ray':
      xRay(pen, spot);
      return true;
    default:
      return false;
  }
}

/** A bed with its head at (u, v), 1 m wide; `along` is the direction of its length. */
export function bed(pen: Pen, u: number, v: number, along: 'u-' | 'v-'): void {
  if (along === 'u-') {
    pen.box(u - 2.15, v - 0.5, 2.15, 1, { round: 0.12, style: 'f' });
    pen.box(u - 0.52, v - 0.36, 0.4, 0.72, { round: 0.1, style: 'k' });
    pen.line([
      [u - 0.68, v - 0.5],
      [u - 0.68, v + 0.5],
    ]);
  } else {
    pen.box(u - 0.5, v - 2.15, 1, 2.15, { round: 0.12, style: 'f' });
    pen.box(u - 0.36, v - 0.52, 0.72, 0.4, { round: 0.1, style: 'k' });
    pen.line([
      [u - 0.5, v - 0.68],
      [u + 0.5, v - 0.68],
    ]);
  }
}

function basin(pen: Pen, u: number, v: number): void {
  pen.box(u - 0.28, v - 0.22, 0.56, 0.44, { round: 0.1, style: 'f' });
  pen.circle(u, v, 0.13);
}

function chair(pen: Pen, u: number, v: number, size = 0.5): void {
  pen.box(u - size / 2, v - size / 2, size, size, { round: 0.14, style: 'f' });
}

function patientRoom(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  const wet = width > 4.4 ? 2.2 : 2;
  const u = width - wet;
  pen.box(u, 0.07, wet - 0.07, 2.1, { style: 'w' });
  pen.line(
    [
      [u, 0.35],
      [u, 1.15],
    ],
    'o',
  );
  pen.box(width - 0.72, 0.5, 0.62, 0.42, { round: 0.18, style: 'f' });
  pen.box(width - 0.22, 0.46, 0.12, 0.5);
  basin(pen, width - 0.42, 1.35);
  pen.line([
    [u + 0.06, 1.32],
    [u + 0.85, 1.32],
    [u + 0.85, 2.1],
  ]);
  const middle = 2.2 + (depth - 2.2) * 0.52;
  bed(pen, width - 0.14, middle, 'u-');
  pen.box(width - 0.56, middle + 0.66, 0.44, 0.44, { style: 'f' });
  pen.box(width - 1.6, middle - 1.32, 0.9, 0.4, { round: 0.05, style: 'f' });
  chair(pen, width - 0.75, depth - 0.72, 0.7);
  pen.box(0.1, 2.3, 0.55, 1.3, { style: 'f' });
  pen.line([
    [0.1, 2.95],
    [0.65, 2.95],
  ]);
  pen.box(0.1, depth - 2, 0.5, 1.1, { round: 0.04, style: 'f' });
  spot('bed', width - 1.2, middle);
  spot('side', width - 0.55, middle + 1.4);
  spot('side', width - 1.3, middle + 0.95);
  spot('side', width - 2.1, middle + 0.95);
  spot('side', width - 2.7, middle);
  spot('park', 1, depth - 2.6);
}

function criticalBay(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  const u = width / 2;
  bed(pen, u, depth - 0.75, 'v-');
  pen.box(u - 1.35, depth - 0.42, 2.7, 0.3, { style: 'f' });
  for (const side of [-1, 1]) {
    pen.circle(u + side * 1.05, depth - 1.15, 0.2, 'f');
    pen.box(u + side * 1.35 - 0.25, depth - 2.4, 0.5, 0.6, { style: 'f' });
  }
  pen.line(
    [
      [u - 1.75, depth - 0.4],
      [u - 1.75, depth - 3.3],
      [u + 1.75, depth - 3.3],
      [u + 1.75, depth - 0.4],
    ],
    'd',
  );
  basin(pen, 0.5, 0.75);
  pen.box(width - 0.6, 0.4, 0.48, 1.2, { style: 'f' });
  spot('bed', u, depth - 1.8);
  spot('side', u - 1.1, depth - 1.7);
  spot('side', u + 1.1, depth - 1.7);
  spot('side', u - 1.1, depth - 2.8);
  spot('side', u + 1.1, depth - 2.8);
  spot('side', u, depth - 3.4);
}

function treatment(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  const v = depth - Math.min(2.1, depth / 2 - 0.2);
  bed(pen, width - 0.5, v, 'u-');
  pen.box(0.12, depth - 0.62, width - 0.24, 0.5, { style: 'f' });
  for (let u = 1.1; u < width - 0.6; u += 1)
    pen.line([
      [u, depth - 0.62],
      [u, depth - 0.12],
    ]);
  basin(pen, width - 0.42, 0.6);
  chair(pen, 0.75, depth - 1.4);
  pen.circle(width - 2.9 > 0.6 ? width - 2.95 : 0.7, v, 0.2, 'f');
  spot('bed', width - 1.5, v);
  spot('side', width - 0.8, v - 0.9);
  spot('side', width - 1.7, v - 0.95);
  spot('side', width - 2.4, v - 0.9);
  spot('park', 0.8, depth - 2.2);
}

function recovery(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  const bays = Math.max(2, Math.floor(width / 2.85));
  const pitch = width / bays;
  for (let index = 0; index < bays; index++) {
    const u = pitch * (index + 0.5);
    bed(pen, u, depth - 0.45, 'v-');
    pen.box(u + 0.72, depth - 0.65, 0.45, 0.5, { style: 'f' });
    if (index > 0)
      pen.line(
        [
          [pitch * index, depth - 0.1],
          [pitch * index, depth - 3],
        ],
        'd',
      );
    spot('bed', u, depth - 1.5);
    spot('side', u - 0.85, depth - 1.2);
    spot('side', u + 0.85, depth - 1.5);
    spot('side', u + 0.85, depth - 2.3);
  }
  if (width > 12) {
    pen.box(width * 0.14, 1.15, width * 0.22, 0.7, { round: 0.1, style: 'f' });
    pen.box(width * 0.64, 1.15, width * 0.22, 0.7, { round: 0.1, style: 'f' });
    for (const share of [0.19, 0.25, 0.31, 0.69, 0.75, 0.81]) pen.circle(width * share, 2.15, 0.22, 'f');
  }
  basin(pen, 0.5, 0.5);
  basin(pen, width - 0.5, 0.5);
}

function theatre(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  const u = width / 2;
  const v = depth * 0.54;
  const reach = Math.min(1.7, depth * 0.3);
  pen.box(u - reach, v - reach, 2 * reach, 2 * reach, { style: 'd' });
  pen.box(u - 0.3, v - 1, 0.6, 2, { round: 0.15, style: 'f' });
  pen.box(u - 0.24, v + 0.55, 0.48, 0.36, { round: 0.1, style: 'k' });
  pen.circle(u, v, 0.62, 'o');
  pen.circle(u, v, 0.4, 'o');
  pen.circle(u + 0.85, v + 0.5, 0.32, 'o');
  pen.box(u - 0.95, v + 1.15, 0.7, 0.6, { round: 0.06, style: 'f' });
  pen.box(u + 0.95, v - 1, 0.5, 1.3, { style: 'f' });
  pen.box(u - 1.5, v - 0.6, 0.5, 1, { style: 'f' });
  pen.circle(u - 0.75, v - 0.5, 0.2, 'f');
  pen.box(0.14, depth - 0.6, width - 0.28, 0.46, { style: 'f' });
  for (let at = 1.2; at < width - 0.5; at += 1.2)
    pen.line([
      [at, depth - 0.6],
      [at, depth - 0.14],
    ]);
  pen.box(0.14, depth * 0.3, 0.5, depth * 0.35, { style: 'f' });
  spot('bed', u, v);
  spot('side', u - 0.9, v + 0.9);
  spot('side', u + 1.1, v + 1);
  spot('side', u + 1.2, v - 1.3);
  spot('side', u - 1.2, v - 1.1);
  spot('side', u - 1.7, v + 0.5);
  spot('park', width - 0.9, 1.2);
  spot('park', 0.9, 1.2);
}

function anaesthetic(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  bed(pen, width - 1.1, depth - 1.3, 'v-');
  pen.box(0.12, depth - 0.6, width - 0.24, 0.46, { style: 'f' });
  pen.box(width - 0.58, 0.6, 0.46, 2.4, { style: 'f' });
  pen.box(width - 2.05, depth - 1.5, 0.4, 0.5, { style: 'f' });
  spot('bed', width - 1.1, depth - 2.3);
  spot('side', width - 2.2, depth - 1.9);
  spot('side', width - 2.2, depth - 2.8);
}

function scanner(pen: Pen, spot: PlaceSpot, half: number): void {
  const { width, depth } = pen;
  const u = width / 2;
  const v = depth - 2.6;
  pen.box(u - 1.25, v - half, 2.5, 2 * half, { round: 0.35, style: 'f' });
  pen.box(u - 0.42, v - half, 0.84, 2 * half, { style: 'k' });
  pen.box(u - 0.3, v - half - 1.9, 0.6, 2.7, { round: 0.14, style: 'f' });
  pen.box(0.2, depth - 0.75, 1.6, 0.55, { style: 'f' });
  pen.box(width - 1.8, depth - 0.75, 1.6, 0.55, { style: 'f' });
  basin(pen, width - 0.5, 0.6);
  pen.box(0.15, 0.5, 0.5, 1.6, { style: 'f' });
  spot('side', u - 1.4, v - half - 0.8);
  spot('side', u + 1.4, v - half - 0.8);
  spot('park', 1.2, depth / 2);
}

function xRay(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  pen.box(width / 2 - 1.1, depth - 2.5, 2.2, 0.8, { round: 0.08, style: 'f' });
  pen.box(width / 2 - 0.25, depth - 2.35, 0.5, 0.5, { style: 'k' });
  pen.line([
    [0.3, depth - 1.15],
    [width - 0.3, depth - 1.15],
  ]);
  pen.line([
    [0.3, depth - 3.05],
    [width - 0.3, depth - 3.05],
  ]);
  pen.box(width - 0.34, depth - 4.6, 0.24, 0.9, { style: 'f' });
  pen.box(0.14, 1.6, 1.7, 0.14, { style: 'k' });
  pen.box(0.14, 2.2, 0.5, 1.2, { style: 'f' });
  spot('side', width / 2, depth - 3.6);
  spot('park', width / 2 + 1, depth - 4);
}
