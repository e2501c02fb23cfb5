import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AssetView, assetListSchema } from '#contracts/assets';
import { type FloorplanReader, defaultRadio } from '#contracts/floorplan';
import type { Reading } from '#contracts/readings';
import { telemetryAcceptedSchema } from '#contracts/telemetry';
import { AssetStore } from '#storage/asset-store';
import { type Database, openDatabase } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { readFloorplans } from '../../apps/cli/import/read-floorplans.js';
import { type TestProcess, startApi, startWorker } from '../support/processes.js';

export type FloorKey = 'dh-l0' | 'dh-l1' | 'dh-l2';

export interface Placed {
  number: string;
  name: string;
  typeKey: string;
  typeName: string;
  floor: FloorKey;
  /** Metres on the floor. */
  x: number;
  y: number;
}

/** Readers further away than this do not hear a tag, metres. */
const hearingM = 16;
/** Spread of the levels around the law that makes them, dB: they are rounded to whole ones. */
const exactDb = 1;
const everyMs = 400;
const walkingMps = 2;

/** The demo hospital with an api, a worker and a gateway that goes on sending what its readers hear of the assets. */
export class Hospital {
  api!: TestProcess;
  readonly key = { read: '', ingest: '', manage: '' };
  private worker!: TestProcess;
  private database!: Database;
  private readonly readers = new Map<FloorKey, FloorplanReader[]>();
  private readonly floorIds = new Map<FloorKey, number>();
  private readonly goals = new Map<string, { x: number; y: number }>();
  private readonly silent = new Set<FloorKey>();
  private hearing: Promise<void> = Promise.resolve();
  private ended = false;

  private constructor(
    private readonly databaseUrl: string,
    private readonly placed: Placed[],
  ) {}

  /** Opens a hospital in an empty database. Its api is in demo mode: ready users sign in with one click. */
  static async open(databaseUrl: string, placed: Placed[]): Promise<Hospital> {
    const hospital = new Hospital(databaseUrl, placed);
    await hospital.fill();
    [hospital.api, hospital.worker] = await Promise.all([hospital.startApi(), startWorker({ databaseUrl })]);
    hospital.hearing = hospital.hear();
    return hospital;
  }

  /** Starts one more api, or the killed one again at its old port. */
  startApi(port?: number, environment: Record<string, string> = { WARDMAP_DEMO: 'true' }): Promise<TestProcess> {
    return startApi({ databaseUrl: this.databaseUrl, port, environment });
  }

  floorId(floor: FloorKey): number {
    return this.floorIds.get(floor)!;
  }

  /** Address of a floor's page. */
  page(floor: FloorKey, api: TestProcess = this.api): string {
    return `${api.address}/floor/${this.floorIds.get(floor)}`;
  }

  /** Lets an asset walk to a place on its floor, 2 m a second. */
  walk(number: string, x: number, y: number): void {
    this.goals.set(number, { x, y });
  }

  /** Puts an asset somewhere else on its floor at once, as a person who carries it there unseen. */
  carry(number: string, x: number, y: number): void {
    this.goals.delete(number);
    Object.assign(
      this.placed.find((asset) => asset.number === number)!,
      { x, y },
    );
  }

  /** From now on nothing comes from the readers of a floor. */
  silence(floor: FloorKey): void {
    this.silent.add(floor);
  }

  /** Where the system says that an asset is. */
  async position(number: string): Promise<AssetView['position']> {
    return (await this.asset(number)).position;
  }

  /** @throws Error while the system does not say where an asset is */
  async mustBeHeard(number: string): Promise<void> {
    if ((await this.position(number)) === null) throw new Error(`${number} is not heard.`);
  }

  /** Says what became of an asset, as a person would. */
  say(number: string, status: 'available' | 'in-use' | 'needs-cleaning'): Promise<void> {
    return this.tell('PUT', number, 'status', { status });
  }

  /** Says that an asset is where it is told to be. */
  found(number: string): Promise<void> {
    return this.tell('POST', number, 'found', {});
  }

  /** What the tag of an asset says of its battery. */
  async battery(number: string, batteryPercent: number, observedAt: number): Promise<void> {
    const answer = await fetch(`${this.api.address}/api/v1/telemetry`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({ telemetry: [{ tagKey: tagOf(number), batteryPercent, observedAt }] }),
    });
    if (!answer.ok) throw new Error(`POST /telemetry: ${answer.status} ${await answer.text()}`);
    const { accepted } = telemetryAcceptedSchema.parse(await answer.json());
    if (accepted !== 1) throw new Error(`What the battery of ${number} is like was not accepted.`);
  }

  /** Registers equipment that carries no tag. */
  async register(assets: { number: string; name: string; typeKey: string; typeName: string }[]): Promise<void> {
    const answer = await fetch(`${this.api.address}/api/v1/assets`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${this.key.manage}`, 'content-type': 'application/json' },
      body: JSON.stringify({ assets: assets.map((asset) => ({ ...asset, tagKey: null })) }),
    });
    if (!answer.ok) throw new Error(`PUT /assets: ${answer.status} ${await answer.text()}`);
  }

  private async tell(method: string, number: string, what: string, body: object): Promise<void> {
    const { id } = await this.asset(number);
    const answer = await fetch(`${this.api.address}/api/v1/assets/${id}/${what}`, {
      method,
      headers: { authorization: `Bearer ${this.key.manage}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${number}, ${what}: ${await answer.text()}`);
  }

  /** What the system says of an asset. */
  async asset(number: string): Promise<AssetView> {
    const headers = { authorization: `Bearer ${this.key.read}` };
    const answer = await fetch(`${this.api.address}/api/v1/assets?search=${number}`, { headers });
    return assetListSchema.parse(await answer.json()).assets[0];
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.hearing;
    await Promise.all([this.api.kill(), this.worker.kill()]);
    await this.database.close();
  }

  private async fill(): Promise<void> {
    await migrate(this.databaseUrl);
    this.database = await openDatabase(this.databaseUrl, { applicationName: 'test', poolSize: 2 });
    const places = new PlacesStore(this.database);
    for (const { plan, svg } of readFloorplans(join(projectFolder(), 'floorplans/demo-hospital'))) {
      // What the readers hear here follows their law exactly, and the engine may know it: then rooms are told surely.
      for (const reader of plan.readers) reader.radio = { ...defaultRadio, ...reader.radio, sigmaDb: exactDb };
      await places.importFloorplan(plan, svg);
      const hearing = plan.readers.filter(({ kind }) => kind === 'ble');
      this.readers.set(plan.floor.key as FloorKey, hearing);
    }
    const { sites } = await places.siteTree(null);
    for (const { key, id } of sites[0].buildings[0].floors) this.floorIds.set(key as FloorKey, id);
    const assets = this.placed.map(({ number, name, typeKey, typeName }) => ({ number, name, typeKey, typeName }));
    await new AssetStore(this.database).register(assets.map((asset) => ({ ...asset, tagKey: tagOf(asset.number) })));
    const keys = new KeyStore(this.database);
    this.key.read = await keys.create('ward', ['read']);
    this.key.manage = await keys.create('engineer', ['read', 'manage']);
    this.key.ingest = await keys.create('gateway', ['ingest']);
  }

  private async hear(): Promise<void> {
    let before = Date.now();
    while (!this.ended) {
      const now = Date.now();
      this.move((now - before) / 1000);
      before = now;
      // While the api is away the readings of that moment are lost, as with a gateway without memory.
      await this.send(this.placed.flatMap((asset) => this.heard(asset, now))).catch(() => undefined);
      await sleep(everyMs);
    }
  }

  private move(seconds: number): void {
    for (const asset of this.placed) {
      const goal = this.goals.get(asset.number);
      if (!goal) continue;
      const wayM = Math.hypot(goal.x - asset.x, goal.y - asset.y);
      const share = wayM === 0 ? 1 : Math.min(1, (walkingMps * seconds) / wayM);
      asset.x += (goal.x - asset.x) * share;
      asset.y += (goal.y - asset.y) * share;
    }
  }

  private heard({ number, floor, x, y }: Placed, observedAt: number): Reading[] {
    if (this.silent.has(floor)) return [];
    return this.readers.get(floor)!.flatMap((reader) => {
      const distanceM = Math.hypot(reader.x - x, reader.y - y, reader.z - 1);
      if (distanceM > hearingM) return [];
      const { levelAt1mDbm, pathLossExponent } = reader.radio ?? defaultRadio;
      const rssiDbm = Math.round(levelAt1mDbm - 10 * pathLossExponent * Math.log10(distanceM));
      return [{ readerKey: reader.key, tagKey: tagOf(number), rssiDbm, observedAt }];
    });
  }

  private async send(readings: Reading[]): Promise<void> {
    const answer = await fetch(`${this.api.address}/api/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readings }),
      signal: AbortSignal.timeout(5000),
    });
    await answer.body?.cancel();
  }
}

function tagOf(number: string): string {
  return `tag-${number}`;
}
