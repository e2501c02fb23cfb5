import { type FloorLayout, type Room } from './layout.js';
import type { Sheet } from './pen.js';
import { wallKinds, type Opening, type Segment, type Wall } from './walls.js';

const two = (value: number) => String(Math.round(value * 100) / 100);
/** Width of the two drawn faces of a wall. */
const faceM = 0.045;

/** Walls as two faces: all dark bodies first, then all light cores, so that junctions run into each other. */
export function drawWalls(walls: Wall[], sheet: Sheet): string[] {
  const body = (wall: Wall) => {
    const half = wallKinds[wall.kind].thicknessM / 2;
    return strip(wall, wall.from - (wall.joinedFrom ? half : 0), wall.to + (wall.joinedTo ? half : 0), half, sheet);
  };
  const core = (wall: Wall) => {
    const half = wallKinds[wall.kind].thicknessM / 2 - faceM;
    const from = wall.joinedFrom ? wall.from - half : wall.from + faceM;
    const to = wall.joinedTo ? wall.to + half : wall.to - faceM;
    return strip(wall, from, to, half, sheet);
  };
  return [
    `<path fill="#3d4752" d="${walls.map(body).join('')}"/>`,
    `<path fill="#c9d0d8" d="${walls.map(core).join('')}"/>`,
  ];
}

/** A filled strip along a segment's axis, `half` metres to both sides. */
function strip(line: Segment, from: number, to: number, half: number, sheet: Sheet): string {
  const [x0, y0, x1, y1] =
    line.axis === 'h' ? [from, line.at - half, to, line.at + half] : [line.at - half, from, line.at + half, to];
  const [left, right] = [two(x0 - sheet.left), two(x1 - sheet.left)];
  const [top, bottom] = [two(sheet.top - y1), two(sheet.top - y0)];
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

const windowless: ReadonlySet<Room['fitting']> = new Set([
  'lift',
  'vestibule',
  'ct',
  'mri',
  'washroom',
  'plant',
  'loading',
  'theatre',
  'anaesthetic',
  'changing',
]);
const windowPitchM = 3.3;

/** Windows in the outer walls of rooms that have daylight: a pane between two faces. */
export function drawWindows(floor: FloorLayout, walls: Wall[], sheet: Sheet): string[] {
  const panes: string[] = [];
  const lines: string[] = [];
  for (const wall of walls.filter((candidate) => candidate.kind === 'outer')) {
    for (const { from, to } of roomsAlong(floor, wall)) {
      const free = to - from - 0.9;
      if (free < 1) continue;
      const count = Math.max(1, Math.round(free / windowPitchM));
      const pitch = (to - from) / count;
      const length = Math.min(2.2, pitch - 0.9);
      for (let index = 0; index < count; index++) {
        const middle = from + pitch * (index + 0.5);
        panes.push(strip(wall, middle - length / 2, middle + length / 2, 0.2, sheet));
        lines.push(strip(wall, middle - length / 2, middle + length / 2, 0.025, sheet));
      }
    }
  }
  return [
    `<path fill="#fff" stroke="#3d4752" stroke-width=".05" d="${panes.join('')}"/>`,
    `<path fill="#7d99ad" d="${lines.join('')}"/>`,
  ];
}

/** The stretches of an outer wall that belong to rooms with daylight. */
function roomsAlong(floor: FloorLayout, wall: Wall): { from: number; to: number }[] {
  return floor.rooms
    .filter((room) => !windowless.has(room.fitting))
    .flatMap(({ rect }) => {
      const touches =
        wall.axis === 'h' ? rect.y0 === wall.at || rect.y1 === wall.at : rect.x0 === wall.at || rect.x1 === wall.at;
      const [low, high] = wall.axis === 'h' ? [rect.x0, rect.x1] : [rect.y0, rect.y1];
      const from = Math.max(low, wall.from);
      const to = Math.min(high, wall.to);
      return touches && to - from > 0.5 ? [{ from, to }] : [];
    });
}

/** A door with its leaves and the arcs they sweep. */
export function drawDoor(opening: Opening, sheet: Sheet): string[] {
  if (opening.thicknessM === 0 || opening.leaf === 'gap') return [];
  const { axis, at, from, to } = opening;
  const half = opening.thicknessM / 2;
  const point = (along: number, across: number): [number, number] =>
    axis === 'h' ? [along - sheet.left, sheet.top - across] : [across - sheet.left, sheet.top - along];
  const text = (along: number, across: number) => point(along, across).map(two).join(' ');
  const ground = `<path fill="#fff" stroke="none" d="${strip(opening, from, to, half, sheet)}"/>`;
  if (opening.leaf === 'slide') {
    const middle = (from + to) / 2;
    const leaf = (start: number, end: number, across: number) => `M${text(start, across)}L${text(end, across)}`;
    return [
      ground,
      `<path stroke-width=".07" d="${leaf(from, middle + 0.08, at - 0.05)}${leaf(middle - 0.08, to, at + 0.05)}"/>`,
    ];
  }
  const inward = sideOf(opening);
  const leaves: [hinge: number, tip: number][] =
    opening.leaf === 'double'
      ? [
          [from, (from + to) / 2],
          [to, (from + to) / 2],
        ]
      : [[nearerCorner(opening), nearerCorner(opening) === from ? to : from]];
  return [
    ground,
    ...leaves.map(([hinge, tip]) => {
      const reach = Math.abs(tip - hinge);
      const open = text(hinge, at + inward * reach);
      const closed = text(tip, at);
      const [hx, hy] = point(hinge, at);
      const [ox, oy] = point(hinge, at + inward * reach);
      const [cx, cy] = point(tip, at);
      const sweep = (ox - hx) * (cy - hy) - (oy - hy) * (cx - hx) > 0 ? 1 : 0;
      return (
        `<path stroke-width=".07" d="M${text(hinge, at)}L${open}"/>` +
        `<path stroke="#a8b1ba" stroke-width=".035" d="M${open}A${two(reach)} ${two(reach)} 0 0 ${sweep} ${closed}"/>`
      );
    }),
  ];
}

/** +1 when the leaves swing to the high side of the wall: into the room that owns the door. */
function sideOf({ axis, at, owner }: Opening): 1 | -1 {
  const { rect } = owner;
  const beyond = axis === 'h' ? rect.y0 >= at - 0.01 : rect.x0 >= at - 0.01;
  return beyond ? 1 : -1;
}

/** Doors are hinged at the end nearer to the room's corner, so that they open against a wall. */
function nearerCorner({ axis, from, to, owner }: Opening): number {
  const { rect } = owner;
  const [low, high] = axis === 'h' ? [rect.x0, rect.x1] : [rect.y0, rect.y1];
  return from - low <= high - to ? from : to;
}
