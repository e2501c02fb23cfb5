import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { segmentsCross } from '../walls.js';
import ground from '../../../floorplans/demo-hospital/dh-l0.json' with { type: 'json' };
import first from '../../../floorplans/demo-hospital/dh-l1.json' with { type: 'json' };
import second from '../../../floorplans/demo-hospital/dh-l2.json' with { type: 'json' };
import type { FoundWay } from './reach.js';
import { walkingMPerS } from './walking.js';
import type { WayFloor, WayZone } from './way-floor.js';
import { Ways } from './ways.js';

const hospital = [ground, first, second].map((plan, index) => ({
  id: index + 1,
  name: plan.floor.name,
  buildingId: 1,
  level: plan.floor.level,
  zones: plan.zones.map((zone, at) => ({ ...zone, id: 1000 * (index + 1) + at })),
  walls: plan.walls,
  doors: plan.doors,
})) as unknown as WayFloor[];
const zones = hospital.flatMap((floor) => floor.zones.map((zone) => ({ ...zone, floor })));
const climbing = { mayClimb: true };
const rolling = { mayClimb: false };

describe('ways through the demo hospital', () => {
  const ways = new Ways(hospital);
  const zoneNamed = (floor: number, name: string) =>
    zones.find((zone) => zone.floor.id === floor && zone.name === name)!.id;
  const seconds = (from: number, to: number, gait = climbing) =>
    ways.from(ways.zonePlace(from)!, gait)!.to(ways.zonePlace(to)!)?.seconds ?? Infinity;

  it('lead from the lift hall to every zone, with wheels too', () => {
    const hall = ways.zonePlace(zoneNamed(2, 'Lift hall'))!;
    for (const gait of [climbing, rolling]) {
      const { zoneSeconds } = ways.from(hall, gait)!;
      const unreached = [...ways.zoneIds].filter((_, at) => zoneSeconds[at] === Infinity);
      expect(unreached.map((id) => zones.find((zone) => zone.id === id)!.name)).toEqual([]);
    }
  });

  it('cross no wall, and never the bounds of what can be walked', () => {
    for (let at = 0; at < zones.length; at += 7)
      for (let to = 3; to < zones.length; to += 13) {
        const way = ways.from(ways.zonePlace(zones[at].id)!, climbing)!.way(ways.zonePlace(zones[to].id)!)!;
        expect([zones[at].name, zones[to].name, way.straight, crossings(way)]).toEqual([
          zones[at].name,
          zones[to].name,
          false,
          [],
        ]);
      }
  });

  it('are as long as their points say, and begin and end where they were asked to', () => {
    const start = ways.zonePlace(zones[5].id)!;
    for (const zone of zones) {
      const end = ways.zonePlace(zone.id)!;
      const way = ways.from(start, rolling)!.way(end)!;
      expect(lengthOf(way)).toBeCloseTo(way.metres, 4);
      expect(way.legs[0].points[0]).toEqual([start.x, start.y]);
      expect(way.legs.at(-1)!.points.at(-1)).toEqual([end.x, end.y]);
      expect(way.legs.map(({ leaveBy }) => leaveBy === null)).toEqual(
        way.legs.map((_, at) => at === way.legs.length - 1),
      );
    }
  });

  it('take as long there as back, and no detour is shorter', () => {
    const any = fc.nat({ max: zones.length - 1 }).map((at) => zones[at].id);
    fc.assert(
      fc.property(any, any, any, fc.boolean(), (a, b, c, mayClimb) => {
        expect(seconds(a, b, { mayClimb })).toBeCloseTo(seconds(b, a, { mayClimb }), 6);
        expect(seconds(a, c, { mayClimb })).toBeLessThanOrEqual(
          seconds(a, b, { mayClimb }) + seconds(b, c, { mayClimb }) + 1e-6,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are never shorter than the straight line, nor quicker than walking it', () => {
    const places = fc.record({
      floorId: fc.constant(2),
      x: fc.double({ min: 0, max: 70, noNaN: true }),
      y: fc.double({ min: 0, max: 42, noNaN: true }),
    });
    fc.assert(
      fc.property(places, places, (from, to) => {
        const way = ways.from(from, climbing)!.way(to)!;
        const [start, end] = [way.legs[0].points[0], way.legs.at(-1)!.points.at(-1)!];
        expect(way.metres).toBeGreaterThanOrEqual(Math.hypot(start[0] - end[0], start[1] - end[1]) - 1e-6);
        expect(way.seconds).toBeGreaterThanOrEqual(way.metres / walkingMPerS - 1e-6);
        expect(crossings(way)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('say which lift to take to which floor, and stairs only to those who may climb', () => {
    const from = ways.zonePlace(zoneNamed(1, 'Stairs west'))!;
    const to = ways.zonePlace(zoneNamed(3, 'Stairs west'))!;
    const onFoot = ways.from(from, climbing)!.way(to)!;
    expect(
      onFoot.legs.map(({ floorName, leaveBy }) => [floorName, leaveBy?.kind, leaveBy?.name, leaveBy?.toFloorName]),
    ).toEqual([
      ['Ground floor', 'stairs', 'Stairs west', 'First floor'],
      ['First floor', 'stairs', 'Stairs west', 'Second floor'],
      ['Second floor', undefined, undefined, undefined],
    ]);
    const onWheels = ways.from(from, rolling)!.way(to)!;
    expect(onWheels.legs.map(({ leaveBy }) => [leaveBy?.kind, leaveBy?.toFloorName])).toEqual([
      ['lift', 'Second floor'],
      [undefined, undefined],
    ]);
    expect(onWheels.seconds).toBeGreaterThan(onFoot.seconds);
  });

  it('keep off the walls where they bend', () => {
    const way = ways
      .from(ways.zonePlace(zoneNamed(2, 'Lift 1'))!, climbing)!
      .way(ways.zonePlace(zoneNamed(2, 'Stairs east'))!)!;
    const bends = way.legs[0].points.slice(1, -1);
    expect(bends.length).toBeGreaterThan(1);
    const walls = wallsOf(2);
    for (const [x, y] of bends)
      expect(Math.min(...walls.map(([a, b]) => distance([x, y], a, b)))).toBeGreaterThan(0.14);
  });
});

describe('ways through plans made by hand', () => {
  const room = (id: number, polygon: Point[], kind: WayZone['kind'] = 'other') => ({
    id,
    name: `Zone ${id}`,
    kind,
    polygon,
  });
  const box = (x0: number, y0: number, x1: number, y1: number): Point[] => [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const floor = (parts: Partial<WayFloor>): WayFloor => ({
    ...{ id: 1, name: 'Floor', buildingId: 1, level: 0, zones: [], walls: [], doors: [] },
    ...parts,
  });

  it('go around the corner of a bent zone', () => {
    const bent = room(1, [
      [0, 0],
      [10, 0],
      [10, 4],
      [4, 4],
      [4, 10],
      [0, 10],
    ]);
    const way = new Ways([floor({ zones: [bent] })])
      .from({ floorId: 1, x: 9, y: 2 }, climbing)!
      .way({ floorId: 1, x: 2, y: 9 })!;
    expect(way.straight).toBe(false);
    expect(way.metres).toBeGreaterThan(Math.hypot(7, 7));
    expect(way.metres).toBeLessThan(11.2);
    expect(way.legs[0].points).toHaveLength(3);
  });

  it('go around a wall that stands in a zone, or through the door in it', () => {
    const hall = room(1, box(0, 0, 10, 10));
    const wall = {
      points: [
        [5, 0],
        [5, 8],
      ] as Point[],
    };
    const ends = [
      { floorId: 1, x: 1, y: 1 },
      { floorId: 1, x: 9, y: 1 },
    ];
    const metres = (doors: WayFloor['doors']) => {
      const way = new Ways([floor({ zones: [hall], walls: [wall], doors })]).from(ends[0], climbing)!.way(ends[1])!;
      return [way.straight, way.metres] as const;
    };
    const [straight, around] = metres([]);
    expect([straight, around > 15 && around < 18]).toEqual([false, true]);
    expect(metres([{ from: [5, 0.5], to: [5, 1.5] }])).toEqual([false, 8]);
  });

  it('lead into a bay that lies within a ward without any wall', () => {
    const ways = new Ways([floor({ zones: [room(1, box(0, 0, 20, 10)), room(2, box(8, 4, 12, 8))] })]);
    const inside = ways.from({ floorId: 1, x: 1, y: 1 }, climbing)!.way({ floorId: 1, x: 10, y: 6 })!;
    expect([inside.straight, inside.metres < 10.8]).toEqual([false, true]);
  });

  it('do not go through a wall between two zones that touch', () => {
    const zones = [room(1, box(0, 0, 5, 5)), room(2, box(5, 0, 10, 5))];
    const wall = {
      points: [
        [5, 0],
        [5, 5],
      ] as Point[],
    };
    const way = (walls: WayFloor['walls']) =>
      new Ways([floor({ zones, walls })]).from({ floorId: 1, x: 1, y: 1 }, climbing)!.way({ floorId: 1, x: 9, y: 1 })!;
    expect(way([]).straight).toBe(false);
    expect(way([wall])).toMatchObject({ straight: true, metres: 8 });
  });

  it('are straight lines on floors without zones, and none to other floors', () => {
    const ways = new Ways([floor({}), floor({ id: 2, level: 1 })]);
    const reach = ways.from({ floorId: 1, x: 0, y: 0 }, climbing)!;
    expect(reach.way({ floorId: 1, x: 3, y: 4 })).toMatchObject({
      straight: true,
      metres: 5,
      seconds: 5 / walkingMPerS,
    });
    expect([reach.to({ floorId: 1, x: 3, y: 4 }), reach.way({ floorId: 2, x: 3, y: 4 })]).toEqual([null, null]);
    expect(ways.from({ floorId: 3, x: 0, y: 0 }, climbing)).toBeNull();
  });

  it('skip floors by lift, but not into another building', () => {
    const lift = (id: number) => room(id, box(0, 0, 3, 3), 'lift');
    const ways = new Ways([
      floor({ zones: [lift(1)] }),
      floor({ id: 2, level: 2, zones: [lift(2)] }),
      floor({ id: 3, level: 1, buildingId: 2, zones: [lift(3)] }),
    ]);
    const reach = ways.from(ways.zonePlace(1)!, rolling)!;
    expect(reach.to(ways.zonePlace(2)!)).toEqual({ seconds: 48, metres: 0 });
    expect(reach.to(ways.zonePlace(3)!)).toBeNull();
  });
});

/** Walls that a way crosses, with the floor and the piece of the way. */
function crossings(way: FoundWay): unknown[] {
  return way.legs.flatMap(({ floorId, points }) =>
    points.slice(1).flatMap((point, at) =>
      wallsOf(floorId)
        .filter(([a, b]) => segmentsCross(points[at], point, a, b))
        .map((wall) => [floorId, points[at], point, wall]),
    ),
  );
}

function wallsOf(floorId: number): [Point, Point][] {
  const { walls } = hospital.find(({ id }) => id === floorId)!;
  return walls.flatMap(({ points }) => points.slice(1).map((point, at): [Point, Point] => [points[at], point]));
}

function lengthOf(way: FoundWay): number {
  let metres = 0;
  for (const { points, leaveBy } of way.legs) {
    if (leaveBy?.kind === 'stairs') metres += 10;
    for (let at = 1; at < points.length; at++)
      metres += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
  }
  return metres;
}

function distance([x, y]: Point, a: Point, b: Point): number {
  const length2 = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
  const along = Math.max(0, Math.min(1, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length2));
  return Math.hypot(x - a[0] - along * (b[0] - a[0]), y - a[1] - along * (b[1] - a[1]));
}
