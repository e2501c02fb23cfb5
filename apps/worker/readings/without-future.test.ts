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

  it('leaves a job of ordinary times as it is', () => {
    const ordinary = { ...job, observedMs: [0, 10, 1500] };
    expect(withoutFuture(ordinary, now)).toBe(ordinary);
  });
});
