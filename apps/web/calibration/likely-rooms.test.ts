import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { likelyRooms } from './likely-rooms.js';

/** Rooms side by side, 4 m wide each. */
const rooms: FloorDetail['zones'] = [1, 2, 3, 4, 5, 6].map((id) => ({
  id,
  key: `r${id}`,
  name: `Room ${id}`,
  kind: 'patient-room',
  department: null,
  polygon: [
    [id * 4, 0],
    [id * 4 + 4, 0],
    [id * 4 + 4, 5],
    [id * 4, 5],
  ],
}));
const ids = (place: Parameters<typeof likelyRooms>[0], count: number) =>
  likelyRooms(place, rooms, count).map(({ id }) => id);

describe('rooms offered for a label', () => {
  it('come by their probability, then by how near they are', () => {
    const zones = [
      { zoneId: 5, probability: 0.6 },
      { zoneId: 2, probability: 0.3 },
      { zoneId: 1, probability: 0.001 },
    ];
    expect(ids({ x: 22, y: 2, zoneId: 5, zones }, 4)).toEqual([5, 2, 4, 6]);
  });

  it('begin with the decided room where no probabilities are known', () => {
    expect(ids({ x: 11.5, y: 2, zoneId: 2, zones: [] }, 3)).toEqual([2, 3, 1]);
  });
});
