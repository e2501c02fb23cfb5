import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '#contracts/readings';
import { PlacesStore } from '#storage/places-store';
import { Chain, partitionsOf } from './chain.js';
import { eventually } from './eventually.js';
import { type Backend, Servers, backends } from './servers.js';
import { heardAt, twoFloors } from './two-floors.js';

const startMs = Math.floor(Date.now() / 1000) * 1000 - 600_000;
const tagKeys = Array.from({ length: 8 }, (_, index) => `tag-${index}`);

describe.each(backends)('the running chain over %s', (backend: Backend) => {
  let servers: Servers;
  let chain: Chain;

  beforeAll(async () => {
    servers = await Servers.start(backend);
  });
  afterEach((context) => {
    if (context.task.result?.state === 'fail') console.error(chain.outputs());
    return chain.close();
  });
  afterAll(() => servers.stop());

  async function prepare(environment?: Record<string, string>): Promise<void> {
    chain = await Chain.prepare(await servers.emptyAddress(), { floors: twoFloors('ground'), tagKeys }, environment);
  }

  const asText = (readings: readonly Reading[]) =>
    readings.map((r) => `${r.tagKey} ${r.readerKey} ${r.observedAt} ${r.rssiDbm}`).sort();

  it('splits the partitions between two workers, and gives those of a leaving one to the other', async () => {
    await prepare();
    await chain.start(2);
    const [leaving, staying] = chain.workers;
    expect(await partitionsOf(leaving)).toHaveLength(2);

    const batches = Array.from({ length: 20 }, (_, second) =>
      tagKeys.flatMap((tagKey) => heardAt(tagKey, [5, 5], startMs + second * 1000, 1)),
    );
    await chain.send(batches, {
      8: async () => {
        chain.workers.splice(0, 1);
        await leaving.stop();
      },
    });
    await chain.partitionsTaken();
    expect(await partitionsOf(staying)).toEqual([0, 1, 2, 3]);
    const rows = await chain.settled(({ positions }) => positions.length === 20 * tagKeys.length);
    expect(rows.positions).toHaveLength(20 * tagKeys.length);
    expect(await chain.journalled()).toEqual(asText(batches.flat()));

    await chain.startWorker();
    await chain.partitionsTaken();
    expect(await partitionsOf(staying)).toHaveLength(2);
  });

  it('answers a reader that was moved to another floor from its new floor, and fills gaps from late readings', async () => {
    await prepare();
    await chain.start(1);
    const [moved, late] = tagKeys;
    const hear = () =>
      chain.gateway.send([{ readerKey: 'movable', tagKey: moved, rssiDbm: -62, observedAt: Date.now() }]);
    const floorIs = (name: string) => async () => {
      await hear();
      return (await chain.asset(moved)).position?.floorName === name;
    };
    expect(await eventually(floorIs('Ground floor'))).toBe(true);
    const store = new PlacesStore(chain.database);
    for (const { plan, svg } of twoFloors('upper')) await store.importFloorplan(plan, svg);
    expect(await eventually(floorIs('Upper floor'))).toBe(true);

    const now = Math.floor(Date.now() / 1000) * 1000;
    await chain.gateway.send(heardAt(late, [4, 4], now - 300_000, 10));
    await chain.gateway.send(heardAt(late, [16, 4], now - 100_000, 10));
    const lateRows = (rows: { positions: string[] }) => rows.positions.filter((row) => row.startsWith(`${late} `));
    await chain.settled((rows) => lateRows(rows).length === 20);
    const before = await chain.asset(late);
    await chain.gateway.send(heardAt(late, [10, 5], now - 200_000, 10));
    const rows = await chain.settled((found) => lateRows(found).length === 30);
    expect(lateRows(rows).filter((row) => row.endsWith(' true'))).toHaveLength(10);
    const { position } = await chain.asset(late);
    expect(position).toMatchObject({ x: before.position!.x, y: before.position!.y });
    expect(position!.observedAt).toBe(new Date(now - 100_000 + 9200).toISOString());
  });

  it('refuses what exceeds the backlog with 429 and a time to wait, and loses nothing it accepted', async () => {
    await prepare({ WARDMAP_BACKLOG_LIMIT: '3' });
    await chain.startApi();
    const accepted: Reading[] = [];
    let refusal: Response | undefined;
    let second = 0;
    const batch = () => tagKeys.flatMap((tagKey) => heardAt(tagKey, [5, 5], startMs + second * 1000, 1));
    await eventually(async () => {
      const answer = await chain.gateway.attempt(batch());
      if (answer.status === 202) {
        accepted.push(...batch());
        second += 1;
      } else refusal = answer;
      return answer.status !== 202;
    });
    expect(refusal!.status).toBe(429);
    expect(Number(refusal!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(accepted.length).toBeGreaterThan(0);

    await chain.startWorker();
    const refused = batch();
    await chain.gateway.send(refused);
    const expected = asText([...accepted, ...refused]);
    await eventually(async () => (await chain.journalled()).length === expected.length);
    expect(await chain.journalled()).toEqual(expected);
  });
});
