import { expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { isUnsurePlace, placeChoices } from './place-choices.js';

const room = (id: number, name: string, left: number) =>
  ({
    id,
    name,
    polygon: [left, left + 5].flatMap((x) =>
      x === left
        ? [
            [x, 0],
            [x, 4],
          ]
        : [
            [x, 4],
            [x, 0],
          ],
    ),
  }) as unknown as FloorDetail['zones'][number];
const floor = { id: 1, zones: [room(10, 'Room 1', 0), room(11, 'Room 2', 5), room(12, 'Far', 50)] };
const chance = (zoneId: number, zoneName: string, probability: number) => ({ zoneId, zoneName, probability });
const told = (zones: ReturnType<typeof chance>[], more: object = {}) => ({
  ...{ floorId: 1, zoneId: 10 as number | null, zoneName: 'Room 1' as string | null, x: 2, y: 2, ambiguous: false },
  zones,
  ...more,
});

it('asks where only when another zone comes into question, or none is known', () => {
  expect(isUnsurePlace(told([]))).toBe(false);
  expect(isUnsurePlace(told([chance(10, 'Room 1', 0.95), chance(11, 'Room 2', 0.05)]))).toBe(false);
  expect(isUnsurePlace(told([chance(10, 'Room 1', 0.7), chance(11, 'Room 2', 0.3)]))).toBe(true);
  expect(isUnsurePlace(told([], { ambiguous: true }))).toBe(true);
  expect(isUnsurePlace(told([], { zoneId: null, zoneName: null }))).toBe(true);
});

it('offers the told place first, then the likely ones, then what is next door, each once', () => {
  const names = (choices: ReturnType<typeof placeChoices>) => choices.map(({ name }) => name);
  const known = told([chance(10, 'Room 1', 0.6), chance(12, 'Far', 0.35), chance(99, 'Never', 0.01)]);
  expect(names(placeChoices(known, floor))).toEqual(['Room 1', 'Far', 'Room 2']);
  expect(names(placeChoices(known, null))).toEqual(['Room 1', 'Far']);
  expect(names(placeChoices({ ...known, floorId: 2 }, floor))).toEqual(['Room 1', 'Far']);
  expect(placeChoices(told([], { zoneId: null, zoneName: null }), floor)[0]).toEqual({ zoneId: null, name: null });
});
