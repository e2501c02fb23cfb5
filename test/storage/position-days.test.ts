import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesEverything } from '#contracts/visibility';
import type { Position } from '#contracts/position';
import { AssetStore } from '#storage/asset-store';
import type { Database } from '#storage/database';
import { checkDrift } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { dropDaysBefore, ensureDays } from '#storage/position-days';
import { PositionStore } from '#storage/position-store';
import { insertPositions } from '#storage/write-positions';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

const day = (text: string) => new Date(`${text}T12:00:00Z`);

describe('positions by day', () => {
  let database: Database & { url: string };

  const at = (time: string, changes: Partial<Position> = {}): Position => ({
    tagId: 1,
    floorId: 1,
    x: 1.5,
    y: 2.25,
    varX: 1,
    varY: 2,
    covXY: -0.5,
    radius90M: 3,
    zoneId: 1,
    observedAt: Date.parse(time),
    method: 'level-fit',
    zones: [],
    ambiguous: false,
    reportingIntervalMs: null,
    late: false,
    ...changes,
  });
  const write = async (rows: Position[]) => {
    const client = await database.pool.connect();
    try {
      await insertPositions(client, rows);
    } finally {
      client.release();
    }
  };
  const days = async () =>
    (
      await database.pool.query<{ name: string }>(`SELECT inhrelid::regclass::text AS name FROM pg_inherits
       WHERE inhparent = 'position'::regclass ORDER BY 1`)
    ).rows.map((row) => row.name);

  beforeAll(async () => {
    database = await openMigrated('days');
    await new PlacesStore(database).importFloorplan(smallFloor(), plainDrawing);
    await new AssetStore(database).register([{ number: 'A', name: 'Pump', typeKey: 'pump', tagKey: 't' }]);
  });
  afterAll(() => database.close());

  it('get their partitions once when four workers ask together', async () => {
    const ask = () => ensureDays(database.pool, day('2026-11-18'), day('2026-11-20'));
    await Promise.all([ask(), ask(), ask(), ask()]);
    await ask();
    expect(await days()).toEqual(['position_20261118', 'position_20261119', 'position_20261120']);
    expect(await checkDrift(database.url)).toEqual([]);
  });

  it('are read back in order over midnight, page by page', async () => {
    await write([
      at('2026-11-20T00:00:00.000Z', { x: 3 }),
      at('2026-11-19T23:59:59.999Z', { zoneId: null, late: true, method: 'one-reader' }),
      at('2026-11-18T00:00:00.001Z'),
    ]);
    const positions = new PositionStore(database);
    const span = { from: '2026-11-18T00:00:00Z', to: '2026-11-20T00:00:00Z' };
    const history = (await positions.historyOf('t', seesEverything))!;
    const first = await positions.history(history, { ...span, limit: 2 });
    expect(first.positions.map((position) => position.observedAt)).toEqual([
      '2026-11-18T00:00:00.001Z',
      '2026-11-19T23:59:59.999Z',
    ]);
    expect(first.positions[1]).toMatchObject({ floorKey: 'l1', zoneKey: null, method: 'one-reader', covXY: -0.5 });
    expect(first.next).toBe('2026-11-20T00:00:00.000Z');
    const second = await positions.history(history, { ...span, from: first.next!, limit: 2 });
    expect(second.positions.map((position) => [position.x, position.zoneKey])).toEqual([[3, 'ward']]);
    expect(second.next).toBeNull();
    expect(await positions.historyOf('nobody', seesEverything)).toBeNull();
  });

  it('are replaced when the same second is worked out again, be it within one batch', async () => {
    await write([at('2026-11-20T08:00:00Z', { x: 1 }), at('2026-11-20T08:00:00Z', { x: 5, tagId: 2 })]);
    await write([at('2026-11-20T08:00:00Z', { x: 7 }), at('2026-11-20T08:00:00Z', { x: 2 })]);
    const { rows } = await database.pool.query(
      `SELECT tag_id, x FROM position WHERE observed_at = '2026-11-20 08:00+00' ORDER BY tag_id`,
    );
    expect(rows).toEqual([
      { tag_id: 1, x: 2 },
      { tag_id: 2, x: 5 },
    ]);
  });

  it('get a new day while a batch is being written, without waiting for it', async () => {
    const writer = await database.pool.connect();
    try {
      await writer.query('BEGIN');
      await insertPositions(writer, [at('2026-11-20T09:00:00Z', { tagId: 9 })]);
      await ensureDays(database.pool, day('2026-11-21'), day('2026-11-21'));
      await writer.query('COMMIT');
      await insertPositions(writer, [at('2026-11-21T09:00:00Z', { tagId: 9 })]);
    } finally {
      writer.release(true);
    }
    expect(await days()).toContain('position_20261121');
  });

  it('are refused, not lost in silence, where their day has no partition', async () => {
    await expect(write([at('2026-12-24T08:00:00Z')])).rejects.toThrow('no partition of relation "position"');
  });

  it('are dropped by whole days, also after an interrupted run', async () => {
    await database.pool.query('ALTER TABLE position DETACH PARTITION position_20261118');
    expect(await dropDaysBefore(database.pool, day('2026-11-20'))).toEqual(['position_20261118', 'position_20261119']);
    expect(await days()).toEqual(['position_20261120', 'position_20261121']);
    expect(await dropDaysBefore(database.pool, day('2026-11-20'))).toEqual([]);
  });
});
