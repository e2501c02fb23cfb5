import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SearchAnswer, searchAnswerSchema } from '#contracts/search';
import { AssetStore } from '#storage/asset-store';
import { DirectoryChanges } from '../../apps/api/directory/directory-changes.js';
import { patience } from '../support/patience.js';
import { hearPlaces, putIntoZone, sayStatus } from './placed-assets.js';
import { importHospital } from './hospital-plans.js';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

describe('the search', () => {
  let api: TestApi;
  let zone: (floor: string, name: string) => number;
  let nurse: SignedInTester;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    zone = await importHospital(api.database);
    await new AssetStore(api.database).retire(['P-1', 'P-2']);
    await new AssetStore(api.database).register(
      [
        ['IP-1', 'Infusion pump near', 'infusion-pump', 'Ward 2A'],
        ['IP-2', 'Infusion pump far', 'infusion-pump', null],
        ['IP-3', 'Infusion pump upstairs', 'infusion-pump', null],
        ['IP-4', 'Infusion pump used', 'infusion-pump', null],
        ['SP-1', 'Perfusor Space', 'syringe-pump', null],
        ['BED-7', 'Bed', 'bed', 'Cardiology'],
      ].map(([number, name, typeKey, department]) => ({
        number: number!,
        name: name!,
        typeKey: typeKey!,
        tagKey: `tag-${number!.toLowerCase()}`,
        department,
      })),
    );
    const { pool } = api.database;
    await pool.query(
      `UPDATE asset_type SET name = 'Infusion pump', icon = 'pump', synonyms = '{IV pump,Infusionspumpe,Volumat}' WHERE key = 'infusion-pump'`,
    );
    await pool.query(
      `UPDATE asset_type SET name = 'Syringe pump', icon = 'syringe', synonyms = '{Spritzenpumpe}' WHERE key = 'syringe-pump'`,
    );
    await pool.query(`UPDATE asset_type SET name = 'Bed', icon = 'bed', synonyms = '{Krankenbett}' WHERE key = 'bed'`);
    await pool.query(`UPDATE asset SET serial = 'SN-0815' WHERE number = 'SP-1'`);
    await put('IP-1', 'dh-l1', 'Ward 2A, south corridor');
    await put('IP-2', 'dh-l1', 'Ward 2B, south corridor');
    await put('IP-3', 'dh-l2', 'Lift hall');
    await put('IP-4', 'dh-l1', 'Ward 2A, south corridor');
    await put('SP-1', 'dh-l0', 'Lift 1');
    await put('BED-7', 'dh-l1', 'Lift hall');
    await say('IP-4', 'in-use');
    await api.api.app.get(DirectoryChanges).announce();
    nurse = await api.signIn('nurse');
  });
  afterAll(() => api?.close());

  const here = () => `zone:${zone('dh-l1', 'Ward 2A, north corridor')}`;
  const find = async (
    q: string,
    { near, as = nurse, limit }: { near?: string; as?: SignedInTester; limit?: number } = {},
  ): Promise<SearchAnswer> => {
    const query = new URLSearchParams({ q, ...(near ? { near } : {}), ...(limit ? { limit: String(limit) } : {}) });
    const answer = await api.ask('GET', `/api/v1/search?${query.toString()}`, { key: null, headers: as.headers });
    expect([q, answer.status]).toEqual([q, 200]);
    return searchAnswerSchema.parse(answer.body);
  };
  const numbers = async (...asked: Parameters<typeof find>) =>
    (await find(...asked)).results.map(({ number }) => number);

  const put = (number: string, floor: string, name: string) => putIntoZone(api, number, zone(floor, name));
  const say = (number: string, status: string) => sayStatus(api, number, status);

  it('puts the nearest free one first, and says how far it is and why another cannot be taken', async () => {
    const answer = await find('pump', { near: here() });
    expect(answer.near?.name).toBe('Ward 2A, north corridor');
    expect(answer.results.map(({ number }) => number)).toEqual(
      ['IP-1', 'IP-2', 'SP-1', 'IP-3', 'IP-4'].sort((a, b) => order(answer, a) - order(answer, b)),
    );
    expect(answer.results[0].number).toBe('IP-1');
    const used = answer.results.at(-1)!;
    expect([used.number, used.obstacles, used.status.value]).toEqual(['IP-4', ['in-use'], 'in-use']);
    const walks = answer.results.slice(0, -1).map(({ walkS }) => walkS!);
    expect(walks).toEqual([...walks].sort((a, b) => a - b));
    expect(answer.results[0].obstacles).toEqual([]);
    expect(answer.results[0].sureness).toBeGreaterThan(0.8);
    expect(answer.total).toBe(5);
  });

  it.each([
    ['pum', 5],
    ['PUMP', 5],
    ['infusion pump', 4],
    ['iv pump', 4],
    ['volumat', 4],
    ['Infusionspumpe', 4],
    ['pumpe', 5],
    ['infsion pmup', 4],
    ['spritzenpumpe', 1],
    ['perfusor', 1],
    ['perfussor', 1],
    ['krankenbet', 1],
    ['bed', 1],
    ['quetzal', 0],
    ['', 6],
  ])('finds for "%s" %d', async (q, total) => {
    expect((await find(q)).total).toBe(total);
  });

  it('understands status, place and department, in German too', async () => {
    expect(await numbers('pump in use')).toEqual(['IP-4']);
    expect(await numbers('pump free', { near: here() })).not.toContain('IP-4');
    expect((await numbers('freie Pumpe bei Ward 2B'))[0]).toBe('IP-2');
    expect(await numbers('pumpe im ward 2b')).toEqual(['IP-2']);
    expect((await numbers('pump 2A')).sort()).toEqual(['IP-1', 'IP-4']);
    expect(await numbers('cardiology')).toEqual(['BED-7']);
    const told = await find('pump free near 2A');
    expect(told.understood.map(({ as, name }) => `${as} ${name}`)).toEqual([
      ...['status free', 'near Ward 2A', 'type Infusion pump, Pump, Syringe pump'],
    ]);
    expect(told.near!.name).toBe('Ward 2A');
  });

  it('takes "near me" from where one is', async () => {
    const near = `zone:${zone('dh-l2', 'Lift hall')}`;
    const answer = await find('pump near me', { near });
    expect([answer.near?.name, answer.results[0].number]).toEqual(['Lift hall', 'IP-3']);
    expect((await find('pump near me')).near).toBeNull();
  });

  it('puts an exact number first, serials and tags as well', async () => {
    for (const [q, number] of [
      ['IP-4', 'IP-4'],
      ['ip4', 'IP-4'],
      ['sn-0815', 'SP-1'],
      ['tag-bed-7', 'BED-7'],
    ]) {
      const answer = await find(q, { near: here() });
      expect([q, answer.results[0].number, answer.understood[0].as]).toEqual([q, number, 'number']);
    }
  });

  it('lets what others did not find sink, and what others reserved, but not what is mine', async () => {
    const { pool } = api.database;
    const report = (kind: string) =>
      pool.query(
        `INSERT INTO find_report (asset_id, kind, told_zone_id, told_since, at) SELECT asset.id, $1, zone_id, in_zone_since, clock_timestamp()
         FROM asset JOIN current_position here ON here.tag_id = asset.tag_id WHERE number = 'IP-1'`,
        [kind],
      );
    const reserve = (userId: number | null) =>
      pool.query(
        `INSERT INTO reservation (asset_id, user_id, reserved_by, expires_at) SELECT id, $1, 'Ann', now() + interval '1 hour' FROM asset WHERE number = 'IP-2'`,
        [userId],
      );
    await report('not-here');
    const doubted = await find('infusion pump free', { near: here() });
    expect(doubted.results.map(({ number }) => number)).toEqual(['IP-2', 'IP-3', 'IP-1']);
    expect(doubted.results[2]).toMatchObject({ obstacles: ['doubted'] });
    expect(doubted.results[2].sureness).toBeLessThan(0.1);
    const other = await api.signIn('nurse');
    await reserve(other.id);
    expect(await numbers('infusion pump free', { near: here() })).toEqual(['IP-3', 'IP-1']);
    expect(
      (await find('infusion pump', { near: here() })).results.find(({ number }) => number === 'IP-2')!.obstacles,
    ).toEqual(['reserved']);
    expect(await numbers('infusion pump free', { near: here(), as: other })).toEqual(['IP-2', 'IP-3', 'IP-1']);
    await pool.query('DELETE FROM reservation');
    await report('found');
    expect((await numbers('infusion pump free', { near: here() }))[0]).toBe('IP-1');
  });

  it('hears of a new status with the very next question', async () => {
    await say('IP-1', 'needs-cleaning');
    expect(await numbers('dirty pump')).toEqual(['IP-1']);
    expect((await numbers('pump', { near: here() }))[0]).not.toBe('IP-1');
    await say('IP-1', 'available');
    expect((await numbers('pump', { near: here() }))[0]).toBe('IP-1');
  });

  it('cuts the list and still tells how many there are; retired ones are none', async () => {
    const answer = await find('pump', { limit: 2 });
    expect([answer.results.length, answer.total]).toEqual([2, 5]);
    expect((await find('P-1')).results.map(({ number }) => number)).not.toContain('P-1');
  });

  it('is not changed by anything that is hidden: no result, no number, no word', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>(`SELECT id FROM site WHERE key = 'demo-hospital'`);
    const someone = await api.signIn('nurse', { siteIds: [rows[0].id], departments: ['Ward 2A'] });
    const questions = [
      'pump',
      'bed',
      'BED-7',
      'cardiology',
      'zyklotron',
      'zyklotorn',
      'hidden',
      'pump near Secret',
      'pump in Secret',
      'secret',
      '',
    ];
    const ask = () =>
      Promise.all(questions.map(async (q) => ({ q, ...withoutTimes(await find(q, { near: here(), as: someone })) })));
    const before = await ask();
    await new AssetStore(api.database).register([
      {
        number: 'HIDDEN-1',
        name: 'Zyklotron pump',
        typeKey: 'infusion-pump',
        tagKey: 'hidden-1',
        department: 'Secret',
      },
      { number: 'HIDDEN-2', name: 'Hidden pump', typeKey: 'infusion-pump', tagKey: 'hidden-2', department: null },
    ]);
    const house = await api.database.pool.query<{ id: number; zone: number }>(
      `SELECT floor.id, zone.id AS zone FROM floor JOIN zone ON zone.floor_id = floor.id WHERE floor.key = 'floor-0'`,
    );
    await api.database.pool.query(
      `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at,
         method, partition, journal_sequence, state) SELECT tag_id, $1, 1, 1, 1, 1, 0, 2, $2, now(), now(), 'grid', 0, 1, '' FROM asset WHERE number = 'HIDDEN-2'`,
      [house.rows[0].id, house.rows[0].zone],
    );
    await api.api.app.get(DirectoryChanges).announce();
    await hearPlaces(api);
    // Those who see everything see them; then they are there.
    await vi.waitFor(async () => expect(await numbers('zyklotron')).toEqual(['HIDDEN-1']), patience);
    expect(await numbers('hidden pump')).toContain('HIDDEN-2');
    expect(await ask()).toEqual(before);
  });

  it('takes questions for words, whatever is in them', async () => {
    for (const q of [
      "'; DROP TABLE asset; --",
      "' OR '1'='1",
      ':* & | !',
      '%',
      '_',
      '\\',
      '((((',
      '<svg onload=x>',
      'é'.repeat(200),
    ])
      expect((await find(q)).results.length).toBeLessThanOrEqual(30);
    expect((await api.ask('GET', '/api/v1/search?q=%00')).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/search?q=a&near=zone:x')).status).toBe(400);
    expect((await find('pump')).total).toBeGreaterThan(0);
  });

  it('keeps searches for the one who made them', async () => {
    const as = (who: SignedInTester, method: string, body?: unknown) =>
      api.ask(method, '/api/v1/searches', { key: null, headers: who.headers, body });
    const [ann, bob] = [await api.signIn('nurse'), await api.signIn('nurse')];
    expect((await as(ann, 'PUT', { q: 'pump free', pinned: true })).status).toBe(204);
    expect((await as(ann, 'PUT', { q: 'bed', pinned: false })).status).toBe(204);
    expect((await as(ann, 'GET')).body.searches).toEqual([
      { q: 'pump free', pinned: true },
      { q: 'bed', pinned: false },
    ]);
    expect((await as(bob, 'GET')).body.searches).toEqual([]);
    expect((await as(ann, 'DELETE', { q: 'bed' })).status).toBe(204);
    expect((await as(ann, 'GET')).body.searches).toHaveLength(1);
    expect((await api.ask('GET', '/api/v1/searches')).status).toBe(403);
  });
});

function order({ results }: SearchAnswer, number: string): number {
  return results.findIndex((result) => result.number === number);
}

/** Without what passes by itself. */
function withoutTimes({ results, ...rest }: SearchAnswer) {
  return { ...rest, results: results.map(({ number, walkS, obstacles }) => ({ number, walkS, obstacles })) };
}
