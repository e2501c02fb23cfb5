import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seesEverything, type Visibility } from '#contracts/visibility';
import type { AssetChange } from '#storage/asset-changes';
import { AssetStore } from '#storage/asset-store';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';
import { ensureDays } from '#storage/position-days';
import { PositionStore } from '#storage/position-store';
import { AssetOutOfSight, registerAssets } from '#storage/register-assets';
import { type Remembered, RememberedStore } from '#storage/remembered-store';
import { TagBatteryStore } from '#storage/tag-battery-store';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

const wardA: Visibility = { siteIds: null, departments: ['A'], persons: false };
const span = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', limit: 100 };

describe('changes of assets', () => {
  let database: Database;
  let assets: AssetStore;
  let positions: PositionStore;
  beforeAll(async () => {
    database = await openMigrated('asset changes');
    assets = new AssetStore(database);
    positions = new PositionStore(database);
    const plan = smallFloor();
    await new PlacesStore(database).importFloorplan(plan, plainDrawing);
    const annex = { ...plan, site: { ...plan.site, key: 'annex', name: 'Annex' }, readers: [] };
    await new PlacesStore(database).importFloorplan(annex, plainDrawing);
  });
  beforeEach(() => database.pool.query('TRUNCATE asset, tag, position, current_position RESTART IDENTITY CASCADE'));
  afterAll(() => database.close());

  const pump = { number: 'A-1', name: 'Pump', typeKey: 'pump', tagKey: 't1', department: 'A' };

  /** Registers and gives what was noted of it. */
  async function noted(given: Parameters<AssetStore['register']>[0], visibility = seesEverything) {
    const all: AssetChange[] = [];
    await assets.register(given, { visibility, note: async (_client, changes) => void all.push(...changes) });
    return all.map(({ before, after }) => [before?.department, after.number, after.tagKey, after.department]);
  }
  async function wasHere(tagId: number, at: Date, floorId = 1) {
    await ensureDays(database.pool, at, at);
    await database.pool.query(
      `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, method)
       VALUES ($1, $2, $3, 1, 1, 1, 1, 0, 1, 'grid')`,
      [tagId, at, floorId],
    );
  }
  const wayOf = async (tagKey: string, visibility: Visibility) => {
    const history = await positions.historyOf(tagKey, visibility);
    return history && (await positions.history(history, span)).positions.length;
  };

  it('are noted with what was before, of every asset that changed and of no other', async () => {
    expect(await noted([pump])).toEqual([[undefined, 'A-1', 't1', 'A']]);
    expect(await noted([pump])).toEqual([]);
    expect(await noted([{ ...pump, number: 'A-2', department: 'B' }])).toEqual([
      ['A', 'A-1', null, 'A'],
      [undefined, 'A-2', 't1', 'B'],
    ]);
  });

  it('leave the department and the mark of a person as they were when nothing is said of them', async () => {
    await assets.register([{ ...pump, person: true }]);
    await assets.register([{ number: 'A-1', name: 'Renamed', typeKey: 'pump', tagKey: 't1' }]);
    expect(await assets.byId(1, seesEverything)).toMatchObject({ name: 'Renamed', department: 'A', person: true });
    await assets.register([{ ...pump, department: null, person: false }]);
    expect(await assets.byId(1, seesEverything)).toMatchObject({ department: null, person: false });
  });

  it('are undone as a whole when they cannot be noted', async () => {
    const note = () => Promise.reject(new Error('the trail is closed'));
    await expect(assets.register([pump], { visibility: seesEverything, note })).rejects.toThrow('closed');
    await assets.register([pump]);
    await expect(assets.retire(['A-1'], { visibility: seesEverything, note })).rejects.toThrow('closed');
    expect(await assets.byId(2, seesEverything)).toMatchObject({ number: 'A-1', tagKey: 't1' });
  });

  it('are refused where something is out of sight, before or after', async () => {
    await assets.register([{ ...pump, number: 'B-1', department: 'B' }]);
    const refused = async (given: object) =>
      noted([{ ...pump, tagKey: null, ...given }], wardA).then(
        () => null,
        (error: unknown) => error instanceof AssetOutOfSight && error.why,
      );
    expect(await refused({ number: 'B-1' })).toBe('hidden');
    expect(await refused({ tagKey: 't1' })).toBe('hidden');
    expect(await refused({ department: 'B' })).toBe('leaving');
    expect(await refused({ person: true })).toBe('leaving');
    expect(await refused({})).toBeNull();
    expect(await assets.retire(['B-1'], { visibility: wardA, note: async () => undefined })).toBe(0);
  });

  it('that come at once are made one after another: the later sees what the earlier made', async () => {
    await assets.register([{ ...pump, number: 'A-0', tagKey: null }]);
    const wardB: Visibility = { ...wardA, departments: ['B'] };
    const first = await database.pool.connect();
    try {
      await first.query('BEGIN');
      await registerAssets(first, [pump]);
      const refused = noted([{ ...pump, tagKey: null, department: 'B' }], wardB).catch((error: unknown) => error);
      const second = noted([{ ...pump, name: 'Renamed' }], wardA);
      const waiting = async () =>
        (
          await database.pool.query(
            `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          )
        ).rowCount;
      await expect.poll(waiting).toBe(2);
      await first.query('COMMIT');
      expect(await refused).toBeInstanceOf(AssetOutOfSight);
      expect(await second).toEqual([['A', 'A-1', 't1', 'A']]);
    } finally {
      first.release(true);
    }
  });

  it('tell of a rest only since the asset carries the tag', async () => {
    await assets.register([{ ...pump, department: 'B' }]);
    await wasHere(1, new Date(Date.now() - 60_000));
    await assets.register([{ ...pump, number: 'A-2' }]);
    const at = Date.now();
    await wasHere(1, new Date(at + 60_000));
    const here = { tagId: 1, floorId: 1, x: 1, y: 1, observedAt: at + 120_000 } as Remembered;
    expect(await new RememberedStore(database).restingSince(here, 2)).toBe(at + 60_000);
  });

  it('are not learnt from when a person carries the tag', async () => {
    const surveys = new CalibrationSurveys(database);
    await assets.register([pump]);
    expect(await surveys.carriedTag({ tagKey: 't1' }, seesEverything)).toBe(1);
    await assets.register([{ ...pump, person: true }]);
    for (const named of [{ tagKey: 't1' }, { tagId: 1 }, { assetId: 1 }])
      expect(await surveys.carriedTag(named, seesEverything)).toBeNull();
  });

  it('give a department the way of its tag only since it carries it', async () => {
    await assets.register([{ ...pump, department: 'B' }]);
    await wasHere(1, new Date(Date.now() - 3_600_000));
    expect(await wayOf('t1', wardA)).toBeNull();
    await assets.register([{ ...pump, number: 'A-2' }]);
    expect([await wayOf('t1', wardA), await wayOf('t1', seesEverything)]).toEqual([0, 1]);
    await wasHere(1, new Date(Date.now() + 1_000));
    await assets.register([{ ...pump, number: 'A-2', name: 'Renamed' }]);
    expect([await wayOf('t1', wardA), await wayOf('t1', seesEverything)]).toEqual([1, 2]);
    await assets.retire(['A-2']);
    expect([await wayOf('t1', wardA), await wayOf('t1', seesEverything)]).toEqual([null, 2]);
  });

  it('show of a way only what was on the sites that somebody sees', async () => {
    await assets.register([pump]);
    await wasHere(1, new Date('2026-03-01T12:00:00Z'), 1);
    await wasHere(1, new Date('2026-03-01T12:01:00Z'), 2);
    const seen = [[1], [2], [1, 2], null].map((siteIds) => wayOf('t1', { ...seesEverything, siteIds }));
    expect(await Promise.all(seen)).toEqual([1, 1, 2, 2]);
  });

  it('keep nothing of what the tag of a person said before they gave it back, however late it is told', async () => {
    const batteries = new TagBatteryStore(database);
    const said = { tagId: 1, percent: 50, millivolts: null };
    const kept = async () => (await database.pool.query('SELECT percent FROM tag_battery')).rows as unknown[];
    await assets.register([{ ...pump, person: true }]);
    await batteries.record([{ ...said, observedAt: Date.now() - 1000 }]);
    expect(await kept()).toEqual([{ percent: 50 }]);
    const before = Date.now() - 500;
    await assets.register([{ ...pump, person: false }]);
    expect(await kept()).toEqual([]);
    await batteries.record([{ ...said, observedAt: before }]);
    expect(await kept()).toEqual([]);
    await batteries.record([{ ...said, percent: 49, observedAt: Date.now() + 10_000 }]);
    expect(await kept()).toEqual([{ percent: 49 }]);
  });

  it.each([
    ['another asset gets the tag', () => assets.register([{ ...pump, number: 'A-2' }])],
    ['it is no person any more', () => assets.register([{ ...pump, person: false }])],
    ['it is taken out of service', () => assets.retire(['A-1'])],
  ])('forget the way of a person when %s', async (_, change) => {
    await assets.register([{ ...pump, person: true }]);
    await wasHere(1, new Date());
    await assets.register([{ ...pump, name: 'Renamed' }]);
    expect(await wayOf('t1', seesEverything)).toBe(1);
    await change();
    expect(await wayOf('t1', seesEverything)).toBe(0);
  });
});
