import type { Point } from '#contracts/geometry';
import { boundsOf, distanceToBoundary } from '../polygon.js';
import { ZoneIndex } from '../zone-index.js';
import { CheapestFirst } from './cheapest-first.js';
import { Reach, type Spot } from './reach.js';
import type { WayFloor, WayPlace } from './way-floor.js';
import { metresBetween, type WayGraph, wayGraph } from './way-graph.js';

/** Whether one may take stairs: with a bed or anything else on wheels one may not. */
export interface Gait {
  mayClimb: boolean;
}

/** How to get from anywhere to anywhere in a house: built once from its plans, asked often. */
export class Ways {
  /** All zones, in the order of `Reach.zoneSeconds`. */
  readonly zoneIds: Int32Array;
  readonly #graph: WayGraph;
  readonly #floorAt: ReadonlyMap<number, number>;
  readonly #zoneAt: ReadonlyMap<number, number>;
  readonly #indexes: readonly { index: ZoneIndex; first: number }[];

  constructor(floors: readonly WayFloor[]) {
    this.#graph = wayGraph(floors);
    this.zoneIds = Int32Array.from(this.#graph.zones, ({ id }) => id);
    this.#floorAt = new Map(floors.map(({ id }, at) => [id, at]));
    this.#zoneAt = new Map(this.#graph.zones.map(({ id }, at) => [id, at]));
    let first = 0;
    this.#indexes = floors.map(({ zones }) => {
      const entry = { index: new ZoneIndex(zones), first };
      first += zones.length;
      return entry;
    });
  }

  /** How many places ways can lead over: what a `Reach` takes of memory grows with it. */
  get size(): number {
    return this.#graph.x.length;
  }

  /** The middle of a zone; null when the plans have no such zone. */
  zonePlace(zoneId: number): (WayPlace & { zoneId: number; name: string }) | null {
    const at = this.#zoneAt.get(zoneId);
    if (at === undefined) return null;
    const { name, floor, middle } = this.#graph.zones[at];
    return { floorId: this.#graph.floors[floor].id, x: middle[0], y: middle[1], zoneId, name };
  }

  /** The zone at a place, or else the nearest of the floor; null on a floor without zones, or one that is unknown. */
  zoneNear({ floorId, x, y }: WayPlace): { zoneId: number; name: string } | null {
    const at = this.#spot({ floorId, x, y })?.zone ?? -1;
    if (at < 0) return null;
    const { id, name } = this.#graph.zones[at];
    return { zoneId: id, name };
  }

  /** The middle of what the zones of a floor cover; null for an unknown floor. */
  floorPlace(floorId: number): (WayPlace & { name: string }) | null {
    const at = this.#floorAt.get(floorId);
    if (at === undefined) return null;
    const { name, zones } = this.#graph.floors[at];
    if (zones.length === 0) return { floorId, x: 0, y: 0, name };
    const { minX, minY, maxX, maxY } = boundsOf(zones.flatMap(({ polygon }) => polygon));
    return { floorId, x: (minX + maxX) / 2, y: (minY + maxY) / 2, name };
  }

  /** What is how far from a place; null when it is on no floor that is known. */
  from(place: WayPlace, { mayClimb }: Gait): Reach | null {
    const spot = this.#spot(place);
    if (!spot) return null;
    const { firstEdge, target, seconds, metres, shaft, shafts } = this.#graph;
    const nodes = firstEdge.length - 1;
    const cost = new Float64Array(nodes).fill(Infinity);
    const length = new Float64Array(nodes).fill(Infinity);
    const before = new Int32Array(nodes).fill(-1);
    const queue = new CheapestFirst(cost);
    const reach = new Reach(this.#graph, spot, { cost, length, before }, (to) => this.#spot(to));
    for (const { node, metres: toNode, seconds: s } of reach.nodesSeen(spot)) {
      cost[node] = s;
      length[node] = toNode;
      queue.lowered(node);
    }
    for (let node = queue.next(); node >= 0; node = queue.next())
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        const next = target[edge];
        const total = cost[node] + seconds[edge];
        if (total >= cost[next]) continue;
        if (shaft[edge] >= 0 && shafts[shaft[edge]].kind === 'stairs' && !mayClimb) continue;
        cost[next] = total;
        length[next] = length[node] + metres[edge];
        before[next] = edge;
        queue.lowered(next);
      }
    return reach;
  }

  #spot(place: WayPlace): Spot | null {
    const floor = this.#floorAt.get(place.floorId);
    if (floor === undefined) return null;
    const { index, first } = this.#indexes[floor];
    const { zones } = this.#graph;
    const point: Point = [place.x, place.y];
    const told = place.zoneId == null ? undefined : this.#zoneAt.get(place.zoneId);
    if (told !== undefined && zones[told].floor === floor)
      return { floor, zone: told, point: pulledInto(point, zones[told]) };
    const at = index.zoneAt(place.x, place.y);
    if (at >= 0) return { floor, zone: first + at, point };
    let nearest = -1;
    let nearestM = Infinity;
    for (let zone = first; zone < first + this.#graph.floors[floor].zones.length; zone++) {
      const outsideM = -distanceToBoundary(place.x, place.y, zones[zone].polygon);
      if (outsideM < nearestM) [nearest, nearestM] = [zone, outsideM];
    }
    return { floor, zone: nearest, point: nearest < 0 ? point : pulledInto(point, zones[nearest]) };
  }
}

/** A place decided to be in a zone, although it was measured outside: the nearest place within. */
function pulledInto(point: Point, { polygon, middle }: { polygon: readonly Point[]; middle: Point }): Point {
  if (distanceToBoundary(point[0], point[1], polygon) >= 0) return point;
  let best = middle;
  let bestM = Infinity;
  polygon.forEach((a, at) => {
    const b = polygon[(at + 1) % polygon.length];
    const length2 = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
    if (length2 === 0) return;
    const along = Math.max(
      0,
      Math.min(1, ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length2),
    );
    const edge: Point = [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])];
    const outsideM = metresBetween(edge, point);
    if (outsideM >= bestM) return;
    bestM = outsideM;
    // A little inward, so that it does not stand on the wall.
    const toMiddle = Math.max(0.001, metresBetween(edge, middle));
    const inward = Math.min(0.1, toMiddle) / toMiddle;
    const inside: Point = [edge[0] + (middle[0] - edge[0]) * inward, edge[1] + (middle[1] - edge[1]) * inward];
    best = distanceToBoundary(inside[0], inside[1], polygon) >= 0 ? inside : edge;
  });
  return best;
}
