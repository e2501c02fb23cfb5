import type { Point } from '#contracts/geometry';
import type { Way } from '#contracts/search';
import { pointInPolygon } from '#floorplan/polygon';

export interface WayZone {
  id: number;
  name: string;
  kind: string;
  polygon: readonly Point[];
}
type Leg = Way['legs'][number];
export type Turn = 'left' | 'right' | 'on';

/** One thing to do on the way. Lengths in metres. */
export type WayStep =
  | { kind: 'leave'; floorId: number; from: string; to: string; turn: Turn }
  | { kind: 'along'; floorId: number; zone: string; turn: Turn; metres: number }
  | {
      kind: 'change';
      floorId: number;
      by: 'lift' | 'stairs';
      name: string;
      toFloorId: number;
      toFloorName: string;
    }
  | { kind: 'arrive'; floorId: number; zone: string | null; turn: Turn };

/** Distance between two looks at the way, and what is too short to be a stretch of its own: a corner that is cut. Metres. */
const lookM = 0.5;
const shortM = 1;
/** A turn is judged by the way so far before and after it: past the door, along the corridor. Metres. */
const turnM = 4;
/** Less than this is straight on for a walker, degrees. */
const turnDegrees = 35;

/** What to do from the beginning of a way to its end, in order. `zonesOf` gives the rooms of a floor; none are known for null. */
export function waySteps(way: Way, zonesOf: (floorId: number) => readonly WayZone[] | null): WayStep[] {
  if (way.straight) return [];
  return way.legs.flatMap((leg, index) => stepsOfLeg(leg, zonesOf(leg.floorId) ?? [], index === way.legs.length - 1));
}

function stepsOfLeg(leg: Leg, zones: readonly WayZone[], last: boolean): WayStep[] {
  const { floorId, leaveBy } = leg;
  const stretches = stretchesOf(leg.points, zones).filter(
    // Lifts and stairs are told by how the floor is left.
    ({ zone }, index, all) => !(isShaft(zone) && (index === 0 || index === all.length - 1)),
  );
  const steps: WayStep[] = stretches.slice(1).map(({ zone, metres, turn }, index) => {
    const before = stretches[index].zone;
    if (index === 0 && before.kind !== 'corridor' && !isShaft(before))
      return { kind: 'leave', floorId, from: before.name, to: zone.name, turn };
    return { kind: 'along', floorId, zone: zone.name, turn, metres };
  });
  const first = stretches[0];
  if (first?.zone.kind === 'corridor' && (stretches.length > 1 || leaveBy))
    steps.unshift({ kind: 'along', floorId, zone: first.zone.name, turn: 'on', metres: first.metres });
  if (leaveBy) {
    const { kind: by, name, toFloorId, toFloorName } = leaveBy;
    steps.push({ kind: 'change', floorId, by, name, toFloorId, toFloorName });
  }
  if (last) {
    const end = stretches.at(-1);
    const into = steps.at(-1);
    // The last room is the goal, not one more stretch.
    if (into?.kind === 'along' && stretches.length > 1 && end?.zone.kind !== 'corridor') steps.pop();
    const turn = into?.kind === 'along' && end?.zone.kind !== 'corridor' ? into.turn : 'on';
    steps.push({ kind: 'arrive', floorId, zone: end?.zone.name ?? null, turn });
  }
  return steps;
}

interface Stretch {
  zone: WayZone;
  metres: number;
  /** How it is entered from the stretch before. */
  turn: Turn;
}

/** The rooms and corridors that a line goes through, in order. */
export function stretchesOf(points: readonly Point[], zones: readonly WayZone[]): Stretch[] {
  const looks = looksAlong(points);
  const runs: { zone: WayZone; from: number; to: number }[] = [];
  for (const [index, [x, y]] of looks.entries()) {
    const run = runs.at(-1);
    // Inside a wall or a doorway one is still where one was.
    const stays = run && pointInPolygon(x, y, run.zone.polygon);
    const zone = stays ? run.zone : zones.find(({ polygon }) => pointInPolygon(x, y, polygon));
    if (run && (!zone || zone === run.zone)) run.to = index;
    else if (zone) runs.push({ zone, from: index, to: index });
  }
  const long = runs.filter(
    ({ from, to }, index) => index === 0 || index === runs.length - 1 || (to - from) * lookM >= shortM,
  );
  const merged: typeof runs = [];
  for (const run of long) {
    const before = merged.at(-1);
    if (before?.zone === run.zone) before.to = run.to;
    else merged.push({ ...run });
  }
  return merged.map(({ zone, from, to }, index) => ({
    zone,
    metres: (to - from) * lookM,
    turn: index === 0 ? 'on' : turnAt(looks, from),
  }));
}

/** Places on a line, one each half metre, its ends among them. */
function looksAlong(points: readonly Point[]): Point[] {
  if (points.length === 0) return [];
  const looks: Point[] = [points[0]];
  let leftM = lookM;
  for (let index = 1; index < points.length; index++) {
    const [ax, ay] = points[index - 1];
    const [bx, by] = points[index];
    const lengthM = Math.hypot(bx - ax, by - ay);
    let atM = leftM;
    for (; atM <= lengthM; atM += lookM)
      looks.push([ax + ((bx - ax) * atM) / lengthM, ay + ((by - ay) * atM) / lengthM]);
    leftM = atM - lengthM;
  }
  looks.push(points[points.length - 1]);
  return looks;
}

function turnAt(looks: readonly Point[], index: number): Turn {
  const reach = turnM / lookM;
  const [ax, ay] = looks[Math.max(0, index - reach)];
  const [x, y] = looks[index];
  const [bx, by] = looks[Math.min(looks.length - 1, index + reach)];
  const cross = (x - ax) * (by - y) - (y - ay) * (bx - x);
  const dot = (x - ax) * (bx - x) + (y - ay) * (by - y);
  const degrees = (Math.atan2(cross, dot) * 180) / Math.PI;
  if (Math.abs(degrees) < turnDegrees) return 'on';
  // y goes upward, so an anticlockwise turn is one to the left.
  return degrees > 0 ? 'left' : 'right';
}

function isShaft(zone: WayZone): boolean {
  return zone.kind === 'lift' || zone.kind === 'stairs';
}
