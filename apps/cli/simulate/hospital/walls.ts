import { cm, contains, type DoorSpec, type FloorLayout, type Rect, type Room, type Side } from './layout.js';

export type WallKind = 'outer' | 'core' | 'shield' | 'inner';

/** Thickness in metres and loss in dB by kind of wall; sources in docs/decisions/simulated-hospital.md. */
export const wallKinds: Record<WallKind, { thicknessM: number; lossDb: number }> = {
  outer: { thicknessM: 0.4, lossDb: 10 },
  core: { thicknessM: 0.25, lossDb: 9 },
  shield: { thicknessM: 0.25, lossDb: 18 },
  inner: { thicknessM: 0.14, lossDb: 3 },
};

/** A straight piece along one axis: `h` at y = at from x to x, `v` at x = at from y to y. */
export interface Segment {
  axis: 'h' | 'v';
  at: number;
  from: number;
  to: number;
}

export interface Wall extends Segment {
  kind: WallKind;
  /** Which ends meet other walls; the others end at a door. */
  joinedFrom: boolean;
  joinedTo: boolean;
}

/** A door or opening, and the rooms on its low (west, south) and high side; null is outside. */
export interface Opening extends Segment {
  leaf: DoorSpec['leaf'];
  low: Room | null;
  high: Room | null;
  /** The room that ordered the door: its leaves swing into it. */
  owner: Room;
  /** Thickness of the wall it stands in; 0 where two corridors meet without a wall. */
  thicknessM: number;
}

interface Edge extends Segment {
  low: Room | null;
  high: Room | null;
}

/** Walls and openings of a floor, derived from its rooms alone. */
export function wallsOf(floor: FloorLayout): { walls: Wall[]; openings: Opening[] } {
  const edges = elementaryEdges(floor);
  const doors = floor.rooms.flatMap((owner) =>
    owner.doors.map((door) => ({ owner, door, ...doorSegment(owner, door) })),
  );
  const walls: Wall[] = [];
  const openings: Opening[] = [];
  for (const edge of edges) {
    const inEdge = doors.filter(
      (door) => door.axis === edge.axis && door.at === edge.at && door.from >= edge.from && door.to <= edge.to,
    );
    const { low, high } = edge;
    if (low?.open && high?.open && inEdge.length === 0) {
      openings.push({ ...edge, leaf: 'gap', owner: low, thicknessM: 0 });
      continue;
    }
    const kind = kindOf(edge);
    let from = edge.from;
    let joinedFrom = true;
    for (const { door, owner, from: start, to: end } of inEdge.sort((a, b) => a.from - b.from)) {
      walls.push({ axis: edge.axis, at: edge.at, from, to: start, kind, joinedFrom, joinedTo: false });
      const { thicknessM } = wallKinds[kind];
      openings.push({
        axis: edge.axis,
        at: edge.at,
        from: start,
        to: end,
        low,
        high,
        owner,
        leaf: door.leaf,
        thicknessM,
      });
      from = end;
      joinedFrom = false;
    }
    walls.push({ axis: edge.axis, at: edge.at, from, to: edge.to, kind, joinedFrom, joinedTo: true });
  }
  const built = doors.length;
  const placed = openings.filter((opening) => opening.thicknessM > 0).length;
  if (placed !== built)
    throw new Error(
      `floor ${floor.key}: ${built - placed} of ${built} doors do not fit into one wall between two rooms`,
    );
  return { walls: merged(walls), openings };
}

/** The line of a door in its room's side. */
function doorSegment(owner: Room, door: DoorSpec): Segment {
  const { rect } = owner;
  const horizontal = door.side === 'n' || door.side === 's';
  const start = cm((horizontal ? rect.x0 : rect.y0) + door.offsetM);
  const at: Record<Side, number> = { n: rect.y1, s: rect.y0, e: rect.x1, w: rect.x0 };
  return { axis: horizontal ? 'h' : 'v', at: at[door.side], from: start, to: cm(start + door.widthM) };
}

/** Cuts every room edge wherever another edge on the same line begins or ends. */
function elementaryEdges(floor: FloorLayout): Edge[] {
  const rects: Rect[] = [...floor.rooms.map((room) => room.rect), ...floor.courtyards];
  const lines = new Map<string, Set<number>>();
  const note = (key: string, ...values: number[]) => {
    const cuts = lines.get(key) ?? new Set<number>();
    for (const value of values) cuts.add(value);
    lines.set(key, cuts);
  };
  for (const { x0, y0, x1, y1 } of rects) {
    note(`h${y0}`, x0, x1);
    note(`h${y1}`, x0, x1);
    note(`v${x0}`, y0, y1);
    note(`v${x1}`, y0, y1);
  }
  const edges: Edge[] = [];
  for (const [key, cuts] of lines) {
    const axis = key[0] as 'h' | 'v';
    const at = Number(key.slice(1));
    const sorted = [...cuts].sort((a, b) => a - b);
    for (let index = 1; index < sorted.length; index++) {
      const [from, to] = [sorted[index - 1], sorted[index]];
      const middle = (from + to) / 2;
      const roomBeside = (side: number) => {
        const [x, y] = axis === 'h' ? [middle, at + side] : [at + side, middle];
        return floor.rooms.find((room) => contains(room.rect, x, y)) ?? null;
      };
      const low = roomBeside(-0.02);
      const high = roomBeside(0.02);
      if (low !== high) edges.push({ axis, at, from, to, low, high });
    }
  }
  return edges.sort((a, b) => a.axis.localeCompare(b.axis) || a.at - b.at || a.from - b.from);
}

function kindOf({ low, high }: Edge): WallKind {
  if (!low || !high) return 'outer';
  if (low.shielded || high.shielded) return 'shield';
  return [low, high].some((room) => room.kind === 'lift' || room.kind === 'stairs') ? 'core' : 'inner';
}

/** Joins walls of one kind that continue each other. */
function merged(walls: Wall[]): Wall[] {
  const result: Wall[] = [];
  for (const wall of walls) {
    if (wall.to - wall.from < 0.005) continue;
    const last = result.at(-1);
    if (
      last &&
      last.axis === wall.axis &&
      last.at === wall.at &&
      last.kind === wall.kind &&
      last.to === wall.from &&
      last.joinedTo &&
      wall.joinedFrom
    ) {
      last.to = wall.to;
      last.joinedTo = wall.joinedTo;
    } else result.push({ ...wall });
  }
  return result;
}
