import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Socket, io } from 'socket.io-client';
import { type ClientToServer, type ServerToClient, floorFrameSchema, livePath } from '#contracts/live';
import { type RunningChain, readersPerTag, readingsPerBatch, tags } from './big-house.js';
import type { BenchFigure } from './figure.js';
import { processed } from './processed.js';
import { Sender } from './sender.js';

const clients = 100;
/** As many gateways send at a time; each waits for its answer before its next batch. */
const connections = 64;
const limitMs = 500;

type Client = Socket<ServerToClient, ClientToServer>;

/**
 * Time from sending a reading to its frame on a client's socket, with 100 clients spread over the floors,
 * at half of the load that the chain sustains.
 */
export async function benchLive(
  chain: RunningChain,
  readingsPerSecond: number,
  quick: boolean,
): Promise<BenchFigure[]> {
  const sockets = await connect(chain);
  /** When a tag's observation was handed to the sender, by tag and time of the observation. */
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const clock: ServerToClient['floor:frame'] = (frame) => {
    const now = performance.now();
    const { fixes, moves, heard } = floorFrameSchema.parse(frame);
    const places = [...fixes, ...moves].map(([tagId, , , , , observedAt]) => [tagId, observedAt]);
    for (const [tagId, observedAt] of [...places, ...heard]) {
      const sent = sentAt.get(`${tagId}@${observedAt}`);
      if (sent !== undefined) latencies.push(now - sent);
    }
  };
  // Every client receives and decodes all its frames; the first of each floor also looks at the clock.
  for (const socket of sockets.slice(0, chain.house.floorIds.length)) socket.on('floor:frame', clock);

  // Until every tag was heard once at this pace the chain is busy with tags that come back after an hour (their
  // visits end and begin), and with the snapshots of a hundred clients that joined at once.
  const everyTagS = (tags * readersPerTag) / readingsPerSecond;
  const before = await processed(chain.worker);
  const sent = await load(chain, readingsPerSecond, 2 * everyTagS + 2, null);
  // The first fix of a tag searches its whole floor: that storm is over when all of it is worked off.
  while ((await processed(chain.worker)) - before < sent) await sleep(50);
  await load(chain, readingsPerSecond, quick ? 5 : 15, sentAt);
  await sleep(1500);
  for (const socket of sockets) socket.disconnect();
  if (latencies.length === 0) throw new Error('no reading reached a socket');
  latencies.sort((a, b) => a - b);
  return [50, 95, 99].map((percent) => {
    const value = Math.round(latencies[Math.min(latencies.length - 1, Math.floor((latencies.length * percent) / 100))]);
    return {
      name: `latency.live.p${percent}`,
      value,
      unit: `ms at ${Math.round(readingsPerSecond)} readings/s, ${clients} clients`,
      baseline: { name: `limit of ${limitMs} ms`, value: limitMs },
      ratio: value / limitMs,
    };
  });
}

async function connect({ api, house }: RunningChain): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const socket: Client = io(api.address, {
        path: livePath,
        transports: ['websocket'],
        extraHeaders: { authorization: `Bearer ${house.key}` },
        forceNew: true,
      });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      const floorId = house.floorIds[index % house.floorIds.length];
      const answer = await socket.emitWithAck('floor:join', { floorId });
      if ('error' in answer) throw new Error(`A client could not join floor ${floorId}: ${answer.error}`);
      return socket;
    }),
  );
}

/**
 * Tags advertise in turn, at the pace of the load; each is heard by its nearest readers in one batch with others.
 * @returns how many readings were sent
 */
async function load(
  { api, house }: RunningChain,
  readingsPerSecond: number,
  seconds: number,
  sentAt: Map<string, number> | null,
): Promise<number> {
  const sender = new Sender(api.address, house.key, connections);
  const everyMs = (readingsPerBatch / readingsPerSecond) * 1000;
  const startedAt = performance.now();
  const under: Promise<void>[] = [];
  const batches = Math.floor((seconds * 1000) / everyMs);
  let tag = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const wait = startedAt + batch * everyMs - performance.now();
    if (wait > 1) await sleep(wait);
    const observedAt = Date.now();
    const readings: string[] = [];
    for (let heard = 0; heard < readingsPerBatch; heard += readersPerTag) {
      readings.push(house.advertisements[tag][batch % 4].replaceAll('{T}', String(observedAt)));
      sentAt?.set(`${house.tagIds[tag]}@${observedAt}`, performance.now());
      tag = (tag + 1) % tags;
    }
    under.push(sender.send(`{"readings":[${readings.join(',')}]}`));
  }
  await Promise.all(under);
  sender.close();
  return batches * readingsPerBatch;
}
