import { describe, expect, it } from 'vitest';
import { AssetStore } from '#storage/asset-store';
import { ensureDays } from '#storage/position-days';
import { UsedHouse } from './used-house.js';

const house = UsedHouse.ofThisFile();
const { as, use } = house;

describe('the history of an asset', () => {
  const from = Date.parse('2026-03-01T08:00:00Z');
  const at = (minute: number) => new Date(from + minute * 60_000);

  async function walkThrough(): Promise<void> {
    const { pool } = house.api.database;
    await pool.query('DELETE FROM tag_pairing WHERE tag_id = $1', [house.tagId]);
    await pool.query(
      'INSERT INTO tag_pairing (asset_id, tag_id, since, until) VALUES ((SELECT id FROM asset WHERE number = $1), $2, $3, $4)',
      ['P-2', house.tagId, at(-1000), at(10)],
    );
    await pool.query('INSERT INTO tag_pairing (asset_id, tag_id, since) VALUES ($1, $2, $3)', [
      house.pump,
      house.tagId,
      at(10),
    ]);
    await ensureDays(pool, at(0), at(0));
    const zones = [house.zoneId, house.otherZoneId];
    for (let visit = 0; visit < 6; visit++)
      await pool.query(
        'INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at, left_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [
          house.tagId,
          house.pump,
          zones[visit % 2],
          house.floorId,
          at(visit * 5),
          visit === 5 ? null : at(visit * 5 + 5),
        ],
      );
    for (let minute = 0; minute < 30; minute++)
      await pool.query(
        `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
         VALUES ($1, $2, $3, $4, 1, 1, 1, 0, 3, $5, 'grid')`,
        [house.tagId, at(minute), house.floorId, minute, zones[Math.floor(minute / 5) % 2]],
      );
  }

  it('tells the zones in which it carried the tag, newest first, page by page', async () => {
    await walkThrough();
    const first = (await use(house.anna, 'GET', 'visits?limit=3')).body;
    expect(first.visits.map(({ enteredAt }: { enteredAt: string }) => enteredAt)).toEqual(
      [25, 20, 15].map((minute) => at(minute).toISOString()),
    );
    expect(first.visits[0]).toMatchObject({
      zoneName: 'Store',
      zoneKind: 'storage',
      floorId: house.floorId,
      leftAt: null,
    });
    const second = (await use(house.anna, 'GET', `visits?limit=3&before=${first.next}`)).body;
    // What the tag told before the house.pump carried it is of what carried it before.
    expect(second).toMatchObject({ next: null, visits: [{ enteredAt: at(10).toISOString() }] });
  });

  it('tells its way, also that of a part without a tag, and nothing of others', async () => {
    await walkThrough();
    const span = `from=${at(-60).toISOString()}&to=${at(60).toISOString()}`;
    const { points, thinned } = (await use(house.anna, 'GET', `trail?${span}`)).body;
    expect([points.length, points[0].at, points[0].x, thinned]).toEqual([20, at(10).toISOString(), 10, false]);
    expect(points.filter(({ afterSilence }: { afterSilence: boolean }) => afterSilence)).toEqual([]);
    const silent = `from=${at(-60).toISOString()}&to=${at(90).toISOString()}`;
    await house.api.database.pool.query(
      `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
       SELECT tag_id, $2, floor_id, x, y, 1, 1, 0, 3, zone_id, 'grid' FROM position WHERE tag_id = $1 LIMIT 1`,
      [house.tagId, at(70)],
    );
    expect((await use(house.anna, 'GET', `trail?${silent}`)).body.points.at(-1)).toMatchObject({ afterSilence: true });
    await new AssetStore(house.api.database).register([
      { number: 'PART', name: 'Cable', typeKey: 'cable', tagKey: null },
    ]);
    const { rows } = await house.api.database.pool.query<{ id: number }>(
      `UPDATE asset SET kit_id = $1 WHERE number = 'PART' RETURNING id`,
      [house.pump],
    );
    await house.api.database.pool.query('INSERT INTO kit_membership (asset_id, kit_id, since) VALUES ($1, $2, $3)', [
      ...[rows[0].id, house.pump, at(12)],
    ]);
    expect((await as(house.anna, 'GET', `/assets/${rows[0].id}/trail?${span}`)).body.points).toEqual(
      points.filter((point: { at: string }) => point.at >= at(12).toISOString()),
    );
    const elsewhere = await house.api.signIn('nurse', { siteIds: [] });
    expect((await use(elsewhere, 'GET', `trail?${span}`)).status).toBe(404);
    const newcomer = await house.api.signIn('nurse', { departments: ['ICU'] });
    expect((await use(newcomer, 'GET', `trail?${span}`)).body.points).toEqual([]);
    expect((await use(newcomer, 'GET', 'visits')).body.visits).toHaveLength(1);
  });
});
