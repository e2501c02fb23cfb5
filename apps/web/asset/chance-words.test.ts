import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { chanceWords, shownChances } from './chance-words.js';

type Zone = FloorDetail['zones'][number];
const room = (id: number, minX: number): Zone => ({
  id,
  key: `${id}`,
  name: `Room ${id}`,
  kind: 'patient-room',
  department: null,
  polygon: [
    [minX, 0],
    [minX + 5, 0],
    [minX + 5, 5],
    [minX, 5],
  ],
});
const zones = [room(204, 0), room(206, 5), room(290, 60)];
const chance = (zoneId: number, probability: number) => ({ zoneId, zoneName: `Room ${zoneId}`, probability });

describe('the chances of rooms in words', () => {
  it('name the likeliest room first and say which are next door', () => {
    expect(chanceWords([chance(204, 0.62), chance(206, 0.3)], zones)).toBe(
      'In Room 204 (62 %), or next door in Room 206 (30 %)',
    );
    expect(chanceWords([chance(204, 0.5), chance(206, 0.3), chance(290, 0.2)], zones)).toBe(
      'In Room 204 (50 %), or next door in Room 206 (30 %), or in Room 290 (20 %)',
    );
  });

  it('call nothing next door while the floor is not known', () => {
    expect(chanceWords([chance(204, 0.62), chance(206, 0.3)], undefined)).toBe(
      'In Room 204 (62 %), or in Room 206 (30 %)',
    );
  });

  it('are silent when nothing is known', () => {
    expect(chanceWords([], zones)).toBeNull();
    expect(shownChances([chance(204, 0.03)])).toEqual([]);
  });

  it('sum up what is unlikely as elsewhere', () => {
    const list = shownChances([chance(204, 0.5), chance(206, 0.2), chance(290, 0.04), chance(291, 0.03)]);
    expect(list.map(({ name, percent }) => [name, percent])).toEqual([
      ['Room 204', 50],
      ['Room 206', 20],
      ['Elsewhere', 30],
    ]);
    expect(shownChances([chance(204, 0.97)])).toHaveLength(1);
  });
});
