import type { Reading } from '#contracts/readings';
import { type AssetView, type RegisterAssets, assetListSchema } from '#contracts/assets';
import { type Messaging, openMessaging } from '#messaging/open-messaging';
import { AssetStore } from '#storage/asset-store';
import { type Database, openDatabase } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { patienceMs } from '../support/patience.js';
import { type ProcessSettings, type TestProcess, startApi, startWorker } from '../support/processes.js';
import { eventually } from './eventually.js';
import { Gateway } from './gateway.js';
import type { FloorFile } from './recorded-walk.js';
import { type StoredRows, journalledReadings, storedRows } from './stored-rows.js';

export interface ChainAddress {
  databaseUrl: string;
  redisUrl?: string;
}

const partitions = 4;

/** The whole chain over a fresh database: an api and workers as processes of their own, and a gateway that sends. */
export class Chain {
  api: TestProcess | null = null;
  readonly workers: TestProcess[] = [];
  private closed = false;

  private constructor(
    private readonly settings: ProcessSettings & { port: number },
    readonly database: Database,
    readonly messaging: Messaging,
    readonly gateway: Gateway,
    readonly key: string,
  ) {}

  /** Prepares the database (floor, assets, key); no process runs yet. */
  static async prepare(
    address: ChainAddress,
    { floors, tagKeys }: { floors: readonly FloorFile[]; tagKeys: readonly string[] },
    environment: Record<string, string> = {},
  ): Promise<Chain> {
    await migrate(address.databaseUrl);
    const database = await openDatabase(address.databaseUrl, { applicationName: 'test', poolSize: 2 });
    for (const { plan, svg } of floors) await new PlacesStore(database).importFloorplan(plan, svg);
    await new AssetStore(database).register(tagKeys.map(assetOf));
    const key = await new KeyStore(database).create('gateway', ['ingest', 'read']);
    const messaging = await openMessaging({ ...address, partitions, role: 'producer', applicationName: 'test' });
    const port = await freePort();
    const settings = {
      ...address,
      port,
      environment: { WARDMAP_PARTITIONS: String(partitions), WARDMAP_LOG_LEVEL: 'warn', ...environment },
    };
    return new Chain(settings, database, messaging, new Gateway(`http://127.0.0.1:${port}`, key), key);
  }

  async startApi(): Promise<void> {
    this.api = await startApi(this.settings);
  }

  async startWorker(): Promise<TestProcess> {
    const worker = await startWorker({ ...this.settings, port: undefined });
    this.workers.push(worker);
    return worker;
  }

  /** An api and so many workers, started at once; resolves when all partitions are in work. */
  async start(workers: number): Promise<void> {
    await Promise.all([this.startApi(), ...Array.from({ length: workers }, () => this.startWorker())]);
    await this.partitionsTaken();
  }

  /** Resolves when every partition is in the hands of a living worker, in fair shares. */
  async partitionsTaken(): Promise<void> {
    const fair = await eventually(async () => {
      const held = await Promise.all(this.workers.map(partitionsOf));
      const all = held.flat().sort((a, b) => a - b);
      const share = Math.ceil(partitions / held.length);
      return all.length === partitions && all.every((p, i) => p === i) && held.every((one) => one.length <= share);
    });
    if (!fair) throw new Error(`The workers did not share the partitions.\n${this.outputs()}`);
  }

  /** Ends a worker as kill -9 does. */
  async killWorker(worker: TestProcess): Promise<void> {
    await worker.kill();
    this.workers.splice(this.workers.indexOf(worker), 1);
  }

  /**
   * Sends the batches one after the other; when so many are accepted, the disturbance of that number begins, once the
   * one before is over: two restarts of one server at a time would fight for its port.
   */
  async send(batches: readonly Reading[][], disturbances: Record<number, () => Promise<void>> = {}): Promise<void> {
    let under = Promise.resolve();
    for (const [index, batch] of batches.entries()) {
      if (disturbances[index]) {
        await under;
        under = disturbances[index]();
      }
      await this.gateway.send(batch);
    }
    await under;
  }

  /** Resolves when workers have begun with all that was accepted. */
  async drained(): Promise<void> {
    if (!(await eventually(async () => (await this.messaging.readings.waiting()).every((count) => count === 0))))
      throw new Error(`The queues do not become empty.\n${this.outputs()}`);
  }

  /** Waits until nothing waits in the queues and `done` says that the stored rows are complete. @returns the rows */
  async settled(done: (rows: StoredRows) => boolean): Promise<StoredRows> {
    let rows: StoredRows = { positions: [], visits: [], current: [] };
    await eventually(async () => {
      const waiting = await this.messaging.readings.waiting();
      rows = await storedRows(this.database.pool);
      return waiting.every((count) => count === 0) && done(rows);
    });
    return rows;
  }

  /** The asset that carries a tag, as the api shows it to people. */
  async asset(tagKey: string): Promise<AssetView> {
    const answer = await fetch(
      `${this.api!.address}/api/v1/assets?search=${encodeURIComponent(assetOf(tagKey).number)}`,
      {
        headers: { authorization: `Bearer ${this.key}` },
      },
    );
    return assetListSchema.parse(await answer.json()).assets[0];
  }

  /** Every reading that workers committed. */
  journalled(): Promise<string[]> {
    return journalledReadings(this.database.pool);
  }

  /** What the processes wrote, for the message of a test that fails. */
  outputs(): string {
    return [this.api, ...this.workers].map((one) => one?.output() ?? '').join('\n---\n');
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.workers, this.api].map((one) => one?.kill()));
    await this.messaging.close();
    await this.database.close();
  }
}

/** Partitions that a worker holds now. */
export async function partitionsOf(worker: TestProcess): Promise<number[]> {
  const answer = await fetch(`${worker.address}/health/live`, { signal: AbortSignal.timeout(patienceMs) });
  return ((await answer.json()) as { partitions: number[] }).partitions;
}

function assetOf(tagKey: string): RegisterAssets['assets'][number] {
  return { number: `A-${tagKey}`, name: `Asset ${tagKey}`, typeKey: 'recording', typeName: 'Recorded tag', tagKey };
}
