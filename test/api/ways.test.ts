import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Way, waySchema } from '#contracts/search';
import { patience } from '../support/patience.js';
import { importHospital } from './hospital-plans.js';
import { startTestApi, type TestApi } from './running-api.js';

describe('ways through the house', () => {
  let api: TestApi;
  let zone: (floor: string, name: string) => number;
  let floorIds: number[];
  beforeAll(async () => {
    api = await startTestApi('postgres');
    zone = await importHospital(api.database);
    const { rows } = await api.database.pool.query<{ id: number }>(
      "SELECT floor.id FROM floor WHERE key LIKE 'dh-%' ORDER BY level",
    );
    floorIds = rows.map(({ id }) => id);
    // The import was not announced: the api finds it by the version of the directory.
    const known = async () => (await ask(`floor:${floorIds[0]}`, `floor:${floorIds[0]}`)).status;
    await vi.waitFor(async () => expect(await known()).toBe(200), patience);
  });
  afterAll(() => api?.close());

  const ask = (from: string, to: string, more = '', options = {}) =>
    api.ask('GET', `/api/v1/ways?${new URLSearchParams({ from, to }).toString()}${more}`, {
      key: api.keys.read,
      ...options,
    });
  const way = async (from: string, to: string, more = ''): Promise<Way> =>
    waySchema.parse((await ask(from, to, more)).body);

  it('go up by lift with a bed, and say which one to which floor', async () => {
    const stairs = ['dh-l0', 'dh-l2'].map((floor) => `zone:${zone(floor, 'Stairs east')}`) as [string, string];
    const bed = await way(...stairs, '&wheels=true');
    expect(bed.legs.map(({ floorName, leaveBy }) => [floorName, leaveBy?.kind, leaveBy?.toFloorName])).toEqual([
      ['Ground floor', 'lift', 'Second floor'],
      ['Second floor', undefined, undefined],
    ]);
    expect(bed.legs[0].leaveBy!.name).toMatch(/^Lift \d$/);
    const onFoot = await way(...stairs);
    expect(onFoot.legs.map(({ leaveBy }) => leaveBy?.kind)).toEqual(['stairs', 'stairs', undefined]);
    expect(onFoot.seconds).toBeLessThan(bed.seconds);
  });

  it('lead from a department, a floor and a point', async () => {
    const ward = await way('department:ward 2a', `floor:${floorIds[1]},35,20`);
    expect([ward.straight, ward.legs.length]).toEqual([false, 1]);
    expect(ward.legs[0].points.at(-1)).toEqual([35, 20]);
    expect((await way(`floor:${floorIds[0]}`, `floor:${floorIds[1]}`)).legs.at(-1)!.floorId).toBe(floorIds[1]);
  });

  it('are straight where the plan has no doors, and none between floors without lifts', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>(
      "SELECT id FROM floor WHERE key LIKE 'floor-%' ORDER BY key",
    );
    expect(await way(`floor:${rows[0].id},1,0.5`, `floor:${rows[0].id},4,2`)).toMatchObject({ straight: false });
    const between = await ask(`floor:${rows[0].id}`, `floor:${rows[1].id}`);
    expect([between.status, between.body.detail]).toEqual([
      404,
      'The plans show no way from Floor 0 to Floor 1: they are on different floors.',
    ]);
  });

  it('are answered the same for places of hidden sites as for such that do not exist', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>("SELECT id FROM site WHERE key = 'house'");
    const { headers } = await api.signIn('nurse', { siteIds: [rows[0].id] });
    const own = await api.database.pool.query<{ id: number }>("SELECT id FROM floor WHERE key = 'floor-0'");
    const here = `floor:${own.rows[0].id}`;
    const asked = async (to: string) => {
      const answer = await ask(here, to, '', { key: null, headers });
      return [answer.status, answer.body.detail.replace(/\d+/, 'N')];
    };
    expect(await asked(`zone:${zone('dh-l0', 'Lift 1')}`)).toEqual(await asked('zone:424242'));
    expect(await asked(`floor:${floorIds[0]}`)).toEqual(await asked('floor:424242'));
    expect(await asked('department:Ward 2A')).toEqual([404, 'No plan has zones of Ward NA.']);
    expect((await ask(here, here, '', { key: null, headers })).status).toBe(200);
  });

  it('say what is wrong with a place', async () => {
    for (const place of ['zone:', 'room:4', 'floor:1,2', `zone:1' OR '1'='1`])
      expect([place, (await ask(place, 'floor:1')).status]).toEqual([place, 400]);
    for (const place of ['zone:0', 'zone:99999999999', 'floor:2147483648', `department:' OR 1=1 --`])
      expect([place, (await ask(place, 'floor:1')).status]).toEqual([place, 404]);
  });
});
