import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assetListSchema } from '#contracts/assets';
import { udiKey } from '#contracts/udi';
import { seesEverything } from '#contracts/visibility';
import { AssetStore } from '#storage/asset-store';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { PlacesStore } from '#storage/places-store';
import { PositionStore } from '#storage/position-store';
import { inWordOrder, renewWordOrder } from '#storage/word-order';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

const heardAt = Date.parse('2026-11-20T10:00:00Z');

describe('assets', () => {
  let database: Database;
  let assets: AssetStore;
  let directory: DirectoryStore;

  const pump = (number: string, name: string, tagKey: string | null) => ({ number, name, typeKey: 'pump', tagKey });
  const find = async (search: string) =>
    (await assets.list({ search, limit: 50 }, seesEverything)).assets.map((asset) => asset.number);

  beforeAll(async () => {
    database = await openMigrated('assets');
    assets = new AssetStore(database, () => heardAt + 60_000);
    directory = new DirectoryStore(database);
    await new PlacesStore(database).importFloorplan(smallFloor(), plainDrawing);
  });
  beforeEach(() =>
    database.pool.query('TRUNCATE asset, tag, asset_type, current_position, visit RESTART IDENTITY CASCADE'),
  );
  afterAll(() => database.close());

  const putOnMap = (tagId: number) =>
    database.pool.query(
      `INSERT INTO current_position VALUES ($1, 1, 4.25, 5.5, 1, 1, 0, 2.5, 1, to_timestamp($2::float8 / 1000 - 600),
         to_timestamp($2::float8 / 1000), 'level-fit', 3, 17, '\\x01', '[[1,0.62],[999,0.3]]', true, 4000)`,
      [tagId, heardAt],
    );

  it('are found by the beginnings of words, whatever their capitals, and by any part of the number', async () => {
    await assets.register([
      { ...pump('IP-0042', 'Infusion pump 42', 'AA:BB:CC:DD:EE:01'), typeName: 'Infusion pump' },
      { ...pump('SP-0007', 'Syringe driver', null) },
      { number: 'BD-1', name: 'Bed', typeKey: 'bed', typeName: 'Hospital bed', tagKey: null },
    ]);
    expect(await find('')).toEqual(['BD-1', 'IP-0042', 'SP-0007']);
    expect(await find('PUM inf')).toEqual(['IP-0042', 'SP-0007']);
    expect(await find('ump')).toEqual([]);
    expect(await find('0042')).toEqual(['IP-0042']);
    expect(await find('pump driver')).toEqual(['SP-0007']);
    expect(await find('aabbcc')).toEqual(['IP-0042']);
    expect(await find('hospital')).toEqual(['BD-1']);
  });

  it('are found by everything they are called, as the search of the house finds them', async () => {
    await assets.register([
      { ...pump('IP-0042', 'Infusion pump 42', null), typeName: 'Infusion pump' },
      { number: 'ÜM-1', name: 'Überwachungsmonitor', typeKey: 'monitor', tagKey: null },
      { number: 'BD-1', name: 'Sänger', typeKey: 'bed', typeName: 'Bed', tagKey: null },
    ]);
    await database.pool.query(
      `UPDATE asset SET serial = 'SN 99.123/A', manufacturer = 'Dräger', model = 'Space-Line', udi = $1, udi_key = $2 WHERE number = 'ÜM-1'`,
      ['(01)09506000134352(21)SN-7', udiKey('(01)09506000134352(21)SN-7')],
    );
    await database.pool.query(`UPDATE asset_type SET synonyms = '{Infusionspumpe,Volumat-Gerät}' WHERE key = 'pump'`);
    for (const word of ['drager', 'DRÄGER', 'space line', 'space-line', 'sn99123a', 'SN-99.123', '99 123', 'uberwach'])
      expect([word, await find(word)]).toEqual([word, ['ÜM-1']]);
    for (const code of ['(01)09506000134352(21)SN-7', '(01)09506000134352(17)270131(21)SN-7'])
      expect([code, await find(code)]).toEqual([code, ['ÜM-1']]);
    for (const word of ['infusionspumpe', 'pumpe', 'volumat', 'volumat gerat', 'ip0042', 'ip 42'])
      expect([word, await find(word)]).toEqual([word, ['IP-0042']]);
    expect(await find('SÄNGER')).toEqual(['BD-1']);
    await database.pool.query(`UPDATE asset SET name = 'Monitor' WHERE number = 'ÜM-1'`);
    expect(await find('uberwach')).toEqual([]);
    expect(await find('monitor')).toEqual(['ÜM-1']);
  });

  it('are in the order in which people look things up, page by page and both ways', async () => {
    const inOrder = ['amsel 1', 'Amsel 2', 'Amsel 10', 'Äpfel', 'Birne', 'Überwachungsmonitor', 'Zange'];
    const shuffled = [3, 6, 0, 5, 2, 4, 1].map((at) => inOrder[at]);
    await assets.register(shuffled.map((name, at) => pump(`P-${at === 0 ? 10 : at}`, name, null)));
    const pages = async (order: 'name' | 'number', descending: 'true' | 'false') => {
      const found: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await assets.list({ order, descending, limit: 2, ...(after && { after }) }, seesEverything);
        found.push(...page.assets.map((asset) => asset[order]));
        if (page.next === null) return found;
        after = page.next;
      }
    };
    expect(await pages('name', 'false')).toEqual(inOrder);
    expect(await pages('name', 'true')).toEqual(inOrder.toReversed());
    expect(await pages('number', 'false')).toEqual(['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-10']);
  });

  it.each(['number', 'name', 'department'])(
    'are read in order of %s from the index that was made for it',
    async (order) => {
      const client = await database.pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('SET LOCAL enable_seqscan = off');
        await client.query('SET LOCAL enable_sort = off');
        const sorted = order === 'department' ? `coalesce(department, '')` : order;
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT id FROM asset WHERE retired_at IS NULL AND (${sorted} ${inWordOrder}, id) > ('P-2', 5)
         ORDER BY ${sorted} ${inWordOrder}, id LIMIT 50`,
        );
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toContain(`asset_list_${order}_idx`);
        expect(plan).toContain('Index Cond');
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
  );

  it('are put in order anew when the library that orders them has changed', async () => {
    const { pool } = database;
    const query = async (sql: string) => (await pool.query(sql)).rows as unknown;
    expect(await renewWordOrder(query)).toBe(false);
    await pool.query(`UPDATE pg_collation SET collversion = '1' WHERE collname = 'wardmap_words'`);
    expect(await renewWordOrder(query)).toBe(true);
    expect(await renewWordOrder(query)).toBe(false);
  });

  it('are listed when their tags were not heard for days, with what belongs to a kit', async () => {
    await assets.register([
      pump('HEARD', 'Pump', 't1'),
      pump('LOST', 'Pump', 't2'),
      pump('NEVER', 'Pump', 't3'),
      pump('BARE', 'Pump', null),
      pump('PART', 'Pump', null),
    ]);
    await database.pool.query(
      `UPDATE asset SET kit_id = (SELECT id FROM asset WHERE number = 'LOST') WHERE number = 'PART'`,
    );
    await putOnMap(1);
    await putOnMap(2);
    await database.pool.query(
      `UPDATE current_position SET observed_at = observed_at - interval '8 days' WHERE tag_id = 2`,
    );
    const unheard = async (unheardDays: number) =>
      (await assets.list({ unheardDays }, seesEverything)).assets.map(({ number }) => number);
    expect(await unheard(7)).toEqual(['LOST', 'NEVER', 'PART']);
    expect(await unheard(30)).toEqual(['NEVER']);
  });

  it('are searched for percent signs, underscores and backslashes as they stand', async () => {
    await assets.register([
      pump('A', '50%_glucose', null),
      pump('B', '50 glucose', null),
      pump('C', '500 glucose', null),
      pump('D', '\\backslash', null),
    ]);
    expect(await find('50%_')).toEqual(['A']);
    expect(await find('50%')).toEqual(['A']);
    expect(await find('_')).toEqual([]);
    expect(await find('\\')).toEqual(['D']);
    expect(await find("'; DROP TABLE asset; --")).toEqual([]);
  });

  it('come in pages that neither repeat nor skip, also while assets are added', async () => {
    const twoDigits = (index: number) => String(index).padStart(2, '0');
    await assets.register(
      Array.from({ length: 25 }, (_, index) => pump(`P-${twoDigits(index)}`, `Pump ${index}`, null)),
    );
    const first = await assets.list({ search: 'pump', limit: 10 }, seesEverything);
    await assets.register([pump('P-new', 'Pump new', null)]);
    const second = await assets.list({ search: 'pump', limit: 10, after: first.next! }, seesEverything);
    const third = await assets.list({ search: 'pump', limit: 10, after: second.next! }, seesEverything);
    const numbers = [first, second, third].flatMap((page) => page.assets.map((asset) => asset.number));
    expect(numbers).toEqual([...Array.from({ length: 25 }, (_, index) => `P-${twoDigits(index)}`), 'P-new']);
    expect(third.next).toBeNull();
  });

  it('show where they are, since when, and how fresh that is', async () => {
    await assets.register([pump('IP-1', 'Pump', 't1')]);
    await putOnMap(1);
    const list = assetListSchema.parse(await assets.list({ search: '', limit: 1 }, seesEverything));
    expect(list.assets[0].position).toEqual({
      floorId: 1,
      floorName: 'Floor l1',
      siteName: 'St Anna',
      x: 4.25,
      y: 5.5,
      radius90M: 2.5,
      zoneId: 1,
      zoneName: 'Ward',
      inZoneSince: '2026-11-20T09:50:00.000Z',
      observedAt: '2026-11-20T10:00:00.000Z',
      freshness: 'ageing',
      method: 'level-fit',
      zones: [{ zoneId: 1, zoneName: 'Ward', probability: 0.62 }],
      ambiguous: true,
      reportingIntervalMs: 4000,
      blindSince: null,
    });
    expect(await assets.byId(1, seesEverything)).toEqual(list.assets[0]);
    expect(await assets.byId(2, seesEverything)).toBeNull();
  });

  it('are blind where the readers have been silent since they were heard', async () => {
    await assets.register([pump('IP-1', 'Pump', 't1')]);
    await putOnMap(1);
    const told = async (silentSince: number | null) => {
      const seen: unknown[] = [];
      const store = new AssetStore(
        database,
        () => heardAt + 60_000,
        (...place) => (seen.push(place), silentSince),
      );
      const { position } = (await store.byId(1, seesEverything))!;
      expect(seen).toEqual([[1, 1]]);
      return [position!.freshness, position!.blindSince];
    };
    expect(await told(null)).toEqual(['ageing', null]);
    expect(await told(heardAt + 5_000)).toEqual(['blind', '2026-11-20T10:00:05.000Z']);
    expect(await told(0)).toEqual(['blind', '2026-11-20T10:00:00.000Z']);
  });

  it('change under the same number, and a type keeps its name when none is given', async () => {
    await assets.register([{ ...pump('IP-1', 'Pump', 't1'), typeName: 'Infusion pump' }]);
    await assets.register([pump('IP-1', 'Pump of ward 2', 't1')]);
    expect(await assets.byId(1, seesEverything)).toMatchObject({
      name: 'Pump of ward 2',
      typeName: 'Infusion pump',
      tagKey: 't1',
      tagId: 1,
    });
  });

  it('pass a tag on to the asset that is registered with it last', async () => {
    await assets.register([pump('A', 'First', 'AA-BB-CC-DD-EE-01'), pump('B', 'Second', 'x')]);
    await assets.register([pump('B', 'Second', 'aabbccddee01')]);
    expect((await assets.byId(1, seesEverything))!.tagKey).toBeNull();
    expect((await assets.byId(2, seesEverything))!.tagKey).toBe('aabbccddee01');
    expect((await directory.tags()).map((tag) => tag.key)).toEqual(['aabbccddee01']);
  });

  it('swap their tags in one request', async () => {
    await assets.register([pump('A', 'First', 'x'), pump('B', 'Second', 'y')]);
    await assets.register([pump('A', 'First', 'y'), pump('B', 'Second', 'x')]);
    expect([(await assets.byId(1, seesEverything))!.tagKey, (await assets.byId(2, seesEverything))!.tagKey]).toEqual([
      'y',
      'x',
    ]);
  });

  it('let the later of two entries for one number or one tag count', async () => {
    await assets.register([pump('A', 'Old name', 'x'), pump('A', 'New name', 'x'), pump('B', 'Second', 'x')]);
    const { assets: all } = await assets.list({ search: '', limit: 10 }, seesEverything);
    expect(all.map((asset) => [asset.number, asset.name, asset.tagKey])).toEqual([
      ['A', 'New name', null],
      ['B', 'Second', 'x'],
    ]);
  });

  it('vanish from the map when retired, end their visit where last heard, and serve again when registered anew', async () => {
    await assets.register([pump('A', 'Pump', 'x')]);
    await putOnMap(1);
    await database.pool.query(
      `INSERT INTO visit (tag_id, zone_id, floor_id, entered_at) VALUES (1, 1, 1, '2026-11-20 09:50+00')`,
    );
    const version = await directory.version();
    expect(await new PositionStore(database).current()).toEqual([
      {
        tagId: 1,
        floorId: 1,
        x: 4.25,
        y: 5.5,
        radius90M: 2.5,
        zoneId: 1,
        observedAt: heardAt,
        method: 'level-fit',
        zones: [
          { zoneId: 1, probability: 0.62 },
          { zoneId: 999, probability: 0.3 },
        ],
        ambiguous: true,
        reportingIntervalMs: 4000,
      },
    ]);
    expect(await assets.retire(['A', 'unknown'])).toBe(1);
    expect(await assets.retire(['A'])).toBe(0);
    expect(await find('')).toEqual([]);
    expect(await assets.byId(1, seesEverything)).toBeNull();
    expect(await directory.tags()).toEqual([]);
    expect(await directory.liveAssets()).toEqual([]);
    expect(await new PositionStore(database).current()).toEqual([]);
    expect((await database.pool.query('SELECT left_at FROM visit')).rows[0].left_at.getTime()).toBe(heardAt);
    expect(await directory.version()).toBeGreaterThan(version);
    await assets.register([pump('A', 'Pump', 'x')]);
    expect(await directory.liveAssets([1])).toEqual([
      {
        tagId: 1,
        assetId: 1,
        name: 'Pump',
        number: 'A',
        typeKey: 'pump',
        typeName: 'pump',
        icon: 'device',
        status: 'available',
        department: null,
        person: false,
      },
    ]);
    expect(await directory.liveAssets([2])).toEqual([]);
  });

  it('are registered by several at once without harm', async () => {
    const batch = (offset: number) =>
      Array.from({ length: 50 }, (_, index) =>
        pump(`N-${(index + offset) % 50}`, 'Pump', `t-${(index * 7 + offset) % 50}`),
      );
    await Promise.all([batch(0), batch(13), batch(29)].map((each) => assets.register(each)));
    expect((await find('')).length).toBe(50);
  });
});
