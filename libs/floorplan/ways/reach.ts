import type { Point } from '#contracts/geometry';
import type { WayPlace } from './way-floor.js';
import { metresBetween, type WayGraph } from './way-graph.js';
import { walkingMPerS } from './walking.js';
import { seesStraight } from './zone-room.js';

/** A place within the graph; zone -1 on a floor without zones. */
export interface Spot {
  floor: number;
  zone: number;
  point: Point;
}

export interface Distance {
  seconds: number;
  metres: number;
}

/** A piece of a way, on one floor. */
export interface WayLeg {
  floorId: number;
  floorName: string;
  points: Point[];
  /** How the floor is left; null at the end of the way. */
  leaveBy: { kind: 'lift' | 'stairs'; name: string; toFloorId: number; toFloorName: string } | null;
}

export interface FoundWay extends Distance {
  legs: WayLeg[];
  /** The plans show no way, and a straight line is told. */
  straight: boolean;
}

/** What is how far from one place. */
export class Reach {
  /** Seconds to the middle of each zone, in the order of `Ways.zoneIds`; Infinity where no way leads. Not to be written to. */
  readonly zoneSeconds: Float64Array;

  constructor(
    private readonly graph: WayGraph,
    private readonly start: Spot,
    /** Of each node: seconds, metres, and the edge by which one comes there. */
    private readonly found: { cost: Float64Array; length: Float64Array; before: Int32Array },
    private readonly spotOf: (place: WayPlace) => Spot | null,
  ) {
    this.zoneSeconds = found.cost.subarray(0, graph.zones.length);
  }

  zoneIdAt(at: number): number {
    return this.graph.zones[at].id;
  }

  /** How far a place is on foot; null when the plans show no way. */
  to(place: WayPlace): Distance | null {
    const spot = this.spotOf(place);
    if (!spot) return null;
    const end = this.#end(spot);
    return end && { seconds: end.seconds, metres: end.metres };
  }

  /** The way to a place. Where the plans show none: a straight line on the same floor, null to another one. */
  way(place: WayPlace): FoundWay | null {
    const spot = this.spotOf(place);
    if (!spot) return null;
    const end = this.#end(spot);
    if (!end) return this.#straight(spot);
    const { x, y, source, shaft } = this.graph;
    const nodes: number[] = [];
    const shafts: number[] = [];
    for (let node = end.node; node >= 0;) {
      nodes.unshift(node);
      const edge = this.found.before[node];
      shafts.unshift(edge < 0 ? -1 : shaft[edge]);
      node = edge < 0 ? -1 : source[edge];
    }
    const legs: WayLeg[] = [this.#leg(this.start.floor)];
    const add = (point: Point) => {
      const { points } = legs[legs.length - 1];
      const last = points.at(-1);
      if (!last || metresBetween(last, point) > 0.01) points.push(point);
    };
    add(this.start.point);
    nodes.forEach((node, at) => {
      const zone = this.graph.zones[this.graph.zoneOf[node]];
      if (shafts[at] >= 0) {
        const { kind } = this.graph.shafts[shafts[at]];
        const { name } = this.graph.zones[this.graph.zoneOf[nodes[at - 1]]];
        const next = this.#leg(zone.floor);
        legs[legs.length - 1].leaveBy = { kind, name, toFloorId: next.floorId, toFloorName: next.floorName };
        legs.push(next);
      }
      add([x[node], y[node]]);
    });
    add(spot.point);
    return { seconds: end.seconds, metres: end.metres, legs: legs.map(withoutIdlePoints), straight: false };
  }

  /** The nodes that one walks to straight from a place in their zone. */
  nodesSeen({ zone, point }: Spot): { node: number; metres: number; seconds: number }[] {
    if (zone < 0) return [];
    const room = this.graph.zones[zone];
    return room.nodes.flatMap((node) => {
      const at: Point = [this.graph.x[node], this.graph.y[node]];
      const metres = metresBetween(at, point);
      if (metres > 1e-6 && !seesStraight(room, point, at)) return [];
      return [{ node, metres, seconds: metres / walkingMPerS }];
    });
  }

  /** The last node before a place, -1 when one walks there straight, and what the whole way takes. */
  #end(spot: Spot): ({ node: number } & Distance) | null {
    let best: ({ node: number } & Distance) | null = null;
    if (spot.zone >= 0 && spot.zone === this.start.zone) {
      const metres = metresBetween(spot.point, this.start.point);
      if (metres < 1e-6 || seesStraight(this.graph.zones[spot.zone], this.start.point, spot.point))
        return { node: -1, metres, seconds: metres / walkingMPerS };
    }
    for (const { node, metres, seconds } of this.nodesSeen(spot)) {
      const total = this.found.cost[node] + seconds;
      if (total < (best?.seconds ?? Infinity))
        best = { node, seconds: total, metres: this.found.length[node] + metres };
    }
    return best;
  }

  #straight(spot: Spot): FoundWay | null {
    if (spot.floor !== this.start.floor) return null;
    const metres = metresBetween(spot.point, this.start.point);
    const leg = { ...this.#leg(spot.floor), points: [this.start.point, spot.point] };
    return { metres, seconds: metres / walkingMPerS, legs: [leg], straight: true };
  }

  #leg(floor: number): WayLeg {
    const { id, name } = this.graph.floors[floor];
    return { floorId: id, floorName: name, points: [], leaveBy: null };
  }
}

/** Without points that lie on the straight line between their neighbours. */
function withoutIdlePoints(leg: WayLeg): WayLeg {
  const points = leg.points.filter((point, at) => {
    const [before, after] = [leg.points[at - 1], leg.points[at + 1]];
    if (!before || !after) return true;
    return metresBetween(before, point) + metresBetween(point, after) - metresBetween(before, after) > 1e-6;
  });
  return { ...leg, points };
}
