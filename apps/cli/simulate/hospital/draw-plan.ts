import type { Bounds } from '#contracts/geometry';
import { drawDoor, drawWalls, drawWindows } from './draw-openings.js';
import { furnish } from './furnish.js';
import { outline } from './frame.js';
import type { FloorLayout, Rect, Room } from './layout.js';
import { wallsOf } from './walls.js';

/** Very light tints: what is drawn on top of the plan must stay readable. */
const fills: Record<Room['kind'], string> = {
  'patient-room': '#f6f7f9',
  'clean-utility': '#e8f4ec',
  'soiled-utility': '#faf1de',
  storage: '#efedf5',
  corridor: '#ffffff',
  theatre: '#e6f1f8',
  workshop: '#f3efe8',
  lift: '#e9edf1',
  stairs: '#eef1f4',
  exit: '#f9ebe8',
  office: '#f4f6f4',
  waiting: '#fbf8f2',
  other: '#f3f4f6',
};

const style = [
  '.f{fill:#fff;fill-opacity:.75}',
  '.k{fill:#e3e7ec}',
  '.d{stroke-dasharray:.22 .16;stroke:#c3cad1;fill:none}',
  '.o{fill:none}',
  '.g{fill:#e2eee0;stroke:#b6c9b3}',
  '.w{fill:#eef1f4;stroke:#3d4752;stroke-width:.07}',
].join('');

/** The plan of a floor as SVG text; one unit is one metre, the picture covers exactly the bounds. */
export function drawPlan(floor: FloorLayout, bounds: Bounds): string {
  const sheet = { left: bounds.minX, top: bounds.maxY };
  const width = bounds.maxX - bounds.minX;
  const height = bounds.maxY - bounds.minY;
  const { walls, openings } = wallsOf(floor);
  const box = ({ x0, y0, x1, y1 }: Rect, fill: string) =>
    `<rect x="${two(x0 - sheet.left)}" y="${two(sheet.top - y1)}" width="${two(x1 - x0)}" height="${two(y1 - y0)}" fill="${fill}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 20}" height="${height * 20}">`,
    `<style>${style}</style>`,
    `<rect width="${width}" height="${height}" fill="#fbfcfd"/>`,
    box(outline, '#ffffff'),
    ...floor.rooms.map((room) => box(room.rect, fills[room.kind])),
    ...floor.courtyards.map((court) => drawCourtyard(court, sheet, floor.level)),
    '<g fill="none" stroke="#98a2ad" stroke-width=".045" stroke-linejoin="round" stroke-linecap="round">',
    ...floor.rooms.flatMap((room) => furnish(room, sheet).marks),
    '</g>',
    ...drawWalls(walls, sheet),
    ...drawWindows(floor, walls, sheet),
    '<g fill="none" stroke="#5f6b77" stroke-width=".05">',
    ...openings.flatMap((opening) => drawDoor(opening, sheet)),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A planted court; on upper floors one looks down on it, so it is paler. */
function drawCourtyard(court: Rect, sheet: { left: number; top: number }, level: number): string {
  const x = (value: number) => two(value - sheet.left);
  const y = (value: number) => two(sheet.top - value);
  const width = court.x1 - court.x0;
  const depth = court.y1 - court.y0;
  const trees: [number, number, number][] = [
    [0.2, 0.24, 1.05],
    [0.36, 0.72, 1.3],
    [0.74, 0.3, 1.35],
    [0.8, 0.78, 0.9],
    [0.52, 0.46, 0.7],
  ];
  const tree = ([across, up, radius]: [number, number, number]) => {
    const [cx, cy] = [court.x0 + width * across, court.y0 + depth * up];
    return `<circle cx="${x(cx)}" cy="${y(cy)}" r="${radius}"/><circle cx="${x(cx)}" cy="${y(cy)}" r="${two(radius * 0.55)}"/>`;
  };
  return [
    `<g opacity="${level === 0 ? 1 : 0.55}" fill="#e3efe0" stroke="#b9ccb5" stroke-width=".05">`,
    `<rect x="${x(court.x0)}" y="${y(court.y1)}" width="${two(width)}" height="${two(depth)}" fill="#f1f6ee" stroke="none"/>`,
    `<rect x="${x(court.x0 + 1)}" y="${y(court.y1 - 1)}" width="${two(width - 2)}" height="${two(depth - 2)}" rx=".6" fill="none"/>`,
    ...trees.map(tree),
    '</g>',
  ].join('');
}

function two(value: number): string {
  return String(Math.round(value * 100) / 100);
}
