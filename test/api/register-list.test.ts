import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetListSchema, type AssetView } from '#contracts/assets';
import { putIntoZone } from './placed-assets.js';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

const numbers = ['L-1', 'L-2', 'L-3', 'L-4', 'L-5'];

describe('the list of the register', () => {
  let api: TestApi;
  let biomed: SignedInTester;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    biomed = await api.signIn('biomed');
    await ask('PUT', '/asset-types/bed', { name: 'Bed' });
    const departments = ['Ward 2A, north', 'Ward 2A', null, 'Ward 2A, north', null];
    for (const [index, number] of numbers.entries()) {
      const asset = { number, name: `Lift ${index % 2}`, typeKey: index < 3 ? 'pump' : 'bed' };
      expect((await ask('POST', '/assets', { ...asset, department: departments[index] })).status).toBe(201);
    }
    await ask('DELETE', '/assets', { numbers: ['L-5'] });
  });
  afterAll(() => api?.close());

  const ask = (method: string, path: string, body?: unknown) =>
    api.ask(method, `/api/v1${path}`, { key: null, headers: biomed.headers, body });
  async function listed(query: string): Promise<AssetView[]> {
    const answer = await ask('GET', `/assets?search=L-&${query}`);
    expect(answer.status, answer.text).toBe(200);
    return assetListSchema.parse(answer.body).assets;
  }
  const numbersOf = async (query: string) => (await listed(query)).map(({ number }) => number);

  it('takes departments by their whole names, several of them, and that of the whole house', async () => {
    expect(await numbersOf(`departments=${encodeURIComponent('Ward 2A, north')}`)).toEqual(['L-1', 'L-4']);
    expect(await numbersOf('departments=Ward%202A')).toEqual(['L-2']);
    expect(await numbersOf('departments=')).toEqual(['L-3']);
    expect(await numbersOf('departments=&departments=Ward%202A')).toEqual(['L-2', 'L-3']);
    expect(await numbersOf('types=pump&types=bed&departments=Ward%202A%2C%20north')).toEqual(['L-1', 'L-4']);
    expect((await ask('GET', '/assets?statuses=broken')).status).toBe(400);
  });

  it('tells what stands in a zone, with the parts of a kit that carry no tag of their own', async () => {
    const { rows } = await api.database.pool.query<{ id: number }>('SELECT id FROM zone ORDER BY id LIMIT 2');
    const [here, elsewhere] = rows.map(({ id }) => id);
    await ask('PUT', '/asset-types/cart', { name: 'Cart' });
    const cart = { number: 'Z-1', name: 'Cart', typeKey: 'cart', tagKey: 'tag-z-1' };
    const part = { number: 'Z-2', name: 'Sucker', typeKey: 'cart', kitNumber: 'Z-1' };
    const tagged = { number: 'Z-3', name: 'Monitor', typeKey: 'cart', kitNumber: 'Z-1', tagKey: 'tag-z-3' };
    for (const asset of [cart, part, tagged]) expect((await ask('POST', '/assets', asset)).status).toBe(201);
    await putIntoZone(api, 'Z-1', here);
    await putIntoZone(api, 'Z-3', elsewhere);
    const standing = async (zone: number) =>
      (await ask('GET', `/assets?zone=${zone}`)).body.assets.map(({ number }: AssetView) => number);
    expect(await standing(here)).toEqual(['Z-1', 'Z-2']);
    expect(await standing(elsewhere)).toEqual(['Z-3']);
  });

  it('goes both ways in every order, page by page', async () => {
    for (const order of ['number', 'name', 'type', 'status', 'department']) {
      const up = await numbersOf(`order=${order}`);
      expect(new Set(up)).toEqual(new Set(numbers.slice(0, 4)));
      expect(await numbersOf(`order=${order}&descending=true`)).toEqual(up.toReversed());
      const pages: string[] = [];
      for (let after = ''; pages.length < 4;) {
        const query = `/assets?search=L-&order=${order}&descending=true&limit=1${after && `&after=${after}`}`;
        const { body } = await ask('GET', query);
        pages.push(...body.assets.map(({ number }: AssetView) => number));
        after = body.next ?? '';
      }
      expect(pages).toEqual(up.toReversed());
    }
    const { next } = (await ask('GET', '/assets?limit=1')).body;
    expect((await ask('GET', `/assets?descending=true&after=${next}`)).status).toBe(400);
  });

  it('tells what is retired only to those who ask for it, and puts it back into service', async () => {
    expect(await numbersOf('')).toEqual(numbers.slice(0, 4));
    expect(await numbersOf('statuses=available')).toEqual(numbers.slice(0, 4));
    const [retired, ...none] = await listed('statuses=retired');
    expect([none, retired]).toEqual([[], expect.objectContaining({ number: 'L-5', tagKey: null, position: null })]);
    expect(retired.status.value).toBe('retired');
    expect(Date.parse(retired.status.since)).toBeGreaterThan(Date.now() - 600_000);
    expect(await numbersOf('statuses=retired&statuses=available')).toEqual(numbers);
    const { number, name, typeKey } = retired;
    await ask('PUT', '/assets', { assets: [{ number, name, typeKey, tagKey: null }] });
    expect(await numbersOf('')).toEqual(numbers);
    expect(await numbersOf('statuses=retired')).toEqual([]);
  });
});
