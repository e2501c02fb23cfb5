import type { Point } from '#contracts/geometry';
import { poleOfInaccessibility } from '../pole-of-inaccessibility.js';
import { distanceToBoundary, polygonCentroid } from '../polygon.js';
import { openingsOf } from './openings.js';
import { type Shaft, shaftsOf } from './shafts.js';
import { walkingMPerS } from './walking.js';
import type { WayFloor, WayZone } from './way-floor.js';
import { seesStraight, type ZoneRoom, zoneRoom } from './zone-room.js';

/** A zone of the graph. */
export interface GraphZone extends ZoneRoom {
  id: number;
  name: string;
  /** Place of its floor in the list. */
  floor: number;
  middle: Point;
  /** Nodes that lie in it. */
  nodes: number[];
}

/** All places where ways begin, bend, or pass from zone to zone. Edges of node n: those from `firstEdge[n]` on. */
export interface WayGraph {
  floors: readonly WayFloor[];
  zones: readonly GraphZone[];
  shafts: readonly Shaft[];
  x: Float64Array;
  y: Float64Array;
  zoneOf: Int32Array;
  firstEdge: Int32Array;
  source: Int32Array;
  target: Int32Array;
  seconds: Float64Array;
  metres: Float64Array;
  /** Place in `shafts`; -1 for a piece on foot. */
  shaft: Int32Array;
}

/** Finds the doors, open edges, lifts and stairs of all floors, and what one sees of each other within the zones. */
export function wayGraph(floors: readonly WayFloor[]): WayGraph {
  const zones: GraphZone[] = [];
  const firstZone = floors.map(({ zones: own, walls, doors }, floor) => {
    const first = zones.length;
    for (const zone of own)
      zones.push({
        ...named(zone),
        ...zoneRoom(zone.polygon, walls, doors),
        floor,
        middle: middleOf(zone.polygon),
        nodes: [],
      });
    return first;
  });
  const places: { zone: number; point: Point }[] = [];
  const edges: [from: number, to: number, seconds: number, metres: number, shaft: number][] = [];
  const place = (zone: number, point: Point) => {
    zones[zone].nodes.push(places.length);
    return places.push({ zone, point }) - 1;
  };
  const join = (a: number, b: number, seconds: number, metres: number, shaft = -1) =>
    edges.push([a, b, seconds, metres, shaft], [b, a, seconds, metres, shaft]);
  const walk = (a: number, b: number) => {
    const metres = metresBetween(places[a].point, places[b].point);
    join(a, b, metres / walkingMPerS, metres);
  };

  // The middle of zone number z is node number z.
  zones.forEach(({ middle }, zone) => place(zone, middle));
  floors.forEach((floor, at) => {
    for (const { zones: pair, sides } of openingsOf(floor))
      walk(place(firstZone[at] + pair[0], sides[0]), place(firstZone[at] + pair[1], sides[1]));
  });
  zones.forEach(({ bends }, zone) => bends.forEach((bend) => place(zone, bend)));
  for (const room of zones)
    room.nodes.forEach((a, at) => {
      for (const b of room.nodes.slice(at + 1)) if (seesStraight(room, places[a].point, places[b].point)) walk(a, b);
    });
  const shafts = shaftsOf(floors);
  shafts.forEach(({ floors: [low, high], zones: pair, seconds, metres }, shaft) =>
    join(firstZone[low] + pair[0], firstZone[high] + pair[1], seconds, metres, shaft),
  );
  return { floors, zones, shafts, ...packed(places, edges) };
}

function packed(
  places: readonly { zone: number; point: Point }[],
  edges: [from: number, to: number, seconds: number, metres: number, shaft: number][],
) {
  edges.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const firstEdge = new Int32Array(places.length + 1);
  for (const [from] of edges) firstEdge[from + 1]++;
  for (let node = 0; node < places.length; node++) firstEdge[node + 1] += firstEdge[node];
  return {
    x: Float64Array.from(places, ({ point }) => point[0]),
    y: Float64Array.from(places, ({ point }) => point[1]),
    zoneOf: Int32Array.from(places, ({ zone }) => zone),
    firstEdge,
    source: Int32Array.from(edges, (edge) => edge[0]),
    target: Int32Array.from(edges, (edge) => edge[1]),
    seconds: Float64Array.from(edges, (edge) => edge[2]),
    metres: Float64Array.from(edges, (edge) => edge[3]),
    shaft: Int32Array.from(edges, (edge) => edge[4]),
  };
}

/** Where one stands in a zone of which nothing more is said: its centre, or the roomiest place of a bent one. */
export function middleOf(polygon: readonly Point[]): Point {
  const [x, y] = polygonCentroid(polygon);
  if (distanceToBoundary(x, y, polygon) > 0.3) return [x, y];
  const pole = poleOfInaccessibility(polygon);
  return [pole.x, pole.y];
}

export function metresBetween(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function named({ id, name }: WayZone) {
  return { id, name };
}
