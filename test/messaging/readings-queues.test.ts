import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Messaging } from '#messaging/open-messaging';
import { addNumbers, backends, emptyAddress, numberedJob, open, upTo } from './engines.js';

describe.each(backends)('readings queues over %s', (backend) => {
  let messaging: Messaging;
  let troubles: string[];

  beforeEach(async () => {
    troubles = [];
    messaging = await open(await emptyAddress(backend), { onTrouble: (error) => troubles.push(error.message) });
  });
  afterEach(() => messaging.close());

  it('hand out the jobs of each partition in the order in which they were added', async () => {
    const handled: number[][] = [[], []];
    await Promise.all(
      handled.map((numbers, partition) =>
        messaging.readings.consume(partition, async ([job]) => void numbers.push(job.receivedAt)),
      ),
    );
    for (let start = 0; start < 100; start += 20)
      await messaging.readings.add(
        upTo(20).map((index) => ({ partition: index % 2, job: numberedJob(start + index) })),
      );
    await expect.poll(() => handled.flat().length).toBe(100);
    expect(handled).toEqual([0, 1].map((rest) => upTo(100).filter((number) => number % 2 === rest)));
  });

  it('bring back exactly what was added', async () => {
    const job = { ...numberedJob(1), tagId: [1, 2], readerId: [3, 4], antenna: [0, 255], rssiDbm: [-127, 20] };
    const wide = { ...job, observedMs: [-604_800_000, 0] };
    await messaging.readings.add([{ partition: 1, job: wide }]);
    const handled: unknown[] = [];
    await messaging.readings.consume(1, async ([taken]) => void handled.push(taken));
    await expect.poll(() => handled).toEqual([wide]);
  });

  it('say at the start when the engine is not set up to keep what it accepts', () => {
    const memoryOnly = expect.stringContaining('set "appendonly yes" and "appendfsync always"');
    expect(messaging.warnings).toEqual(backend === 'redis' ? [memoryOnly] : []);
  });

  it('count what waits in each partition', async () => {
    await addNumbers(messaging, 1, upTo(3));
    expect(await messaging.readings.waiting()).toEqual(Int32Array.of(0, 3));
  });

  it('take a job that still waits only once', async () => {
    const job = numberedJob(1);
    await messaging.readings.add([{ partition: 0, job }]);
    await messaging.readings.add([{ partition: 0, job }]);
    expect(await messaging.readings.waiting()).toEqual(Int32Array.of(1, 0));
  });

  it('keep jobs when the process that added them has gone', async () => {
    const address = await emptyAddress(backend);
    const first = await open(address, { role: 'producer' });
    await addNumbers(first, 0, upTo(5));
    await first.close();
    const second = await open(address);
    const handled: number[] = [];
    await second.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await expect.poll(() => handled).toEqual(upTo(5));
    await second.close();
  });

  it('refuse a partition that does not exist, and then add nothing at all', async () => {
    const jobs = [0, 2].map((partition) => ({ partition, job: numberedJob(partition) }));
    await expect(messaging.readings.add(jobs)).rejects.toThrow('There is no partition 2; partitions go from 0 to 1.');
    expect(await messaging.readings.waiting()).toEqual(Int32Array.of(0, 0));
  });

  it('refuse jobs after closing instead of never answering', async () => {
    const closed = await open(await emptyAddress(backend));
    await closed.close();
    await expect(addNumbers(closed, 0, [1])).rejects.toThrow('closed');
  });

  it('give a failing handler the same job again before any later one', async () => {
    await addNumbers(messaging, 0, upTo(4));
    const tried: number[] = [];
    const began = performance.now();
    await messaging.readings.consume(0, async ([job]) => {
      tried.push(job.receivedAt);
      if (job.receivedAt === 1 && tried.length < 5) throw new Error('the database is away');
    });
    await expect.poll(() => tried).toEqual([0, 1, 1, 1, 1, 2, 3]);
    // The same trouble is told once in ten seconds.
    expect(new Set(troubles)).toEqual(new Set(['the database is away']));
    expect(troubles.length).toBeLessThanOrEqual(1 + (performance.now() - began) / 10_000);
  });

  it('set aside a job that nobody can read, and go on', async () => {
    await messaging.readings.add([{ partition: 0, job: { ...numberedJob(0), version: 2 as 1 } }]);
    await addNumbers(messaging, 0, [1]);
    const handled: number[] = [];
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await expect.poll(() => handled).toEqual([1]);
    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/^Job .* is not a readings job .* set aside as failed\.$/);
  });

  it('hand over together what waits together, and the same jobs again after a failure', async () => {
    const eager = await open(await emptyAddress(backend), { jobsAtOnce: 10 });
    await addNumbers(eager, 0, upTo(25));
    const handled: number[][] = [];
    let failures = 1;
    await eager.readings.consume(0, async (jobs) => {
      handled.push(jobs.map((job) => job.receivedAt));
      if (failures-- > 0) throw new Error('not this time');
    });
    await expect.poll(() => handled.length).toBe(4);
    const all = upTo(25);
    expect(handled).toEqual([all.slice(0, 10), all.slice(0, 10), all.slice(10, 20), all.slice(20)]);
    await addNumbers(eager, 0, [25]);
    await expect.poll(() => handled.at(-1)).toEqual([25]);
    await eager.close();
  });

  it('know when a partition is drained', async () => {
    let release = () => {};
    const consumer = await messaging.readings.consume(0, () => new Promise((resolve) => (release = resolve)));
    await expect.poll(() => consumer.idle()).toBe(true);
    await addNumbers(messaging, 0, [1]);
    await expect.poll(() => consumer.idle()).toBe(false);
    release();
    await expect.poll(() => consumer.idle()).toBe(true);
  });

  it('finish the job in hand on a gentle close, and leave the others', async () => {
    await addNumbers(messaging, 0, upTo(3));
    const handled: number[] = [];
    let finish: (() => void) | undefined;
    const consumer = await messaging.readings.consume(0, async ([job]) => {
      await new Promise<void>((resolve) => (finish = resolve));
      handled.push(job.receivedAt);
    });
    await expect.poll(() => finish !== undefined).toBe(true);
    expect((await messaging.readings.waiting())[0]).toBe(2);
    const closed = consumer.close({ finishCurrent: true });
    finish!();
    await closed;
    expect(handled).toEqual([0]);
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await expect.poll(() => handled).toEqual([0, 1, 2]);
  });

  it('leave the job in hand to the next consumer on a hasty close, which tells the handler', async () => {
    await addNumbers(messaging, 0, upTo(3));
    let inHand = false;
    let told = false;
    const consumer = await messaging.readings.consume(0, (_job, signal) => {
      inHand = true;
      signal.addEventListener('abort', () => (told = true));
      return new Promise(() => undefined);
    });
    // Not the count of waiting jobs: that falls a moment before the handler has the job.
    await expect.poll(() => inHand).toBe(true);
    expect((await messaging.readings.waiting())[0]).toBe(2);
    await consumer.close({ finishCurrent: false });
    expect(told).toBe(true);
    const handled: number[] = [];
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await expect.poll(() => handled).toEqual([0, 1, 2]);
  });

  it('stop a consumer whose handler keeps failing', async () => {
    await addNumbers(messaging, 0, [1]);
    let tries = 0;
    const consumer = await messaging.readings.consume(0, async () => {
      throw new Error(`try ${++tries}`);
    });
    await expect.poll(() => tries).toBeGreaterThan(2);
    await consumer.close({ finishCurrent: true });
    const handled: number[] = [];
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await expect.poll(() => handled).toEqual([1]);
  });
});
