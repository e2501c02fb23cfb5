import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetStore } from '#storage/asset-store';
import { assetWords, foldWord } from '#storage/asset-words';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { KeptSearchStore, mostPinned, mostRecent } from '#storage/kept-search-store';
import { SearchStore } from '#storage/search-store';
import { UserStore } from '#storage/user-store';
import { type Bits, hasBit } from '../../apps/api/search/bits.js';
import { KeptTexts } from '../../apps/api/search/kept-texts.js';
import { Register } from '../../apps/api/search/register.js';
import { openMigrated } from './open-migrated.js';

let database: Database;
let store: SearchStore;
let numbers: Map<number, string>;
beforeAll(async () => {
  database = await openMigrated('search');
  store = new SearchStore(database);
  const assets = new AssetStore(database);
  await assets.register([
    { number: 'P-4711', name: 'Volumat Agilia', typeKey: 'pump', typeName: 'Infusion pump', tagKey: 'aabbcc000001' },
    { number: 'P-4712', name: 'Spritzenpumpe Süd', typeKey: 'pump', tagKey: null },
    { number: 'OLD-1', name: 'Volumat retired', typeKey: 'pump', tagKey: null },
  ]);
  await database.pool.query(
    `UPDATE asset SET serial = 'SN 99.123/A', manufacturer = 'Fresenius Kabi' WHERE number = 'P-4712'`,
  );
  await assets.retire(['OLD-1']);
  numbers = new Map(
    (await database.pool.query<{ id: number; number: string }>('SELECT id, number FROM asset')).rows.map((row) => [
      row.id,
      row.number,
    ]),
  );
});
afterAll(() => database?.close());

const named = (ids: number[]) => ids.map((id) => numbers.get(id)).sort();
const matching = async (word: string) => {
  const assets = await store.assets();
  const texts = await new KeptTexts().of(assets, (ids) => store.words(ids));
  const register = new Register(assets, await store.types(), texts);
  const found = register.matching(foldWord(word));
  const idsOf = (bits: Bits) => [...register.ids].filter((_, row) => hasBit(bits, row));
  return { ids: idsOf(found.fit), exactIds: idsOf(found.exact) };
};
const plain = async (word: string) => named((await matching(word)).ids);
const exact = async (word: string) => named((await matching(word)).exactIds);

describe('words of assets', () => {
  it.each([
    ['vol', ['P-4711']],
    ['agilia', ['P-4711']],
    ['fres', ['P-4712']],
    ['PUMPE', ['P-4712']],
    ['sud', ['P-4712']],
    ['Süd', ['P-4712']],
    ['471', ['P-4711', 'P-4712']],
    ['p4711', ['P-4711']],
    ['p-4711', ['P-4711']],
    ['p', ['P-4711', 'P-4712']],
    ['retired', []],
    ['', []],
    ['--', []],
  ])('"%s" finds %j', async (word, found) => {
    expect(await plain(word)).toEqual(found);
  });

  it('that are a number, serial or tag in whatever writing are found exactly', async () => {
    expect(
      await Promise.all(['P 4711', 'p4711', 'SN99123A', 'sn-99.123/a', 'AA:BB:CC:00:00:01', '471'].map(exact)),
    ).toEqual([...[['P-4711'], ['P-4711'], ['P-4712'], ['P-4712'], ['P-4711'], []]]);
  });

  it('are found in spite of a typing error, but not when they are far from it', async () => {
    expect(named(await store.alike('vulomat'))).toEqual([]);
    expect(named(await store.alike('volumatt'))).toEqual(['P-4711']);
    expect(named(await store.alike('freseniu'))).toEqual(['P-4712']);
    expect(await store.alike('vol')).toEqual([]);
  });

  it('are data, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 30 }),
          fc.constantFrom("'; DROP TABLE asset; --", ':* & |', '%', '_', '\\', "a':*"),
        ),
        async (word) => {
          if (word.includes('\0')) return;
          await matching(word);
          await store.alike(word);
        },
      ),
      { numRuns: 60 },
    );
    expect(await plain('volumat')).toEqual(['P-4711']);
  });

  it('are read again only of those that changed', async () => {
    const kept = new KeptTexts();
    const asked: number[] = [];
    const read = async () => {
      asked.length = 0;
      const assets = await store.assets();
      const texts = await kept.of(assets, (ids) => {
        asked.push(...ids);
        return store.words(ids);
      });
      return texts.map(({ words }) => words);
    };
    expect([await read(), named(asked)]).toEqual([expect.any(Array), ['P-4711', 'P-4712']]);
    const before = await read();
    expect(asked).toEqual([]);
    await database.pool.query(`UPDATE asset SET model = 'Space' WHERE number = 'P-4712'`);
    const after = await read();
    expect(named(asked)).toEqual(['P-4712']);
    expect(after.filter((words) => !before.includes(words))).toEqual([expect.stringContaining(' space ')]);
  });

  it('that were mistyped are looked up in the index that was made for it', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    // Among a few rows any index of those in service will do, so that others would hide whether this one can serve.
    await client.query(
      `DO $$ DECLARE other text; BEGIN
         FOR other IN SELECT indexname FROM pg_indexes WHERE tablename = 'asset' AND indexdef LIKE '%retired_at%'
             AND indexname <> 'asset_trigrams_idx'
         LOOP EXECUTE format('DROP INDEX %I', other); END LOOP;
       END $$`,
    );
    await client.query('SET LOCAL enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT id FROM asset WHERE retired_at IS NULL AND 'volumatt' <% ${assetWords}`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('asset_trigrams_idx');
    await client.query('ROLLBACK');
    client.release();
  });
});

describe('what changes often', () => {
  it('is told since the last change that is known', async () => {
    const { rows } = await database.pool.query<{ id: number }>(`SELECT id FROM asset WHERE number = 'P-4711'`);
    const [{ id }] = rows;
    await database.pool.query(`UPDATE asset SET status = 'in-use' WHERE id = $1`, [id]);
    await database.pool.query(
      `INSERT INTO status_change (asset_id, status, since, source) VALUES ($1, 'in-use', now(), 'place')`,
      [id],
    );
    const news = await store.news(0);
    expect(news.statuses).toEqual([[id, 'in-use']]);
    await database.pool.query(
      `INSERT INTO reservation (asset_id, reserved_by, expires_at) VALUES ($1, 'Ann', now() + interval '1 hour'), ($1, 'Bob', now() - interval '1 hour')`,
      [id],
    );
    expect((await store.news(news.lastStatus)).reserved).toEqual([[id, null]]);
    expect((await store.news(news.lastStatus + 1000)).statuses).toEqual([]);
  });

  it('is a doubt while the asset has not moved, and until somebody finds it', async () => {
    const { rows } = await database.pool.query<{ id: number; tagId: number }>(
      `SELECT id, tag_id AS "tagId" FROM asset WHERE number = 'P-4711'`,
    );
    const [{ id, tagId }] = rows;
    await database.pool.query(
      `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at,
         method, partition, journal_sequence, state) VALUES ($1, 1, 1, 1, 1, 1, 0, 2, 7, now() - interval '1 hour', now(), 'grid', 0, 1, '')`,
      [tagId],
    );
    const report = (kind: string) =>
      database.pool.query(
        `INSERT INTO find_report (asset_id, kind, told_zone_id, told_since, at)
         SELECT $1::int, $2::text, zone_id, in_zone_since, clock_timestamp() FROM current_position`,
        [id, kind],
      );
    await report('not-here');
    expect(await store.doubted()).toEqual([id]);
    await report('found');
    expect(await store.doubted()).toEqual([]);
    await report('not-here');
    await database.pool.query(
      `UPDATE current_position SET in_zone_since = now() + interval '1 minute' WHERE tag_id = $1`,
      [tagId],
    );
    expect(await store.doubted()).toEqual([]);
  });
});

describe('searches that are kept', () => {
  it('are the newest few and the pinned ones, each person their own', async () => {
    const kept = new KeptSearchStore(database);
    const [ann, bob] = await Promise.all(
      ['ann', 'bob'].map((name) =>
        inTransaction(database.pool, (client) =>
          new UserStore(database).create(
            { email: `${name}@hospital.example`, name, roles: ['nurse'], siteIds: null, departments: null },
            client,
          ),
        ),
      ),
    );
    await kept.keep(ann.id, { q: 'bed', pinned: true });
    for (let at = 0; at < mostRecent + 3; at++) await kept.keep(ann.id, { q: `pump ${at}`, pinned: false });
    await kept.keep(ann.id, { q: 'pump 5', pinned: false });
    const own = await kept.list(ann.id);
    expect(own.slice(0, 3)).toEqual([
      { q: 'bed', pinned: true },
      { q: 'pump 5', pinned: false },
      { q: `pump ${mostRecent + 2}`, pinned: false },
    ]);
    expect(own).toHaveLength(mostRecent + 1);
    expect(await kept.list(bob.id)).toEqual([]);
    for (let at = 1; at < mostPinned; at++)
      expect(await kept.keep(ann.id, { q: `pin ${at}`, pinned: true })).toBe(true);
    expect(await kept.keep(ann.id, { q: 'one too many', pinned: true })).toBe(false);
    expect(await kept.keep(ann.id, { q: 'bed', pinned: true })).toBe(true);
    await kept.forget(ann.id, 'bed');
    expect((await kept.list(ann.id)).map(({ q }) => q)).not.toContain('bed');
  });
});
