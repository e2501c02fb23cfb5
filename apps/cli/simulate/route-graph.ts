import { widthOf, type FloorLayout, type Room } from './hospital/layout.js';
import { furnish, type Spot } from './hospital/furnish.js';
import { zoneKey } from './hospital/demo-hospital.js';
import { wallsOf } from './hospital/walls.js';

/** A room as somewhere to be: rooms are rectangles, so any straight line within one is free to walk. */
export interface Cell {
  index: number;
  floor: number;
  zoneKey: string;
  room: Room;
  spots: Spot[];
  portals: number[];
}

/** A way from one cell into another: a door, an open edge, or the next floor of a shaft. */
interface Portal {
  cells: [number, number];
  /** Points before, in and after a door, from the first cell to the second; one for a shaft. */
  points: [x: number, y: number][];
  /** Set where the floor changes. */
  shaft?: { kind: 'lift' | 'stairs'; storeys: number };
}

export interface RouteGraph {
  cells: Cell[];
  portals: Portal[];
  floorKeys: string[];
  floorLevels: number[];
}

/** A standing point in a cell. */
export interface Place {
  cell: number;
  x: number;
  y: number;
}

/** One straight piece of a way, or a ride: `storeys` other than 0 changes from the first cell's floor to the next. */
export interface Leg {
  cell: number;
  x: number;
  y: number;
  shaft?: 'lift' | 'stairs';
  storeys: number;
}

/** How far from the wall people pass a door, metres. */
const clearanceM = 0.7;
/** What a change of floor is worth in metres of walking: waiting and riding, or carrying up the stairs. */
const shaftCostM = { lift: 45, stairs: 18 } as const;

/** The walkable places of the floors and how they hang together. */
export function routeGraph(floors: FloorLayout[]): RouteGraph {
  const cells: Cell[] = [];
  const portals: Portal[] = [];
  const byRoom = new Map<Room, Cell>();
  floors.forEach((layout, floor) => {
    for (const room of layout.rooms) {
      const { spots } = furnish(room, { left: 0, top: 0 });
      const cell: Cell = { index: cells.length, floor, zoneKey: zoneKey(layout, room), room, spots, portals: [] };
      cells.push(cell);
      byRoom.set(room, cell);
    }
    for (const opening of wallsOf(layout).openings) {
      if (!opening.low || !opening.high) continue;
      const low = byRoom.get(opening.low)!;
      const high = byRoom.get(opening.high)!;
      const along = (opening.from + opening.to) / 2;
      const reach = opening.thicknessM === 0 ? 0.05 : clearanceM;
      const at = (across: number): [number, number] => (opening.axis === 'h' ? [along, across] : [across, along]);
      portals.push({
        cells: [low.index, high.index],
        points: [at(opening.at - reach), at(opening.at), at(opening.at + reach)],
      });
    }
  });
  for (const lower of cells.filter(({ room }) => room.kind === 'lift' || room.kind === 'stairs'))
    for (const upper of cells) {
      if (upper.floor <= lower.floor || upper.room.name !== lower.room.name) continue;
      const kind = lower.room.kind as 'lift' | 'stairs';
      const storeys = floors[upper.floor].level - floors[lower.floor].level;
      if (kind === 'stairs' && storeys > 1) continue;
      portals.push({ cells: [lower.index, upper.index], points: [middleOf(lower)], shaft: { kind, storeys } });
    }
  portals.forEach((portal, index) => portal.cells.forEach((cell) => cells[cell].portals.push(index)));
  return { cells, portals, floorKeys: floors.map((f) => f.key), floorLevels: floors.map((f) => f.level) };
}

function middleOf({ spots, room: { rect } }: Cell): [number, number] {
  return spots[0] ? [spots[0].x, spots[0].y] : [(rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2];
}

/** A free-standing point somewhere in a cell, from two numbers in [0, 1). */
export function somewhereIn({ room: { rect } }: Cell, across: number, up: number): [number, number] {
  const margin = Math.min(0.6, widthOf(rect) / 4);
  return [
    rect.x0 + margin + across * (rect.x1 - rect.x0 - 2 * margin),
    rect.y0 + margin + up * (rect.y1 - rect.y0 - 2 * margin),
  ];
}

/**
 * The shortest way between two places (Dijkstra over the portals), as legs to walk one after another.
 * Stairs only where `mayClimb`. `cornerM` moves each door's passing points a little along the wall, so that
 * not all walk in one line.
 * @throws Error when no way leads there.
 */
export function findRoute(graph: RouteGraph, from: Place, to: Place, mayClimb: boolean, cornerM = 0): Leg[] {
  if (from.cell === to.cell) return [{ cell: to.cell, x: to.x, y: to.y, storeys: 0 }];
  const { cells, portals } = graph;
  const cost = new Float64Array(portals.length * 2).fill(Infinity);
  const before = new Int32Array(portals.length * 2).fill(-1);
  const done = new Uint8Array(portals.length * 2);
  // A state is a portal and the side on which one has come out: 2 * portal + side.
  const out = (state: number) => portals[state >> 1].cells[state & 1];
  const exit = (state: number) => pointOf(portals[state >> 1], (state & 1) === 1);
  const enter = (state: number) => pointOf(portals[state >> 1], (state & 1) === 0);
  const relax = (cell: number, x: number, y: number, spent: number, previous: number) => {
    for (const index of cells[cell].portals) {
      const portal = portals[index];
      if (portal.shaft?.kind === 'stairs' && !mayClimb) continue;
      const state = 2 * index + (portal.cells[0] === cell ? 1 : 0);
      const [px, py] = enter(state);
      const through = portal.shaft ? shaftCostM[portal.shaft.kind] * Math.sqrt(portal.shaft.storeys) : 1;
      const total = spent + Math.hypot(px - x, py - y) + through;
      if (total >= cost[state]) continue;
      cost[state] = total;
      before[state] = previous;
    }
  };
  relax(from.cell, from.x, from.y, 0, -1);
  let best = -1;
  let bestCost = Infinity;
  for (;;) {
    let state = -1;
    for (let index = 0; index < cost.length; index++)
      if (!done[index] && cost[index] < Infinity && (state < 0 || cost[index] < cost[state])) state = index;
    if (state < 0 || cost[state] >= bestCost) break;
    done[state] = 1;
    const [x, y] = exit(state);
    if (out(state) === to.cell) {
      const total = cost[state] + Math.hypot(to.x - x, to.y - y);
      if (total < bestCost) [best, bestCost] = [state, total];
    } else relax(out(state), x, y, cost[state], state);
  }
  if (best < 0)
    throw new Error(`no way leads from ${cells[from.cell].zoneKey} to ${cells[to.cell].zoneKey}: a door is missing`);
  const legs: Leg[] = [{ cell: to.cell, x: to.x, y: to.y, storeys: 0 }];
  for (let state = best; state >= 0; state = before[state]) legs.unshift(...through(graph, state, cornerM));
  return legs;
}

function pointOf(portal: Portal, last: boolean): [number, number] {
  return portal.points[last ? portal.points.length - 1 : 0];
}

/** The legs that lead through one portal. */
function through(graph: RouteGraph, state: number, cornerM: number): Leg[] {
  const portal = graph.portals[state >> 1];
  const forward = (state & 1) === 1;
  const [from, to] = forward ? portal.cells : [portal.cells[1], portal.cells[0]];
  if (portal.shaft) {
    const [x, y] = portal.points[0];
    const storeys = forward ? portal.shaft.storeys : -portal.shaft.storeys;
    return [
      { cell: from, x, y, storeys: 0 },
      { cell: to, x, y, shaft: portal.shaft.kind, storeys },
    ];
  }
  const [a, b, c] = forward ? portal.points : [...portal.points].reverse();
  const [sx, sy] = a[0] === c[0] ? [cornerM, 0] : [0, cornerM];
  return [
    { cell: from, x: a[0] + sx, y: a[1] + sy, storeys: 0 },
    { cell: from, x: b[0] + sx / 3, y: b[1] + sy / 3, storeys: 0 },
    { cell: to, x: c[0] + sx, y: c[1] + sy, storeys: 0 },
  ];
}
