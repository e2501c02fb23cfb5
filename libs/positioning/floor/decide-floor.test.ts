import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideFloor } from './decide-floor.js';
import { floorReaders } from './floor-levels.js';
import { type FloorState, decodeFloorState, encodeFloorState } from './floor-state.js';
import type { ShaftNearness } from './shafts.js';

/** Readers 0-4 on floor 1, 5-9 on floor 2, 10-14 on floor 3. */
const readers = floorReaders(Int32Array.from({ length: 15 }, (_, reader) => 1 + Math.floor(reader / 5)));

function heardFrom(levels: Record<number, number>) {
  const heard = Object.keys(levels).map(Number);
  return { count: heard.length, readers: heard, levelsDbm: Object.values(levels), packets: heard.map(() => 3) };
}

const onFloor1 = { 0: -62, 1: -70, 2: -74, 5: -82, 6: -88, 7: -90 };
const onFloor2 = { 0: -82, 1: -88, 2: -90, 5: -62, 6: -70, 7: -74 };
/** The nearest reader and the next one of floor 1 have failed. */
const onFloor1Failed = { 2: -74, 3: -86, 5: -82, 6: -88, 7: -90 };

interface Stretch {
  heard: Record<number, number>;
  fixes: number;
  everyS?: number;
  nearness?: ShaftNearness;
  atRest?: boolean;
}

/** Floors decided fix by fix. */
function follow(stretches: Stretch[], start: FloorState | null = null) {
  let state = start;
  let atMs = state?.atMs ?? 1_000_000;
  const floors: number[] = [];
  for (const { heard, fixes, everyS = 1, nearness = 'away', atRest = false } of stretches)
    for (let fix = 0; fix < fixes; fix++) {
      atMs += everyS * 1000;
      state = decideFloor(state, readers, heardFrom(heard), atMs, nearness, atRest);
      floors.push(state.floorId);
    }
  return { floors, state: state! };
}

const firstOf = (floors: number[], floor: number) => floors.indexOf(floor);

describe('decideFloor', () => {
  it('starts on the floor that hears the tag best', () => {
    expect(follow([{ heard: onFloor2, fixes: 1 }]).floors).toEqual([2]);
  });

  it('follows a tag through a lift within seconds', () => {
    const { floors } = follow([
      { heard: onFloor1, fixes: 120, nearness: 'near' },
      { heard: onFloor2, fixes: 10, nearness: 'near' },
    ]);
    expect(floors.slice(0, 120).every((floor) => floor === 1)).toBe(true);
    expect(firstOf(floors.slice(120), 2)).toBeGreaterThanOrEqual(1);
    expect(firstOf(floors.slice(120), 2)).toBeLessThan(6);
  });

  it('asks for sustained evidence away from lifts and stairs, and for less where the plan shows none', () => {
    const goes = (nearness: ShaftNearness) =>
      firstOf(
        follow([
          { heard: onFloor1, fixes: 300, nearness },
          { heard: onFloor2, fixes: 600, nearness },
        ]).floors,
        2,
      ) - 300;
    expect(goes('unknown')).toBeGreaterThan(3);
    expect(goes('unknown')).toBeLessThan(20);
    expect(goes('away')).toBeGreaterThan(45);
    expect(goes('away')).toBeLessThan(180);
  });

  it('holds a tag at rest when readers near it fail, even beside a lift and for hours', () => {
    for (const nearness of ['near', 'away', 'unknown'] as const) {
      const { floors } = follow([
        { heard: onFloor1, fixes: 200, everyS: 5, nearness, atRest: true },
        { heard: onFloor1Failed, fixes: 2000, everyS: 5, nearness, atRest: true },
        { heard: onFloor1, fixes: 200, everyS: 5, nearness, atRest: true },
      ]);
      expect(new Set(floors)).toEqual(new Set([1]));
    }
  });

  it('holds a tag at rest when its whole floor falls silent', () => {
    const { floors } = follow([
      { heard: onFloor1, fixes: 200, everyS: 5, atRest: true },
      { heard: { 5: -82, 6: -88, 7: -90 }, fixes: 400, everyS: 5, atRest: true },
    ]);
    expect(new Set(floors)).toEqual(new Set([1]));
  });

  it('takes a first answer back that later windows contradict', () => {
    const { floors } = follow([
      { heard: { 5: -84 }, fixes: 1, everyS: 5, atRest: true },
      { heard: onFloor1, fixes: 6, everyS: 5, atRest: true },
    ]);
    expect(floors[0]).toBe(2);
    expect(floors.at(-1)).toBe(1);
  });

  it('lets the first windows decide together of a tag that is hardly heard', () => {
    const { floors } = follow([
      { heard: { 5: -94 }, fixes: 1, everyS: 30, atRest: true },
      { heard: { 0: -94 }, fixes: 4, everyS: 30, atRest: true },
      { heard: { 5: -94 }, fixes: 1, everyS: 30, atRest: true },
      { heard: { 0: -94 }, fixes: 200, everyS: 30, atRest: true },
      { heard: { 5: -94 }, fixes: 3, everyS: 30, atRest: true },
    ]);
    expect(floors[0]).toBe(2);
    expect(new Set(floors.slice(4))).toEqual(new Set([1]));
  });

  it('finds a tag again that was carried off unheard', () => {
    const { floors } = follow([
      { heard: onFloor1, fixes: 100 },
      { heard: onFloor2, fixes: 1, everyS: 600 },
      { heard: onFloor2, fixes: 6, everyS: 5 },
    ]);
    expect(floors.at(-1)).toBe(2);
  });

  it('goes on exactly after a restart, whatever was heard, and does not depend on the order of the readers', () => {
    const window = fc.uniqueArray(fc.tuple(fc.nat(14), fc.integer({ min: -100, max: -50 })), {
      minLength: 1,
      selector: ([reader]) => reader,
    });
    fc.assert(
      fc.property(fc.array(window, { minLength: 2, maxLength: 30 }), fc.boolean(), (windows, atRest) => {
        let state: FloorState | null = null;
        let restored: FloorState | null = null;
        windows.forEach((pairs, index) => {
          const heard = (list: typeof pairs) => ({
            count: list.length,
            readers: list.map(([reader]) => reader),
            levelsDbm: list.map(([, level]) => level),
            packets: list.map(() => 1),
          });
          const atMs = 1000 * (index + 1) ** 2;
          state = decideFloor(state, readers, heard(pairs), atMs, 'near', atRest);
          restored = decideFloor(
            restored && decodeFloorState(encodeFloorState(restored)),
            readers,
            heard(pairs.toReversed()),
            atMs,
            'near',
            atRest,
          );
          expect(restored).toEqual(state);
        });
      }),
    );
  });

  it('refuses to decide from nothing', () => {
    expect(() => decideFloor(null, readers, heardFrom({}), 0, 'unknown', false)).toThrow('at least one reader');
  });
});
