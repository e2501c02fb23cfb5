import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingsJobSchema } from '#contracts/queue';
import { GroupCommit, type PartitionJob } from './group-commit.js';
import { ReadyMadeColumns } from '../ready-made/ready-made-columns.js';
import { ReadingColumns } from './reading-columns.js';

const at = Date.parse('2026-11-20T12:00:00Z');

/** Readings of tags, each tag in the partition of its number. */
function batch(tags: number[], observedAt = at): ReadingColumns {
  const columns = new ReadingColumns();
  tags.forEach((tag, row) => {
    columns.tagId[row] = tag;
    columns.partition[row] = tag % 4;
    columns.readerId[row] = row;
    columns.rssiDbm[row] = -60;
    columns.observedAt[row] = observedAt + row;
  });
  columns.count = tags.length;
  return columns;
}

/** Positions from another engine, of tags as above. */
function places(tags: number[]): ReadyMadeColumns {
  const columns = new ReadyMadeColumns();
  tags.forEach((tag, row) => {
    columns.tagId[row] = tag;
    columns.partition[row] = tag % 4;
    columns.floorId[row] = 7;
    columns.x[row] = tag;
    columns.accuracyM[row] = 0.3;
    columns.observedAt[row] = at - 500;
  });
  columns.count = tags.length;
  return columns;
}

/** A queue that confirms or fails when it is told to. */
class ManualQueue {
  readonly calls: { jobs: PartitionJob[]; confirm: () => void; fail: (error: Error) => void }[] = [];
  readonly add = (jobs: PartitionJob[]) =>
    new Promise<void>((confirm, fail) => void this.calls.push({ jobs, confirm, fail }));
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
async function stateOf(promise: Promise<void>): Promise<string> {
  return Promise.race([
    promise.then(
      () => 'durable',
      () => 'refused',
    ),
    turn().then(() => 'waiting'),
  ]);
}

describe('group commit', () => {
  it('makes one job per partition of all that came together, and confirms when the queue does', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add });
    const first = groups.commit(batch([1, 2, 5]), at);
    const second = groups.commit(batch([9, 4]), at + 1);
    await turn();
    expect(queue.calls).toHaveLength(1);
    const { jobs, confirm } = queue.calls[0];
    expect(jobs.map(({ partition, job }) => [partition, job.tagId])).toEqual([
      [0, [4]],
      [1, [1, 5, 9]],
      [2, [2]],
    ]);
    for (const { job } of jobs) expect(readingsJobSchema.parse(job).receivedAt).toBe(at + 1);
    expect(await stateOf(first)).toBe('waiting');
    confirm();
    expect([await stateOf(first), await stateOf(second)]).toEqual(['durable', 'durable']);
  });

  it('lets levels, distances and positions of other engines share a job, each with its own columns', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add });
    const readings = batch([1, 5]);
    readings.rangeM[1] = 4.25;
    readings.rssiDbm[1] = NaN;
    void groups.commit(readings, at);
    void groups.commitReadyMade(places([9]), at);
    await turn();
    expect(queue.calls[0].jobs).toHaveLength(1);
    expect(readingsJobSchema.parse(queue.calls[0].jobs[0].job)).toMatchObject({
      baseMs: at - 500,
      tagId: [1],
      rssiDbm: [-60],
      observedMs: [500],
      ranges: { tagId: [5], readerId: [1], rangeM: [4.25], observedMs: [501] },
      readyMade: { tagId: [9], floorId: [7], x: [9], y: [0], accuracyM: [0.3], observedMs: [0] },
    });
    queue.calls[0].confirm();
    await groups.drain();
  });

  it('gathers what comes while a flush is on its way into the next one', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add });
    const first = groups.commit(batch([1]), at);
    await turn();
    const later = [groups.commit(batch([1]), at), groups.commit(batch([1]), at)];
    await turn();
    expect(queue.calls).toHaveLength(1);
    queue.calls[0].confirm();
    await first;
    await turn();
    expect(queue.calls[1].jobs[0].job.tagId).toEqual([1, 1]);
    queue.calls[1].confirm();
    await Promise.all(later);
    await groups.drain();
  });

  it('holds small groups together that follow a flush closely, until they are large enough', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 3_600_000, enoughReadings: 5, add: queue.add });
    const first = groups.commit(batch([1]), at);
    await turn();
    queue.calls[0].confirm();
    await first;
    const small = groups.commit(batch([2]), at);
    await turn();
    expect(queue.calls).toHaveLength(1);
    const more = groups.commit(batch([2, 2, 2, 2]), at);
    await turn();
    expect(queue.calls[1].jobs.map(({ job }) => job.tagId)).toEqual([[2, 2, 2, 2, 2]]);
    queue.calls[1].confirm();
    await Promise.all([small, more]);
    await groups.drain();
  });

  it('refuses exactly the requests of a flush that failed, with 503 and a time to come again', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add });
    const first = groups.commit(batch([1]), at);
    await turn();
    const second = groups.commit(batch([2]), at);
    queue.calls[0].fail(new Error('the disk is full'));
    await expect(first).rejects.toMatchObject({ problem: { status: 503 }, headers: { 'Retry-After': '2' } });
    await turn();
    queue.calls[1].confirm();
    expect(await stateOf(second)).toBe('durable');
  });

  it('gives up on a queue that does not answer, and does not send what was refused', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add, timeoutMs: 20 });
    const first = groups.commit(batch([1]), at);
    await turn();
    const second = groups.commit(batch([2]), at);
    await expect(first).rejects.toMatchObject({ problem: { status: 503 } });
    await expect(second).rejects.toMatchObject({ problem: { status: 503 } });
    queue.calls[0].confirm();
    await groups.drain();
    expect(queue.calls).toHaveLength(1);
    expect(groups.hasRoomFor(200_000)).toBe(true);
  });

  it('knows when its memory is full', async () => {
    const queue = new ManualQueue();
    const groups = new GroupCommit({ partitions: 4, lingerMs: 0, add: queue.add, maxGathered: 5 });
    const first = groups.commit(batch([1, 1, 1]), at);
    expect([groups.hasRoomFor(2), groups.hasRoomFor(3)]).toEqual([true, false]);
    await turn();
    queue.calls[0].confirm();
    await first;
    await groups.drain();
    expect(groups.hasRoomFor(5)).toBe(true);
  });

  it('carries every reading once, in order for each tag, in jobs of bounded size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }), { maxLength: 10 }),
        async (batches) => {
          const sent: [number, number][] = [];
          const groups = new GroupCommit({
            partitions: 4,
            maxReadingsPerJob: 7,
            add: async (jobs) => {
              for (const { job } of jobs) {
                expect(job.tagId.length).toBeLessThanOrEqual(7);
                expect(Math.min(...job.observedMs)).toBe(0);
                job.tagId.forEach((tag, row) => sent.push([tag, job.baseMs + job.observedMs[row]]));
              }
            },
          });
          let time = at;
          const wanted: [number, number][] = [];
          const columns = new ReadingColumns();
          for (const tags of batches) {
            // The door uses one set of columns for all requests.
            const next = batch(tags, time);
            for (const name of ['tagId', 'partition', 'readerId', 'rssiDbm', 'observedAt'] as const)
              columns[name].set(next[name]);
            columns.count = next.count;
            tags.forEach((tag, row) => wanted.push([tag, time + row]));
            time += 100;
            void groups.commit(columns, time);
          }
          await groups.drain();
          for (let tag = 1; tag <= 9; tag++)
            expect(sent.filter(([one]) => one === tag)).toEqual(wanted.filter(([one]) => one === tag));
        },
      ),
    );
  });
});
