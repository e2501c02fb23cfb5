import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestDatabase } from '../support/database.js';
import { startApi, startWorker } from '../support/processes.js';
import type { TestRedis } from '../support/redis.js';
import { type BigHouse, type RunningChain, buildBigHouse, readersPerTag, readingsPerBatch, tags } from './big-house.js';
import { benchDrain } from './drain.js';
import type { BenchFigure } from './figure.js';
import { benchLive } from './live.js';
import { processed } from './processed.js';
import { Sender } from './sender.js';

const partitions = 8;
/** Requests under way at a time, as from as many gateways. */
const connections = 32;
const memoryLimitMb = 512;

/**
 * The whole chain (HTTP request to committed position) over one backend, beside BullMQ draining the same
 * batches with an empty processor on the same engine.
 * @throws Error when a reading was lost
 */
export async function benchChain(options: {
  backend: 'postgres' | 'redis';
  database: TestDatabase;
  redis: TestRedis | undefined;
  quick: boolean;
}): Promise<BenchFigure[]> {
  const { backend, database, redis, quick } = options;
  const batches = quick ? 1500 : 6000;
  const databaseUrl = await database.createDatabase(`chain_${backend}`);
  const redisUrl = backend === 'redis' ? await redis!.createDatabase() : undefined;
  const house = await buildBigHouse(databaseUrl);
  const environment = { WARDMAP_LOG_LEVEL: 'warn', WARDMAP_PARTITIONS: String(partitions) };
  const api = await startApi({ databaseUrl, redisUrl, environment });
  const worker = await startWorker({ databaseUrl, redisUrl, environment });
  const chain: RunningChain = { databaseUrl, house, api, worker };
  try {
    const load = new Load(house);
    // Every tag is heard once before the clock runs: its row exists and the code is warm.
    await runChain(chain, load.bodies(tags / (readingsPerBatch / readersPerTag)));
    const chainRates: number[] = [];
    const drainRates: number[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      drainRates.push(await drain(options, batches / (quick ? 1 : 3)));
      chainRates.push(await runChain(chain, load.bodies(batches / (quick ? 1 : 3))));
    }
    const rate = median(chainRates);
    const drained = median(drainRates);
    const figures: BenchFigure[] = [
      {
        name: `chain.${backend}`,
        value: Math.round(rate),
        unit: 'readings/s',
        baseline: { name: 'BullMQ drains the same batches with an empty processor', value: Math.round(drained) },
        ratio: rate / drained,
      },
    ];
    if (backend === 'postgres') figures.push(...(await benchLive(chain, rate / 2, quick)), ...memory(chain));
    return figures;
  } finally {
    await api.stop();
    await worker.stop();
  }
}

/** Makes batches in event order: each tag advertises once a second and is heard by its nearest readers. */
class Load {
  #advertisement = 0;
  readonly #startMs = Date.now() - 3_600_000;

  constructor(private readonly house: BigHouse) {}

  bodies(count: number): string[] {
    return Array.from({ length: Math.floor(count) }, () => {
      const readings: string[] = [];
      for (let heard = 0; heard < readingsPerBatch; heard += readersPerTag) {
        const second = Math.floor(this.#advertisement / tags);
        const tag = this.#advertisement % tags;
        const at = this.#startMs + second * 1000 + Math.floor((tag * 1000) / tags);
        readings.push(this.house.advertisements[tag][second % 4].replaceAll('{T}', String(at)));
        this.#advertisement += 1;
      }
      return `{"readings":[${readings.join(',')}]}`;
    });
  }
}

/** Sends the batches and waits until the last reading is committed. @returns readings per second. */
async function runChain({ house, api, worker, databaseUrl }: RunningChain, bodies: string[]): Promise<number> {
  const before = await processed(worker);
  const sender = new Sender(api.address, house.key, connections);
  const startedAt = performance.now();
  await sender.sendAll(bodies, connections);
  const sent = bodies.length * readingsPerBatch;
  if (sender.accepted !== sent) throw new Error(`${sent} readings were sent, ${sender.accepted} accepted`);
  while ((await processed(worker)) - before < sent) await sleep(20);
  const seconds = (performance.now() - startedAt) / 1000;
  sender.close();
  const stored = await storedTags(databaseUrl);
  if (stored < tags) throw new Error(`${tags} tags were heard, ${stored} have a position`);
  return sent / seconds;
}

async function storedTags(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ tags: number }>('SELECT count(*)::int AS tags FROM current_position');
  await client.end();
  return rows[0].tags;
}

async function drain(
  { backend, database, redis }: { backend: 'postgres' | 'redis'; database: TestDatabase; redis: TestRedis | undefined },
  batches: number,
): Promise<number> {
  const url = backend === 'redis' ? await redis!.createDatabase() : await database.createDatabase('drain');
  const { readingsPerSecond } = await benchDrain({ backend, url, batches, readingsPerBatch, partitions, quick: true });
  return readingsPerSecond;
}

function memory({ api, worker }: RunningChain): BenchFigure[] {
  return [['memory.api', api] as const, ['memory.worker', worker] as const].map(([name, process]) => {
    const value = residentMb(process.pid);
    return {
      name,
      value,
      unit: `MB at ${tags} tags`,
      baseline: { name: `limit of ${memoryLimitMb} MB`, value: memoryLimitMb },
      ratio: value / memoryLimitMb,
    };
  });
}

function residentMb(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(match?.[1] ?? 0) / 1024);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
