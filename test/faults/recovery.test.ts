import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Chain } from './chain.js';
import { type RecordedWalk, recordedWalk } from './recorded-walk.js';
import { type Backend, Servers, backends } from './servers.js';
import { type StoredRows, difference } from './stored-rows.js';

/** The same in all runs, so that their rows can be compared. */
const startMs = Math.floor(Date.now() / 1000) * 1000 - 600_000;

describe.each(backends)('the chain over %s, disturbed while a recording is replayed', (backend: Backend) => {
  let servers: Servers;
  let walk: RecordedWalk;
  let undisturbed: StoredRows;
  let chain: Chain;

  beforeAll(async () => {
    servers = await Servers.start(backend);
    walk = await recordedWalk(startMs);
    await prepare();
    await chain.start(1);
    await chain.send(walk.batches);
    undisturbed = await chain.settled((rows) => rows.positions.length === secondsHeard());
    await chain.close();
  });
  afterEach(() => chain.close());
  afterAll(() => servers.stop());

  async function prepare(): Promise<void> {
    chain = await Chain.prepare(await servers.emptyAddress(), walk);
  }

  /** The site keeps every fix: one position for each second in which a tag was heard. */
  function secondsHeard(): number {
    return new Set(walk.readings.map(({ tagKey, observedAt }) => `${tagKey} ${Math.floor(observedAt / 1000)}`)).size;
  }

  /** Everything that was accepted is there, and nothing of it twice or different. */
  async function expectTheSameAsUndisturbed(): Promise<void> {
    const same = (now: StoredRows) => Object.keys(difference(now, undisturbed)).length === 0;
    const rows = await chain.settled(same);
    try {
      expect(difference(rows, undisturbed)).toEqual({});
      expect(await chain.journalled()).toEqual(sentReadings());
      expect(chain.gateway.accepted).toBe(walk.readings.length);
    } catch (error) {
      console.error(chain.outputs());
      throw error;
    }
  }

  function sentReadings(): string[] {
    const lines = walk.readings.map((r) => `${r.tagKey} ${r.readerKey} ${r.observedAt} ${r.rssiDbm}`);
    return [...new Set(lines)].sort();
  }

  it('stores a position for every second in which a tag was heard, and its visits, when undisturbed', () => {
    expect(undisturbed.positions).toHaveLength(secondsHeard());
    expect(undisturbed.positions.length).toBeGreaterThan(450);
    expect(undisturbed.visits.length).toBeGreaterThanOrEqual(walk.tagKeys.length);
    expect(undisturbed.current).toHaveLength(walk.tagKeys.length);
  });

  it('stores the same when the worker is killed three times and another one is started', async () => {
    await prepare();
    await chain.start(1);
    const replaceWorker = async () => {
      await chain.killWorker(chain.workers[0]);
      await chain.startWorker();
    };
    await chain.send(walk.batches, { 30: replaceWorker });
    await replaceWorker();
    // Now between the last batch and the silence after which the last seconds are written.
    await chain.drained();
    await replaceWorker();
    await expectTheSameAsUndisturbed();
  });

  it('stores the same when one of two workers is killed and the other takes over', async () => {
    await prepare();
    await chain.start(2);
    await chain.send(walk.batches, { 40: () => chain.killWorker(chain.workers[0]) });
    await chain.partitionsTaken();
    await expectTheSameAsUndisturbed();
  });

  it('stores the same when the api is killed twice and started again', async () => {
    await prepare();
    await chain.start(1);
    const restartApi = async () => {
      await chain.api!.kill();
      await chain.startApi();
    };
    await chain.send(walk.batches, { 30: restartApi, 80: restartApi });
    expect(chain.gateway.failures).toBeGreaterThan(0);
    await expectTheSameAsUndisturbed();
  });

  it('stores the same when PostgreSQL is restarted, once in order and once as by a crash', async () => {
    await prepare();
    await chain.start(1);
    await chain.send(walk.batches, {
      30: () => servers.postgres.restart('fast'),
      80: () => servers.postgres.restart('immediate'),
    });
    await expectTheSameAsUndisturbed();
  });

  if (backend === 'redis')
    it('stores the same when Redis is restarted, once in order and once as by a crash', async () => {
      await prepare();
      await chain.start(1);
      await chain.send(walk.batches, {
        30: () => servers.redis!.restart('fast'),
        80: () => servers.redis!.restart('immediate'),
      });
      await expectTheSameAsUndisturbed();
    });

  it('stores the same when every batch is sent twice, and everything once more in other batches', async () => {
    await prepare();
    await chain.start(1);
    await chain.send(walk.batches.flatMap((batch) => [batch, batch]));
    chain.gateway.accepted = 0;
    const otherBatches: (typeof walk.readings)[] = [];
    for (let i = 0; i < walk.readings.length; i += 777) otherBatches.push(walk.readings.slice(i, i + 777));
    await chain.send(otherBatches);
    await expectTheSameAsUndisturbed();
  });

  it('stores the same when batches arrive in swapped order within two seconds', async () => {
    await prepare();
    await chain.start(1);
    const swapped = [...walk.batches];
    for (let i = 1; i + 1 < swapped.length; i += 2) [swapped[i], swapped[i + 1]] = [swapped[i + 1], swapped[i]];
    await chain.send(swapped);
    await expectTheSameAsUndisturbed();
  });
});
