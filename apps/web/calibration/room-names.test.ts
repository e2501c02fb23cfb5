import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { RoomNames } from './room-names.js';

const square = (id: number, name: string, x: number, side: number): FloorDetail['zones'][number] => ({
  id,
  key: `z${id}`,
  name,
  kind: 'patient-room',
  department: null,
  polygon: [
    [x, 0],
    [x + side, 0],
    [x + side, side],
    [x, side],
  ],
});

const rooms = new RoomNames([square(1, 'Ward', 0, 10), square(2, 'Bay 10', 1, 2), square(3, 'Bay 9', 20, 4)]);

describe('rooms of places', () => {
  it('names the smallest room around a place', () => {
    expect(rooms.at(2, 1)).toMatchObject({ zone: { name: 'Bay 10' }, inside: true });
    expect(rooms.at(8, 8)).toMatchObject({ zone: { name: 'Ward' }, inside: true });
  });

  it('names the nearest room a few steps away, and none further off', () => {
    expect(rooms.at(18, 2)).toMatchObject({ zone: { name: 'Bay 9' }, inside: false });
    expect(rooms.at(15, 2)).toEqual({ zone: null, inside: false });
  });

  it('leads into the middle of a chosen room', () => {
    const middle = rooms.middleOf(3)!;
    expect(middle.x).toBeCloseTo(22, 1);
    expect(middle.y).toBeCloseTo(2, 1);
    expect(rooms.middleOf(99)).toBeNull();
  });

  it('lists rooms as people count them', () => {
    expect(rooms.byName().map(({ name }) => name)).toEqual(['Bay 9', 'Bay 10', 'Ward']);
  });
});
