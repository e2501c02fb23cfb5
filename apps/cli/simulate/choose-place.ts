import type { Activity, LifeCycle, Where } from './life-cycles.js';
import type { Random } from './random.js';
import { somewhereIn, type Cell, type Place, type RouteGraph } from './route-graph.js';

/** A place to go to, and the spot there if one was free. */
export interface Choice {
  place: Place;
  spot: string | null;
}

/**
 * Where an activity is to happen: a free spot in a fitting room of the home department, else of any, else
 * anywhere in such a room. `not` is the cell one is in already.
 * @throws Error when the hospital has no such room at all.
 */
export function choosePlace(
  graph: RouteGraph,
  taken: ReadonlySet<string>,
  life: LifeCycle,
  activity: Activity,
  home: string,
  random: Random,
  not = -1,
): Choice {
  const where = random.pick(life.where[activity] ?? []);
  if (!where) throw new Error(`no places are given for the activity ${activity}`);
  const fitting = cellsOf(graph, where).filter((cell) => cell.index !== not);
  if (fitting.length === 0)
    throw new Error(`the hospital has no room with ${where.fittings.join(' or ')} for the activity ${activity}`);
  const own = where.scope === 'home' ? fitting.filter((cell) => cell.room.department === home) : fitting;
  return freeSpot(own, taken, where, random) ?? freeSpot(fitting, taken, where, random) ?? anywhere(fitting, random);
}

function cellsOf(graph: RouteGraph, where: Where): Cell[] {
  return graph.cells.filter((cell) => where.fittings.includes(cell.room.fitting));
}

function freeSpot(cells: Cell[], taken: ReadonlySet<string>, { use }: Where, random: Random): Choice | null {
  const rooms = cells
    .map((cell) => ({
      cell,
      free: cell.spots.flatMap((spot, index) =>
        spot.use === use && !taken.has(`${cell.index}:${index}`) ? [index] : [],
      ),
    }))
    .filter(({ free }) => free.length > 0);
  if (rooms.length === 0) return null;
  const { cell, free } = random.pick(rooms);
  const index = random.pick(free);
  const { x, y } = cell.spots[index];
  return { place: { cell: cell.index, x, y }, spot: `${cell.index}:${index}` };
}

function anywhere(cells: Cell[], random: Random): Choice {
  const cell = random.pick(cells);
  const [x, y] = somewhereIn(cell, random.next(), random.next());
  return { place: { cell: cell.index, x, y }, spot: null };
}
