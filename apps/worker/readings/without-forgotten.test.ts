import { describe, expect, it } from 'vitest';
import type { ReadingsJob } from '#contracts/queue';
import { withoutForgotten } from './without-forgotten.js';

const job: ReadingsJob = {
  ...{ version: 1, id: 'c0ffee00-0000-4000-8000-000000000000', receivedAt: 1_000, baseMs: 1_000 },
  ...{ tagId: [1, 1, 2], readerId: [5, 6, 7], antenna: [0, 0, 0], rssiDbm: [-60, -61, -62], observedMs: [99, 100, 0] },
  ranges: { tagId: [1, 2], readerId: [5, 5], antenna: [0, 0], rangeM: [2, 3], observedMs: [0, 0] },
  readyMade: { tagId: [1, 1], floorId: [3, 3], x: [1, 2], y: [1, 2], accuracyM: [1, 1], observedMs: [50, 150] },
};

describe('readings of a tag that a person gave back', () => {
  it('are left out when they are from before, of every kind, and those of others stay', () => {
    expect(withoutForgotten(job, new Map([[1, 1_100]]))).toEqual({
      ...job,
      ...{ tagId: [1, 2], readerId: [6, 7], antenna: [0, 0], rssiDbm: [-61, -62], observedMs: [100, 0] },
      ranges: { tagId: [2], readerId: [5], antenna: [0], rangeM: [3], observedMs: [0] },
      readyMade: { tagId: [1], floorId: [3], x: [2], y: [2], accuracyM: [1], observedMs: [150] },
    });
  });

  it('leave the job as it is when nobody gave a tag of it back', () => {
    expect(withoutForgotten(job, new Map([[3, 5_000]]))).toBe(job);
  });
});
