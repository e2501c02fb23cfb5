import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unassignedListSchema } from '#contracts/api';
import { AssetStore } from '#storage/asset-store';
import type { Database } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { SettingStore } from '#storage/setting-store';
import { UnassignedStore } from '#storage/unassigned-store';
import { openMigrated } from './open-migrated.js';

let database: Database;
beforeAll(async () => {
  database = await openMigrated('keys');
});
afterAll(() => database.close());

describe('keys', () => {
  it('open what they were made for, and are stored only as a hash', async () => {
    const keys = new KeyStore(database);
    const token = await keys.create('Gateway 1', ['ingest', 'read']);
    expect(token).toMatch(/^wm_[\w-]{43}$/);
    expect(await keys.verify(token)).toMatchObject({ id: 1, scopes: ['ingest', 'read'] });
    expect(await keys.verify(`${token}x`)).toBeNull();
    expect(await keys.verify('')).toBeNull();
    const { rows } = await database.pool.query('SELECT to_json(api_key)::text AS row FROM api_key');
    expect(rows[0].row).not.toContain(token.slice(3));
  });

  it('note their last use once a minute at most', async () => {
    const keys = new KeyStore(database);
    const token = await keys.create('Gateway 2', ['ingest']);
    const lastUse = async () => (await keys.list()).at(-1)!.lastUsedAt?.getTime();
    expect(await lastUse()).toBeUndefined();
    await keys.verify(token);
    const first = await lastUse();
    expect(first).toBeTypeOf('number');
    await keys.verify(token);
    expect(await lastUse()).toBe(first);
  });

  it('open nothing once revoked or expired', async () => {
    const keys = new KeyStore(database);
    const revoked = await keys.create('Old', ['manage']);
    const { id } = (await keys.list()).at(-1)!;
    expect(await keys.revoke(id)).toBe(true);
    expect(await keys.revoke(id)).toBe(false);
    expect(await keys.verify(revoked)).toBeNull();
    const expired = await keys.create('Visitor', ['read'], new Date(Date.now() - 1000));
    expect(await keys.verify(expired)).toBeNull();
    expect((await keys.list()).map((key) => key.name)).toEqual(['Gateway 1', 'Gateway 2', 'Old', 'Visitor']);
  });
});

describe('settings', () => {
  it('hold the number of partitions of the first start against every later one', async () => {
    const settings = new SettingStore(database);
    await settings.rememberPartitions(8);
    await settings.rememberPartitions(8);
    await expect(settings.rememberPartitions(16)).rejects.toThrow('set WARDMAP_PARTITIONS=8');
  });
});

describe('whether a database is a demo', () => {
  const noHouse = 'it belongs to a demo';
  const noDemo = 'it holds the data of a house';
  const open = async (work: (database: Database) => Promise<void>) => {
    const empty = await openMigrated('demo');
    try {
      await work(empty);
    } finally {
      await empty.close();
    }
  };
  const makeDemoKeys = async ({ pool }: Database) =>
    pool.query(`INSERT INTO api_key (name, hash, scopes)
      VALUES ('demo manage', '\\x01', '{manage}'), ('demo ingest', '\\x02', '{ingest}')`);
  const makeSite = ({ pool }: Database, key: string) =>
    pool.query(`INSERT INTO site (key, name, time_zone) VALUES ($1, 'Site', 'UTC')`, [key]);

  it('is decided by the first start, for good', () =>
    open(async (database) => {
      await makeSite(database, 'st-anna');
      const settings = new SettingStore(database);
      await settings.rememberDemo(false);
      await settings.rememberDemo(false);
      await expect(settings.rememberDemo(true)).rejects.toThrow(noDemo);
      await makeDemoKeys(database);
      await settings.rememberDemo(false);
    }));

  it('is decided once when both are started together', () =>
    open(async (database) => {
      const settings = new SettingStore(database);
      const both = await Promise.allSettled([settings.rememberDemo(true), settings.rememberDemo(false)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }));

  it('is seen by the keys of the demo where an earlier version did not keep it', () =>
    open(async (database) => {
      await makeSite(database, 'demo-hospital');
      await makeDemoKeys(database);
      const settings = new SettingStore(database);
      await expect(settings.rememberDemo(false)).rejects.toThrow(noHouse);
      await settings.rememberDemo(true);
    }));

  it('is not so where a house was brought in beside the demo of an earlier version', () =>
    open(async (database) => {
      await makeSite(database, 'demo-hospital');
      await makeSite(database, 'st-anna');
      await makeDemoKeys(database);
      await expect(new SettingStore(database).rememberDemo(true)).rejects.toThrow(noDemo);
    }));

  it('is not so where an earlier version found tags without the demo', () =>
    open(async (database) => {
      await database.pool.query(
        `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, observed_at, method,
           partition, journal_sequence, state)
         VALUES (1, 1, 4, 5, 1, 1, 0, 2.5, now(), 'grid', 0, 0, '')`,
      );
      await expect(new SettingStore(database).rememberDemo(true)).rejects.toThrow(noDemo);
    }));
});

describe('unassigned sightings', () => {
  const sample = { kind: 'tag' as const, key: 'x', count: 3, lastSeenAt: 2_000_000, heardWith: 'r1', rssiDbm: -70 };

  it('add up, and keep the newest sample whatever the order they arrive in', async () => {
    const unassigned = new UnassignedStore(database);
    await unassigned.record([sample, { ...sample, count: 4, lastSeenAt: 3_000_000, heardWith: 'r2', rssiDbm: -60.5 }]);
    await unassigned.record([{ ...sample, count: 1, lastSeenAt: 1_000_000, heardWith: 'r3' }]);
    await unassigned.record([{ ...sample, kind: 'reader', lastSeenAt: 9_000_000 }]);
    await unassigned.record([]);
    const { sightings } = unassignedListSchema.parse(await unassigned.list(10, true));
    expect(sightings.map((each) => each.kind)).toEqual(['reader', 'tag']);
    expect(sightings[1]).toEqual({
      kind: 'tag',
      key: 'x',
      count: 8,
      firstSeenAt: '1970-01-01T00:16:40.000Z',
      lastSeenAt: '1970-01-01T00:50:00.000Z',
      heardWith: 'r2',
      rssiDbm: -60.5,
    });
    expect((await unassigned.list(1, true)).sightings).toHaveLength(1);
  });

  it('are all written although one level is too small for the column', async () => {
    const unassigned = new UnassignedStore(database);
    const at = 9_500_000;
    await unassigned.record([
      { ...sample, key: 'faint', lastSeenAt: at, rssiDbm: 1e-50 },
      { ...sample, key: 'plain', lastSeenAt: at, rssiDbm: -60.126 },
    ]);
    const { sightings } = await unassigned.list(2, true);
    expect(sightings.map(({ key, rssiDbm }) => [key, rssiDbm])).toEqual([
      ['faint', 0],
      ['plain', -60.13],
    ]);
    await database.pool.query("DELETE FROM unassigned_sighting WHERE key IN ('faint', 'plain')");
  });

  it('end when the key is registered', async () => {
    const unassigned = new UnassignedStore(database);
    await new AssetStore(database).register([{ number: 'A', name: 'Pump', typeKey: 'pump', tagKey: 'x' }]);
    await unassigned.forgetRegistered();
    expect((await unassigned.list(10, true)).sightings.map((each) => each.kind)).toEqual(['reader']);
  });

  it('stay bounded: beyond 20,000 keys of a kind the longest unheard are forgotten', async () => {
    const unassigned = new UnassignedStore(database);
    const flood = (from: number) =>
      Array.from({ length: 15_000 }, (_, index) => ({ ...sample, key: `k${from + index}`, lastSeenAt: from + index }));
    await unassigned.record(flood(0));
    await unassigned.record(flood(15_000));
    const { sightings } = await unassigned.list(100_000, true);
    const tags = sightings.filter((each) => each.kind === 'tag');
    expect(tags).toHaveLength(20_000);
    expect(tags.at(-1)!.key).toBe('k10000');
    expect(sightings.some((each) => each.kind === 'reader')).toBe(true);
  });
});
