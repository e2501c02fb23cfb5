import { describe, expect, it } from 'vitest';
import { arrive } from './arrive.js';
import { explain, type Told } from './explain.js';
import { levelAt, smallHouse } from './house-for-tests.js';
import { decodeTagState, encodeTagState } from './state-codec.js';
import { step } from './step.js';
import { newTagState, type TagState } from './tag-state.js';

const startMs = Date.UTC(2026, 10, 20, 8);

/** What is stored of a tag that lay at a place for some seconds, and the position that was told of it. */
function heardAt(x: number, y: number, seconds: number, deaf: readonly number[] = []): { state: TagState; told: Told } {
  const house = smallHouse();
  const state = newTagState(7);
  let told: Told | null = null;
  for (let second = 0; second < seconds; second += 1) {
    for (let readerId = 100; readerId < 106; readerId += 1)
      if (!deaf.includes(readerId))
        arrive(state, startMs + second * 1000 + readerId, readerId, 0, levelAt(house, readerId, x, y));
    told = step(house, state, false)?.live?.position ?? told;
  }
  const stored = decodeTagState(7, encodeTagState(state))!;
  return { state: stored, told: told! };
}

describe('why a tag is told to be where it is', () => {
  it('names each reader with the level it heard and the level expected there, strongest first', () => {
    const { state, told } = heardAt(6, 6, 30);
    const why = explain(smallHouse(), state, told)!;
    expect(why.atRest).toBe(true);
    expect(why.readers).toHaveLength(6);
    expect(why.readers[0]).toMatchObject({ readerId: 100, heardAt: startMs + 29_100 });
    expect(why.readers[0].levelDbm).toBeCloseTo(levelAt(smallHouse(), 100, 6, 6) / 100, 1);
    expect(Math.abs(why.readers[0].expectedDbm! - why.readers[0].levelDbm)).toBeLessThan(8);
    expect(why.readers[0].distanceM).toBeLessThan(5);
    expect(why.readers.map(({ levelDbm }) => levelDbm)).toEqual(
      why.readers.map(({ levelDbm }) => levelDbm).toSorted((a, b) => b - a),
    );
    expect(why.missing).toEqual([]);
  });

  it('expects less of a tag that is known to be quiet', () => {
    const { state, told } = heardAt(6, 6, 30);
    state.settled!.level.offsetDb = 0;
    const usual = explain(smallHouse(), state, told)!;
    state.settled!.level.offsetDb = -6;
    const quiet = explain(smallHouse(), state, told)!;
    for (const { readerId, expectedDbm } of usual.readers)
      expect(quiet.readers.find((reader) => reader.readerId === readerId)!.expectedDbm).toBeCloseTo(expectedDbm! - 6);
  });

  it('names the readers that were expected to hear it and did not', () => {
    const { state, told } = heardAt(14, 10, 20, [101]);
    const { missing } = explain(smallHouse(), state, told)!;
    expect(missing.map(({ readerId }) => readerId)).toEqual([101]);
    expect(missing[0].expectedDbm).toBeGreaterThan(-85);
  });

  it('tells nothing of a floor that the house no longer has', () => {
    const { state, told } = heardAt(6, 6, 3);
    expect(explain(smallHouse(), state, { ...told, floorId: 9 })).toBeNull();
  });
});
