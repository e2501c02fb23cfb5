import { describe, expect, it } from 'vitest';
import type { ReadingsJob } from '#contracts/queue';
import { withoutFuture } from './without-future.js';

const now = Date.UTC(2026, 0, 5, 8);
const job: ReadingsJob = {
  version: 1,
  id: '5f0c5a0e-7a53-4f0f-9a86-3c1d5a7e2b10',
  receivedAt: now,
  baseMs: now - 1000,
  tagId: [1, 2, 3],
  readerId: [11, 12, 13],
  antenna: [0, 1, 2],
  rssiDbm: [-60, -61, -62],
  observedMs: [0, 3_600_000, 1500],
};

describe('withoutFuture', () => {
  it('takes out what lies more than a minute ahead, and nothing else', () => {
    expect(withoutFuture(job, now)).toEqual({
      ...job,
      tagId: [1, 3],
      readerId: [11, 13],
      antenna: [0, 2],
      rssiDbm: [-60, -62],
      observedMs: [0, 1500],
    });
  });

  it('does so with distances and places of other engines too', () => {
    const ranges = { tagId: [1, 2], readerId: [11, 12], antenna: [0, 0], rangeM: [4, 5], observedMs: [3_600_000, 0] };
    const readyMade = { tagId: [3], floorId: [1], x: [0], y: [0], accuracyM: [1], observedMs: [3_600_000] };
    const past = withoutFuture({ ...job, observedMs: [0, 0, 0], ranges, readyMade }, now);
    expect(past.tagId).toEqual([1, 2, 3]);
    expect(past.ranges).toEqual({ tagId: [2], readerId: [12], antenna: [0], rangeM: [5], observedMs: [0] });
    expect(past.readyMade).toEqual({ tagId: [], floorId: [], x: [], y: [], accuracyM: [], observedMs: [] });
  });

  it('leaves a job of ordinary times as it is', () => {
    const ordinary = { ...job, observedMs: [0, 10, 1500] };
    expect(withoutFuture(ordinary, now)).toBe(ordinary);
  });
});
