import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { nearSchema } from '#contracts/search';
import { departmentOf, nearPoint, placesToChoose, pointOf } from './near.js';

const square = (x: number): [number, number][] => [
  [x, 0],
  [x + 4, 0],
  [x + 4, 4],
  [x, 4],
];
const floor = {
  id: 3,
  siteId: 1,
  siteName: 'North',
  name: 'First floor',
  zones: [
    { id: 1, key: 'a', name: 'Room 10', kind: 'patient-room', department: 'Ward 2B', polygon: square(0) },
    { id: 2, key: 'b', name: 'Room 9', kind: 'patient-room', department: 'Ward 2A', polygon: square(5) },
    { id: 4, key: 'c', name: 'Lift 1', kind: 'lift', department: null, polygon: square(10) },
  ],
} as unknown as FloorDetail;

describe('where somebody is', () => {
  it('is a tapped point with the name of its room, or of its floor outside all rooms', () => {
    expect(nearPoint(floor, 1.234, 2)).toEqual({ near: 'floor:3,1.2,2.0', name: 'Room 10' });
    expect(nearPoint(floor, -1, 2).name).toBe('First floor');
    expect(nearSchema.safeParse(nearPoint(floor, -1, 2).near).success).toBe(true);
    expect(pointOf(nearPoint(floor, -1, 2).near)).toEqual({ floorId: 3, x: -1, y: 2 });
  });

  it('has no point of its own when a ward or a room was chosen', () => {
    expect(pointOf('zone:4')).toBeNull();
    expect(pointOf('floor:4')).toBeNull();
    expect(departmentOf('department:Ward 2A')).toBe('Ward 2A');
    expect(departmentOf('department@7:Ward: 2A')).toBe('Ward: 2A');
    expect(departmentOf('zone:4')).toBeNull();
  });

  it('is chosen among wards, then rooms by number, never among lifts', () => {
    expect(placesToChoose([floor], '').map(({ near }) => near)).toEqual([
      'department:Ward 2A',
      'department:Ward 2B',
      'zone:2',
      'zone:1',
    ]);
    expect(placesToChoose([floor], 'first 10').map(({ name }) => name)).toEqual(['Room 10']);
  });

  it('is a ward of one site where two sites have one of the same name, and says on which site a room is', () => {
    const south = {
      ...floor,
      id: 4,
      siteId: 2,
      siteName: 'Süd',
      name: 'Ground floor',
      zones: [{ ...floor.zones[0], id: 9, name: 'Room 11' }],
    };
    const places = placesToChoose([floor, south], '');
    expect(places.slice(0, 3)).toEqual([
      { near: 'department:Ward 2A', name: 'Ward 2A', detail: 'First floor · North' },
      { near: 'department@1:Ward 2B', name: 'Ward 2B, North', detail: 'First floor · North' },
      { near: 'department@2:Ward 2B', name: 'Ward 2B, Süd', detail: 'Ground floor · Süd' },
    ]);
    for (const { near } of places) expect(nearSchema.safeParse(near).success).toBe(true);
    expect(placesToChoose([floor, south], 'sud 2b').map(({ near }) => near)).toEqual(['department@2:Ward 2B']);
    expect(placesToChoose([floor, south], 'room 11')).toEqual([
      { near: 'zone:9', name: 'Room 11', detail: 'Ground floor · Süd' },
    ]);
  });
});
