import { describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.js';
import { startWorker } from '../support/processes.js';

describe('a worker', () => {
  it('starts on an empty database, takes every partition, and ends when it is asked to', async () => {
    const worker = await startWorker({ databaseUrl: await createDatabase('worker-start') });
    const held = async () => {
      const answer = await fetch(`${worker.address}/health/live`);
      return ((await answer.json()) as { partitions: number[] }).partitions;
    };
    await expect.poll(held).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    await worker.stop();
    expect(worker.output()).not.toMatch(/"level":50/);
  });
});
