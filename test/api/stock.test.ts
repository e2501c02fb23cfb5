import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParLevel, Stock, StockLine } from '#contracts/par-levels';
import { PlacesStore } from '#storage/places-store';
import { type SignedInTester, startTestApi, type TestApi, testPlan } from './running-api.js';
import { patience } from '../support/patience.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>';
const always = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, untilMinute: 1440 };
const square = (x: number): [number, number][] => [
  [x, 0],
  [x + 4, 0],
  [x + 4, 4],
  [x, 4],
];

/** Three stores side by side, the first of them of Ward 1, the third of Surgery; one more above. */
function plan(level: 0 | 1) {
  const plain = testPlan(level);
  const zone = (key: string, name: string, x: number, department?: string) => ({
    ...{ key, name, kind: 'storage' as const, polygon: square(x), department },
  });
  const below = [zone('a', 'Store A', 0, 'Ward 1'), zone('b', 'Store B', 6), zone('c', 'Store C', 12, 'Surgery')];
  return { ...plain, zones: level === 0 ? below : [zone('d', 'Store D', 0)] };
}

describe('stock levels', () => {
  let api: TestApi;
  let biomed: SignedInTester;
  let zones: Map<string, { id: number; floorId: number }>;

  const ask = (method: string, path: string, body?: unknown, who = biomed) =>
    api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });
  const stock = async (query = '', who = biomed) => (await ask('GET', `/stock${query}`, undefined, who)).body as Stock;
  const fields = (store: string, target: number, more = {}) => ({
    ...{ typeKey: 'pump', zoneId: zones.get(store)!.id, department: null, ...always },
    ...{ target, criticalMin: Math.max(0, target - 1), criticalMax: target + 1, ...more },
  });
  const add = async (body: unknown, who = biomed) => (await ask('POST', '/par-levels', body, who)).body as ParLevel;
  const line = async ({ id }: ParLevel, who = biomed): Promise<StockLine | undefined> =>
    (await stock('', who)).lines.find(({ level }) => level.id === id);

  /** A free pump that is heard now in a store, and has stood there for so many hours. */
  async function stand(
    number: string,
    store: string,
    { hours = 1, ageS = 0, status = 'available', department = '' } = {},
  ) {
    const { pool } = api.database;
    await pool.query(`INSERT INTO tag (key) VALUES ($1) ON CONFLICT DO NOTHING`, [`tag-${number}`]);
    await pool.query(
      `INSERT INTO asset (number, name, asset_type_id, tag_id, status, department, tag_since)
       SELECT $1, 'Pump ' || $1, type.id, tag.id, $2, nullif($3, ''), now() - interval '30 days'
       FROM asset_type type, tag WHERE type.key = 'pump' AND tag.key = $4`,
      [number, status, department, `tag-${number}`],
    );
    const { id, floorId } = zones.get(store)!;
    await pool.query(
      `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at,
         method, partition, journal_sequence, state, zones, ambiguous, reporting_interval_ms)
       SELECT tag.id, $1, 2, 2, 1, 1, 0, 2, $2, now() - make_interval(hours => $3), now() - make_interval(secs => $4), 'grid', 0, 0,
         '\\x00', $5, false, 3600000 FROM tag WHERE key = $6`,
      [floorId, id, hours, ageS, JSON.stringify([[id, 0.97]]), `tag-${number}`],
    );
  }

  beforeAll(async () => {
    api = await startTestApi('postgres');
    const places = new PlacesStore(api.database);
    await places.importFloorplan(plan(0), svg);
    await places.importFloorplan(plan(1), svg);
    const { rows } = await api.database.pool.query(
      `SELECT id, name, floor_id AS "floorId" FROM zone WHERE removed_at IS NULL`,
    );
    zones = new Map(rows.map(({ name, ...zone }) => [name, zone]));
    biomed = await api.signIn('biomed');
    await stand('A1', 'Store A');
    for (const [index, number] of ['B1', 'B2', 'B3', 'B4'].entries())
      await stand(number, 'Store B', { hours: 10 + index });
    await stand('C1', 'Store C', { department: 'Surgery', hours: 99 });
    await stand('C2', 'Store C', { status: 'needs-cleaning' });
    await stand('D1', 'Store D', { hours: 5 });
  });
  afterAll(() => api?.close());

  it('are written, changed and deleted, and read by everybody who is signed in', async () => {
    const level = await add(fields('Store D', 2, { fromMinute: 1320, untilMinute: 360, days: [6, 5, 5] }));
    expect(level).toMatchObject({
      ...{ typeKey: 'pump', typeName: 'Pump', days: [5, 6], fromMinute: 1320, untilMinute: 360, target: 2 },
      place: { name: 'Store D', zoneId: zones.get('Store D')!.id, floorName: 'Floor 1', siteName: 'House' },
    });
    const nurse = await api.signIn('nurse');
    expect((await ask('GET', '/par-levels', undefined, nurse)).body.levels).toEqual([level]);
    expect((await ask('POST', '/par-levels', fields('Store D', 2), nurse)).status).toBe(403);
    const changed = await ask('PUT', `/par-levels/${level.id}`, fields('Store D', 4));
    expect([changed.status, changed.body.target, changed.body.days]).toEqual([200, 4, always.days]);
    expect((await ask('DELETE', `/par-levels/${level.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/par-levels/${level.id}`)).status).toBe(404);
    const { rows } = await api.database.pool.query(
      `SELECT before -> 'target' AS before, after -> 'target' AS after FROM audit_event WHERE action = 'par-level.change' ORDER BY id`,
    );
    expect(rows.slice(-3)).toEqual([
      { before: null, after: 2 },
      { before: 2, after: 4 },
      { before: 4, after: null },
    ]);
  });

  it('of the same type and place never hold at the same time, whoever writes first', async () => {
    const day = { days: [1, 2, 3, 4, 5], fromMinute: 360, untilMinute: 1320 };
    const night = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1320, untilMinute: 360 };
    const level = await add(fields('Store D', 2, day));
    const other = await add(fields('Store D', 1, night));
    const refused = await ask(
      'POST',
      '/par-levels',
      fields('Store D', 3, { days: [3], fromMinute: 300, untilMinute: 400 }),
    );
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      'For Pump in Store D there is a level already that holds at the same time: Mon, Tue, Wed, Thu, Fri 06:00 to 22:00, target 2. Choose other days or hours, or change that one.',
    ]);
    expect(
      (await ask('PUT', `/par-levels/${other.id}`, fields('Store D', 1, { ...night, untilMinute: 361 }))).status,
    ).toBe(409);
    expect((await ask('PUT', `/par-levels/${level.id}`, fields('Store D', 5, day))).status).toBe(200);
    const saturday = fields('Store D', 3, { days: [6], fromMinute: 400, untilMinute: 500 });
    const both = await Promise.all([ask('POST', '/par-levels', saturday), ask('POST', '/par-levels', saturday)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    await api.database.pool.query('DELETE FROM par_level');
  });

  it('are refused with the place that is wrong', async () => {
    const tries: [unknown, string][] = [
      [fields('Store D', 2, { typeKey: 'no-such' }), '/typeKey'],
      [fields('Store D', 2, { zoneId: 999_999 }), '/zoneId'],
      [fields('Store D', 2, { zoneId: null, department: 'Nowhere' }), '/department'],
      [fields('Store D', 2, { department: 'Ward 1' }), '/zoneId'],
      [fields('Store D', 2, { criticalMin: 3 }), '/criticalMin'],
      [fields('Store D', 2, { untilMinute: 0 }), '/untilMinute'],
    ];
    for (const [body, pointer] of tries) {
      const refused = await ask('POST', '/par-levels', body);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
    }
  });

  it('say what is short, and who could bring what stood longest without being short themselves', async () => {
    const [a, b] = [await add(fields('Store A', 4)), await add(fields('Store B', 2))];
    const short = (await line(a))!;
    expect(short).toMatchObject({
      state: 'critical',
      least: 1,
      likely: 1,
      most: 1,
      notReady: 0,
      blind: false,
      lack: 3,
    });
    expect(
      short.moves.map(({ from, to, assets, afterCleaning }) => [
        ...[from.name, to.name, assets.map(({ number }) => number), afterCleaning],
      ]),
    ).toEqual([
      ['Store B', 'Store A', ['B4', 'B3'], false],
      ['Store C', 'Store A', ['C1'], false],
    ]);
    const stoodH = (Date.now() - Date.parse(short.moves[0].assets[0].stoodSince!)) / 3_600_000;
    expect(Math.round(stoodH)).toBe(13);
    expect(await line(b)).toMatchObject({ state: 'over', least: 4, moves: [{ count: 2, to: { name: 'Store A' } }] });
    expect((await stock()).lines.map(({ state }) => state)).toEqual(['critical', 'over']);
    expect((await stock('?department=Ward%201')).lines.map(({ level }) => level.id)).toEqual([a.id]);
    expect((await stock('?site=999')).lines).toEqual([]);
  });

  it('do not tell those of one department of the stock and equipment of another', async () => {
    const surgery = await add(fields('Store C', 5));
    const nurse = await api.signIn('nurse', { departments: ['Ward 1'] });
    const { lines } = await stock('', nurse);
    expect(lines.map(({ level }) => level.place.name)).toEqual(['Store A', 'Store B']);
    expect(JSON.stringify(lines)).not.toMatch(/Surgery|C1|C2|Store C/);
    const ward = await api.signIn('biomed', { departments: ['Ward 1'] });
    expect((await ask('PUT', `/par-levels/${surgery.id}`, fields('Store A', 1), ward)).status).toBe(404);
    expect((await ask('POST', '/par-levels', fields('Store C', 1, { days: [1] }), ward)).status).toBe(400);
    expect((await ask('DELETE', `/par-levels/${surgery.id}`)).status).toBe(204);
  });

  it('count a department in all its zones, and only when the level holds', async () => {
    const ward = await add(fields('Store A', 1, { zoneId: null, department: 'Ward 1' }));
    expect(ward.place).toMatchObject({ zoneId: null, department: 'Ward 1', name: 'Ward 1', siteName: 'House' });
    expect(await line(ward)).toMatchObject({ least: 1, state: 'right', moves: [] });
    const site = await api.database.pool.query(
      `SELECT extract(isodow FROM now() AT TIME ZONE 'Europe/Vienna')::int AS today`,
    );
    const dayAfterTomorrow = ((site.rows[0].today + 1) % 7) + 1;
    await ask('PUT', `/par-levels/${ward.id}`, {
      ...fields('Store A', 1, { zoneId: null, department: 'Ward 1' }),
      days: [dayAfterTomorrow],
    });
    expect(await line(ward)).toBeUndefined();
  });

  it('of a place that is on no plan any more are told as such, and do not vanish', async () => {
    const { pool } = api.database;
    await pool.query('DELETE FROM par_level');
    const [gone, ward] = [
      await add(fields('Store C', 2)),
      await add(fields('Store A', 1, { zoneId: null, department: 'Ward 1' })),
    ];
    expect((await stock()).withoutPlace).toEqual([]);
    const places = new PlacesStore(api.database);
    const whole = plan(0);
    await places.importFloorplan({ ...whole, zones: whole.zones.filter(({ key }) => key === 'b') }, svg);
    await expect
      .poll(async () => (await stock()).withoutPlace.map(({ id }) => id), patience)
      .toEqual([gone.id, ward.id]);
    expect((await stock()).lines).toEqual([]);
    expect((await stock('?department=Ward%201')).withoutPlace.map(({ id }) => id)).toEqual([ward.id]);
    const other = await api.signIn('nurse', { departments: ['Ward 1'] });
    expect((await stock('', other)).withoutPlace.map(({ id }) => id)).toEqual([ward.id]);
    await places.importFloorplan(whole, svg);
    await expect.poll(async () => (await stock()).lines.length, patience).toBe(2);
  });

  it('become a range while readers are silent, and never a shortage', async () => {
    const { pool } = api.database;
    await pool.query('DELETE FROM par_level');
    const level = await add(fields('Store D', 2));
    expect(await line(level)).toMatchObject({ state: 'short', least: 1, most: 1 });
    await stand('D2', 'Store D');
    await expect.poll(() => line(level), patience).toMatchObject({ state: 'right', least: 2, blind: false });
    const silent = new Date(Date.now() - 9 * 60_000);
    await pool.query(`INSERT INTO reader_status SELECT id, $1, 500 FROM reader WHERE floor_id = $2`, [
      silent,
      zones.get('Store D')!.floorId,
    ]);
    await pool.query(`UPDATE current_position SET observed_at = $1, reporting_interval_ms = 5000 WHERE zone_id = $2`, [
      new Date(silent.getTime() - 1000),
      zones.get('Store D')!.id,
    ]);
    // The floor below is heard: the silence is that of readers and not of the whole house.
    const hear = () =>
      api.ask('POST', '/api/v1/readings', {
        body: { readings: [{ readerKey: 'r1', tagKey: 'nobody', rssiDbm: -60, observedAt: Date.now() }] },
      });
    await expect.poll(async () => (await hear(), (await line(level))!.blind), patience).toBe(true);
    expect(await line(level)).toMatchObject({ state: 'unknown', least: 0, most: 2, lack: 0, moves: [] });
  });
});
