import type { PlaceSpot } from './furnish.js';
import { bedStore, counter, equipmentPark, shelves, utility, workshop } from './furnish-store.js';
import type { Fitting } from './layout.js';
import type { Pen } from './pen.js';

/** Everything that is not patient treatment: stores, utilities, offices, halls, shafts. */
export function furnishService(fitting: Fitting, pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  switch (fitting) {
    case 'clean-utility':
    case 'soiled-utility':
      return utility(pen, spot, fitting === 'soiled-utility');
    case 'shelves':
      return shelves(pen, spot);
    case 'equipment-park':
      return equipmentPark(pen, spot);
    case 'bed-store':
      return bedStore(pen, spot);
    case 'therapy':
      return therapy(pen, spot);
    case 'workshop':
      return workshop(pen, spot);
    case 'office':
    case 'control':
      return office(pen, spot, fitting === 'control');
    case 'consulting':
      desk(pen, 0.9, depth - 1.9);
      pen.box(width - 0.9, depth - 3, 0.75, 2, { round: 0.1, style: 'f' });
      pen.box(width - 0.9, depth - 1.45, 0.75, 0.4, { style: 'k' });
      pen.box(width - 0.62, 0.6, 0.5, 1.4, { style: 'f' });
      spot('side', width - 1.4, depth - 2.4);
      return;
    case 'nurse-station':
      return nurseStation(pen, spot);
    case 'meeting':
    case 'lounge':
      return seats(pen, fitting === 'meeting');
    case 'waiting':
      return waiting(pen, spot);
    case 'reception-hall':
      return receptionHall(pen, spot);
    case 'lobby':
      for (const u of [0.9, width - 0.9]) pen.circle(u, 0.9, 0.4, 'g').circle(u, 0.9, 0.2, 'g');
      return;
    case 'washroom':
      return washroom(pen);
    case 'changing':
      for (let v = 0.7; v < depth - 0.9; v += 0.55) pen.box(width - 0.6, v, 0.5, 0.55, { style: 'f' });
      for (let u = 0.2; u < width - 1.4; u += 0.55) pen.box(u, depth - 0.6, 0.55, 0.5, { style: 'f' });
      pen.box(width / 2 - 0.9, depth / 2, 1.6, 0.4, { round: 0.05, style: 'f' });
      return;
    case 'lift':
      pen.box(0.45, 0.35, width - 0.9, depth - 0.8, { style: 'f' });
      pen.line([
        [0.45, 0.35],
        [width - 0.45, depth - 0.45],
      ]);
      pen.line([
        [width - 0.45, 0.35],
        [0.45, depth - 0.45],
      ]);
      spot('park', width / 2, depth / 2);
      return;
    case 'stairs':
      return stairs(pen, spot);
    case 'vestibule':
      for (let u = 1.2; u < width - 1; u += 0.3)
        pen.line([
          [u, 0.7],
          [u, depth - 0.7],
        ]);
      spot('park', width / 2, depth / 2);
      return;
    case 'loading':
      pen.line(
        [
          [0.6, 2.4],
          [width - 0.6, 2.4],
        ],
        'd',
      );
      for (const u of [0.7, 2.3, 4]) {
        pen.box(u, depth - 1.7, 1.2, 1, { style: 'f' });
        pen.line([
          [u + 0.4, depth - 1.7],
          [u + 0.4, depth - 0.7],
        ]);
        pen.line([
          [u + 0.8, depth - 1.7],
          [u + 0.8, depth - 0.7],
        ]);
      }
      spot('park', width / 2, depth / 2);
      return;
    case 'plant':
      pen.box(width - 1.3, 0.8, 0.9, depth - 1.6, { style: 'f' });
      pen.circle(width - 0.85, depth / 2, 0.3);
      pen.box(0.25, depth - 0.7, 1.3, 0.5, { style: 'f' });
      return;
    default:
      return;
  }
}

function therapy(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  for (const v of [depth - 1.6, depth - 4]) pen.box(width - 2.3, v - 0.6, 2, 1.2, { round: 0.06, style: 'f' });
  for (const u of [1, 1.65])
    pen.line([
      [u, depth - 4.6],
      [u, depth - 1],
    ]);
  for (let v = depth - 4.4; v < depth - 0.9; v += 1.1) pen.circle(1, v, 0.07).circle(1.65, v, 0.07);
  pen.box(0.14, 1.6, 0.5, 2, { style: 'f' });
  for (const u of [2.4, 3.5, 4.6]) pen.circle(u, 2.1, 0.42, 'f');
  spot('park', width / 2, depth / 2);
  spot('side', width - 2.7, depth - 2.8);
}

function receptionHall(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  pen.box(0.25, depth * 0.3, 0.8, depth * 0.55, { round: 0.25, style: 'f' });
  pen.box(0.25, depth * 0.3, 3, 0.8, { round: 0.25, style: 'f' });
  for (const u of [1.6, 2.6])
    pen.circle(u, depth * 0.3 + 1.15, 0.26, 'f').box(u - 0.3, depth * 0.3 + 0.2, 0.6, 0.16, { style: 'k' });
  pen.circle(width - 0.9, 0.8, 0.45, 'g').circle(width - 0.9, 0.8, 0.22, 'g');
  spot('park', width - 1.3, depth - 1.2);
  spot('park', width - 2.2, depth - 0.9);
  spot('park', 4.2, depth - 0.9);
}

function desk(pen: Pen, u: number, v: number): void {
  pen.box(u - 0.75, v, 1.5, 0.75, { style: 'f' });
  pen.box(u - 0.3, v + 0.1, 0.6, 0.16, { style: 'k' });
  pen.circle(u, v + 1.1, 0.26, 'f');
}

function office(pen: Pen, spot: PlaceSpot, control: boolean): void {
  const { width, depth } = pen;
  if (control) {
    pen.box(0.14, depth - 2.6, width - 0.28, 0.75, { style: 'f' });
    for (let u = 0.9; u < width - 0.4; u += 1.1) {
      pen.box(u - 0.3, depth - 2.15, 0.6, 0.14, { style: 'k' });
      pen.circle(u, depth - 2.95, 0.26, 'f');
    }
  } else {
    desk(pen, width / 2, depth - 2);
    if (depth > 5.5) desk(pen, width / 2, depth - 4.4);
  }
  pen.box(width - 0.6, 0.5, 0.48, Math.min(1.8, depth / 3), { style: 'f' });
  spot('park', 0.8, depth - 1);
}

function nurseStation(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  pen.box(0.9, 1.5, width - 1.8, 0.7, { round: 0.2, style: 'f' });
  for (let u = 1.5; u < width - 1; u += 1.2)
    pen.circle(u, 2.6, 0.26, 'f').box(u - 0.3, 1.72, 0.6, 0.16, { style: 'k' });
  desk(pen, width * 0.28, depth - 3.1);
  desk(pen, width * 0.72, depth - 3.1);
  counter(pen, 0.12, depth - 0.66, width - 0.24, 0.54);
  counter(pen, width - 0.62, depth * 0.35, 0.5, depth * 0.26);
  spot('park', 0.7, depth * 0.45);
  spot('park', 0.7, depth * 0.55);
  spot('park', width / 2, depth * 0.45);
}

function seats(pen: Pen, meeting: boolean): void {
  const { width, depth } = pen;
  const long = Math.max(1.2, width - (meeting ? 3.4 : 3));
  const u = (width - long) / 2;
  const v = depth / 2 - 0.2;
  pen.box(u, v - 0.5, long, 1, { round: meeting ? 0.3 : 0.1, style: 'f' });
  for (let at = u + 0.4; at < u + long - 0.1; at += 0.8)
    pen.circle(at, v - 0.82, 0.24, 'f').circle(at, v + 0.82, 0.24, 'f');
  pen.box(0.14, depth - 0.66, width - 0.28, 0.52, { style: 'f' });
  if (!meeting) pen.box(width - 0.85, 0.7, 0.7, 1.5, { round: 0.15, style: 'f' });
}

function waiting(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  for (let v = depth - 0.55; v > 2.2; v -= 1.7)
    for (let u = 0.9; u < width - 0.6; u += 0.62)
      if (Math.abs(u - width / 2) > 0.8) pen.box(u - 0.25, v - 0.25, 0.5, 0.5, { round: 0.14, style: 'f' });
  pen.circle(0.7, 1, 0.4, 'g').circle(width - 0.7, 1, 0.4, 'g');
  spot('park', width / 2, depth / 2);
  spot('park', width / 2 - 0.4, depth - 1.2);
}

function washroom(pen: Pen): void {
  const { width, depth } = pen;
  for (let u = 0.1; u + 1 < width; u += 1.1) {
    pen.line([
      [u, depth - 0.1],
      [u, depth - 1.6],
    ]);
    pen.box(u + 0.32, depth - 0.75, 0.42, 0.62, { round: 0.2, style: 'f' });
    pen.line([
      [u, depth - 1.6],
      [u + 0.35, depth - 1.6],
    ]);
  }
  for (let v = 1.3; v < depth - 2; v += 0.8) {
    pen.box(width - 0.55, v - 0.28, 0.42, 0.56, { round: 0.1, style: 'f' });
    pen.circle(width - 0.34, v, 0.12);
  }
}

function stairs(pen: Pen, spot: PlaceSpot): void {
  const { width, depth } = pen;
  for (let v = 1.7; v < depth - 1.3; v += 0.29)
    pen.line([
      [0.2, v],
      [width - 0.2, v],
    ]);
  pen.box(width / 2 - 0.08, 1.7, 0.16, depth - 3, { style: 'f' });
  pen.line(
    [
      [width * 0.25, 1.2],
      [width * 0.25, depth - 0.7],
      [width * 0.75, depth - 0.7],
      [width * 0.75, 1.5],
    ],
    'o',
  );
  pen.line(
    [
      [width * 0.75 - 0.18, 1.8],
      [width * 0.75, 1.45],
      [width * 0.75 + 0.18, 1.8],
    ],
    'o',
  );
  spot('park', width / 2, 0.9);
}
