import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { AssetDetail, AssetView } from '#contracts/assets';
import { partitionOfTag } from '#contracts/queue';
import { AssetStore } from '#storage/asset-store';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

/** An api with two nurses and an engineer, and for each test a new pump that stands in the store and is heard now. */
export class UsedHouse {
  api!: TestApi;
  anna!: SignedInTester;
  ben!: SignedInTester;
  biomed!: SignedInTester;
  /** Ids of the pump and of its tag. */
  pump = 0;
  tagId = 0;
  floorId = 0;
  /** The store, and another zone on its floor. */
  zoneId = 0;
  otherZoneId = 0;
  private made = 0;

  /** Number of the pump. */
  get number(): string {
    return `U-${this.made}`;
  }

  /** Opens it for the tests of a file. */
  static ofThisFile(): UsedHouse {
    const house = new UsedHouse();
    beforeAll(() => house.open());
    beforeEach(() => house.newPump());
    afterAll(() => house.api?.close());
    return house;
  }

  /** Asks as somebody. */
  readonly as = (who: SignedInTester, method: string, path: string, body?: unknown) =>
    this.api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });

  /** Does something with the pump. */
  readonly use = (who: SignedInTester, method: string, path: string, body?: unknown) =>
    this.as(who, method, `/assets/${this.pump}/${path}`, body);

  readonly shown = async (who = this.anna) => (await this.as(who, 'GET', `/assets/${this.pump}`)).body as AssetView;
  readonly details = async () => (await this.as(this.anna, 'GET', `/assets/${this.pump}`)).body as AssetDetail;

  /** The pump is told to be in a zone since a moment, and was heard just now. */
  async stand(inZone: number, since: Date): Promise<void> {
    await this.api.database.pool.query(
      `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since,
         observed_at, method, partition, journal_sequence, state)
       VALUES ($1, $2, 1, 1, 1, 1, 0, 3, $3, $4, now(), 'grid', $5, 0, '')
       ON CONFLICT (tag_id) DO UPDATE SET zone_id = excluded.zone_id, in_zone_since = excluded.in_zone_since`,
      [this.tagId, this.floorId, inZone, since, partitionOfTag(this.tagId, 4)],
    );
  }

  private async open(): Promise<void> {
    this.api = await startTestApi('postgres');
    [this.anna, this.ben, this.biomed] = await Promise.all([
      this.api.signIn('nurse', { name: 'Anna Nurse' }),
      this.api.signIn('nurse', { name: 'Ben Nurse' }),
      this.api.signIn('biomed', { name: 'Bea Biomed' }),
    ]);
    const { rows } = await this.api.database.pool.query<{ id: number; floorId: number }>(
      'SELECT id, floor_id AS "floorId" FROM zone ORDER BY id',
    );
    [{ id: this.zoneId, floorId: this.floorId }, { id: this.otherZoneId }] = rows;
  }

  private async newPump(): Promise<void> {
    const tagKey = `u${++this.made}`;
    await new AssetStore(this.api.database).register([{ number: this.number, name: 'Used', typeKey: 'pump', tagKey }]);
    const { rows } = await this.api.database.pool.query<{ id: number; tagId: number }>(
      'SELECT id, tag_id AS "tagId" FROM asset WHERE number = $1',
      [this.number],
    );
    [{ id: this.pump, tagId: this.tagId }] = rows;
    await this.stand(this.zoneId, new Date(Date.now() - 600_000));
  }
}
