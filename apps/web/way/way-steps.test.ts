import { describe, expect, it } from 'vitest';
import type { Way } from '#contracts/search';
import { stretchesOf, waySteps, type WayZone } from './way-steps.js';

const box = (id: number, name: string, kind: string, x0: number, y0: number, x1: number, y1: number): WayZone => ({
  id,
  name,
  kind,
  polygon: [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ],
});
// A corridor from west to east, a room south of its west end, a room north of its east end, a lift at its east end.
const floor = [
  box(1, 'Corridor', 'corridor', 0, 5, 30, 7.5),
  box(2, 'Store', 'storage', 0, 0, 5, 4.9),
  box(3, 'Room 7', 'patient-room', 20, 7.6, 26, 13),
  box(4, 'Lift 1', 'lift', 30.1, 5, 33, 7.5),
];
const leg = (points: [number, number][]): Way['legs'][number] => ({
  floorId: 1,
  floorName: 'First floor',
  points,
  leaveBy: null,
});
const way = (legs: Way['legs']): Way => ({ metres: 30, seconds: 40, legs, straight: false });

describe('a way in words', () => {
  it('leaves by the door, goes along the corridor and ends in the room, with the turns as a walker takes them', () => {
    const points: [number, number][] = [
      [2, 2],
      [2, 6.2],
      [23, 6.2],
      [23, 10],
    ];
    expect(waySteps(way([leg(points)]), () => floor)).toEqual([
      { kind: 'leave', floorId: 1, from: 'Store', to: 'Corridor', turn: 'right' },
      { kind: 'arrive', floorId: 1, zone: 'Room 7', turn: 'left' },
    ]);
  });

  it('says which lift to take, and goes on upstairs without naming the lift twice', () => {
    const up = {
      ...leg([
        [8, 6.2],
        [31.5, 6.2],
      ]),
      leaveBy: { kind: 'lift', name: 'Lift 1', toFloorId: 2, toFloorName: 'Second floor' } as const,
    };
    const above = {
      ...leg([
        [31.5, 6.2],
        [2, 6.2],
        [2, 2],
      ]),
      floorId: 2,
    };
    const steps = waySteps(way([up, above]), () => floor);
    expect(steps).toMatchObject([
      { kind: 'along', floorId: 1, zone: 'Corridor', turn: 'on' },
      { kind: 'change', by: 'lift', name: 'Lift 1', toFloorId: 2, toFloorName: 'Second floor' },
      { kind: 'along', floorId: 2, zone: 'Corridor' },
      { kind: 'arrive', floorId: 2, zone: 'Store', turn: 'left' },
    ]);
    expect((steps[0] as { metres: number }).metres).toBeCloseTo(22, 0);
  });

  it('ends where it begins when both are in one room, and says nothing of a straight line', () => {
    const points: [number, number][] = [
      [1, 1],
      [3, 3],
    ];
    expect(waySteps(way([leg(points)]), () => floor)).toEqual([
      { kind: 'arrive', floorId: 1, zone: 'Store', turn: 'on' },
    ]);
    expect(waySteps({ ...way([leg(points)]), straight: true }, () => floor)).toEqual([]);
    expect(waySteps(way([leg(points)]), () => null)).toEqual([{ kind: 'arrive', floorId: 1, zone: null, turn: 'on' }]);
  });

  it('takes no notice of a corner that is cut', () => {
    const points: [number, number][] = [
      [2, 2],
      [2, 6.2],
      [19.5, 6.2],
      [20.2, 7.7],
      [20.9, 6.2],
      [28, 6.2],
    ];
    expect(stretchesOf(points, floor).map(({ zone }) => zone.name)).toEqual(['Store', 'Corridor']);
  });
});
