import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seesEverything, type Visibility } from '#contracts/visibility';
import { AssetHistoryStore } from '#storage/asset-history-store';
import { everythingUnnoted } from '#storage/asset-changes';
import { AssetRegister } from '#storage/asset-register';
import { AssetStore } from '#storage/asset-store';
import { PlacesStore } from '#storage/places-store';
import { ensureDays } from '#storage/position-days';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

const minuteMs = 60_000;
const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 180 * minuteMs;
const at = (minutes: number) => new Date(startMs + minutes * minuteMs);

describe('the history of what belongs to a kit', () => {
  let database: Awaited<ReturnType<typeof openMigrated>>;
  let assets: AssetStore;
  let register: AssetRegister;
  let history: AssetHistoryStore;
  beforeAll(async () => {
    database = await openMigrated('kit history');
    assets = new AssetStore(database);
    register = new AssetRegister(database);
    history = new AssetHistoryStore(database);
    await new PlacesStore(database).importFloorplan(smallFloor(), plainDrawing);
    await ensureDays(database.pool, at(0), at(200));
  });
  beforeEach(async () => {
    await database.pool.query('TRUNCATE asset, tag, position, visit RESTART IDENTITY CASCADE');
    const thing = { typeKey: 'cart', department: null };
    await assets.register([
      { ...thing, number: 'KIT', name: 'Cart', tagKey: 'kit-tag' },
      { ...thing, number: 'OTHER', name: 'Other cart', tagKey: 'other-tag' },
      { ...thing, number: 'PART', name: 'Cable', tagKey: 'own-tag' },
    ]);
    for (const [tagId, x] of [
      [1, 1],
      [2, 2],
      [3, 3],
    ])
      await database.pool.query(
        `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, method)
         SELECT $1, $2::timestamptz + minute * interval '1 minute', 1, $3, 1, 1, 1, 0, 1, 'grid'
         FROM generate_series(0, 119) AS minute`,
        [tagId, at(0), x],
      );
  });
  afterAll(() => database.close());

  const idOf = async (number: string) =>
    (await database.pool.query<{ id: number }>('SELECT id FROM asset WHERE number = $1', [number])).rows[0].id;
  const change = async (fields: Parameters<AssetRegister['change']>[1]) =>
    register.change(await idOf('PART'), fields, everythingUnnoted);
  /** Puts everything that was recorded at some time into the past, each step at its own minute. */
  const dated = async (steps: [minute: number, act: () => Promise<unknown>][]) => {
    await database.pool.query('UPDATE tag_pairing SET since = $1', [at(0)]);
    for (const [minute, act] of steps) {
      const before = new Date();
      await act();
      for (const table of ['tag_pairing', 'kit_membership'])
        for (const column of ['since', 'until'])
          await database.pool.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} >= $2`, [at(minute), before]);
    }
  };
  /** Where it was in each minute, by the tag: 1 the kit's, 2 the other's, 3 its own. */
  async function way(visibility: Visibility = seesEverything): Promise<[minute: number, tag: number][]> {
    const seen = (await history.historyOf(await idOf('PART'), visibility))!;
    const { points } = await history.trail(seen, at(0), at(200));
    return points.map((point) => [(Date.parse(point.at) - startMs) / minuteMs, point.x]);
  }
  const stretches = (points: [number, number][]) =>
    points.reduce<[from: number, to: number, tag: number][]>((all, [minute, tag]) => {
      const last = all.at(-1);
      if (last && last[2] === tag && minute === last[1] + 1) last[1] = minute;
      else all.push([minute, minute, tag]);
      return all;
    }, []);
  const unpair = async () => register.unpair(await idOf('PART'), everythingUnnoted);

  it('is by its own tag before, and by the kit’s only while it belongs to it and has none of its own', async () => {
    await dated([
      [30, () => change({ kitNumber: 'KIT' })],
      [40, unpair],
      [60, () => change({ kitNumber: 'OTHER' })],
      [80, async () => register.pair(await idOf('PART'), 'own-tag', false, everythingUnnoted)],
      [90, unpair],
      [100, () => change({ kitNumber: null })],
    ]);
    expect(stretches(await way())).toEqual([
      [0, 39, 3],
      [40, 59, 1],
      [60, 79, 2],
      [80, 89, 3],
      [90, 99, 2],
    ]);
  });

  it('has nothing of the kit from before it joined, nor after the kit was retired', async () => {
    await dated([
      [10, unpair],
      [50, () => change({ kitNumber: 'KIT' })],
      [70, () => assets.retire(['KIT'])],
    ]);
    expect(stretches(await way())).toEqual([
      [0, 9, 3],
      [50, 69, 1],
    ]);
    const { rows } = await database.pool.query('SELECT count(*)::int AS open FROM kit_membership WHERE until IS NULL');
    expect(rows).toEqual([{ open: 0 }]);
  });

  it('goes on when only the number of the kit is changed', async () => {
    await dated([
      [20, unpair],
      [20, () => change({ kitNumber: 'KIT' })],
      [40, async () => register.change(await idOf('KIT'), { number: 'KIT-2' }, everythingUnnoted)],
      [50, () => change({ name: 'Long cable' })],
    ]);
    expect(stretches(await way())).toEqual([
      [0, 19, 3],
      [20, 119, 1],
    ]);
  });

  it('tells visits as it tells the way', async () => {
    await database.pool.query(
      `INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at, left_at)
       SELECT tag, tag, (SELECT min(id) FROM zone), 1, $1, $2 FROM generate_series(1, 3) AS tag`,
      [at(0), at(119)],
    );
    await dated([
      [30, unpair],
      [60, () => change({ kitNumber: 'KIT' })],
    ]);
    const seen = (await history.historyOf(await idOf('PART'), seesEverything))!;
    const { visits } = await history.visits(seen, 10, null);
    expect(visits.map(({ enteredAt, leftAt }) => [enteredAt, leftAt])).toEqual([
      [at(60).toISOString(), at(119).toISOString()],
      [at(0).toISOString(), at(30).toISOString()],
    ]);
  });
});
