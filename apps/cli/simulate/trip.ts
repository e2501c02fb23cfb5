import type { Random } from './random.js';
import { findRoute, type Leg, type Place, type RouteGraph } from './route-graph.js';

/** A piece of a way with its times: a straight walk, a wait, or a ride. */
export interface TimedLeg {
  fromMs: number;
  untilMs: number;
  fromCell: number;
  toCell: number;
  /** Share of the leg after which one is in `toCell`: a ride changes floors half-way, a door at its sill. */
  changeAt: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const liftWaitS = [5, 30] as const;
const liftDoorsS = 6;
const liftStoreyS = 8;
const stairsStoreyS = 18;

/** The way between two places with times: walking, waiting for the lift, riding. */
export function planTrip(
  graph: RouteGraph,
  from: Place,
  to: Place,
  startMs: number,
  speedMps: number,
  mayClimb: boolean,
  random: Random,
): TimedLeg[] {
  const route = findRoute(graph, from, to, mayClimb, random.between(-0.3, 0.3));
  const trip: TimedLeg[] = [];
  let { cell, x, y } = from;
  let atMs = startMs;
  const add = (toCell: number, toX: number, toY: number, seconds: number) => {
    const untilMs = atMs + Math.max(1, Math.round(seconds * 1000));
    const changeAt = graph.cells[cell].floor === graph.cells[toCell].floor ? 0 : 0.5;
    trip.push({ fromMs: atMs, untilMs, fromCell: cell, toCell, changeAt, x0: x, y0: y, x1: toX, y1: toY });
    [cell, x, y, atMs] = [toCell, toX, toY, untilMs];
  };
  route.forEach((leg, index) => {
    if (leg.shaft) {
      const storeys = Math.abs(leg.storeys);
      add(leg.cell, leg.x, leg.y, leg.shaft === 'lift' ? liftDoorsS + liftStoreyS * storeys : stairsStoreyS * storeys);
      return;
    }
    add(leg.cell, leg.x, leg.y, Math.hypot(leg.x - x, leg.y - y) / speedMps);
    if (waitsForLift(graph, route, index)) add(leg.cell, leg.x, leg.y, random.between(liftWaitS[0], liftWaitS[1]));
  });
  return trip;
}

/** One waits before a lift's door when a ride follows: two legs through the door, one into the car, the ride. */
function waitsForLift(graph: RouteGraph, route: Leg[], index: number): boolean {
  const isLift = (at: number) => at < route.length && graph.cells[route[at].cell].room.kind === 'lift';
  return !isLift(index) && !isLift(index + 1) && isLift(index + 2) && route[index + 4]?.shaft === 'lift';
}

/** Where somebody on a trip is. Before its start and after its end: at its ends. */
export function placeOnTrip(trip: TimedLeg[], atMs: number): Place {
  const leg = trip.find(({ untilMs }) => atMs < untilMs) ?? trip[trip.length - 1];
  const share = Math.min(1, Math.max(0, (atMs - leg.fromMs) / (leg.untilMs - leg.fromMs)));
  return {
    cell: share < leg.changeAt ? leg.fromCell : leg.toCell,
    x: leg.x0 + share * (leg.x1 - leg.x0),
    y: leg.y0 + share * (leg.y1 - leg.y0),
  };
}
