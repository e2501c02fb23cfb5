import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetDetailSchema, type AssetDetail } from '#contracts/assets';
import { type Answer, type SignedInTester, startTestApi, type TestApi } from './running-api.js';

describe('the register', () => {
  let api: TestApi;
  let biomed: SignedInTester;
  let nurse: SignedInTester;
  let cardiology: SignedInTester;
  let zoneId: number;
  let made = 0;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    biomed = await api.signIn('biomed', { name: 'Bea' });
    nurse = await api.signIn('nurse');
    cardiology = await api.signIn('biomed', { departments: ['Cardiology'] });
    const { rows } = await api.database.pool.query<{ id: number }>('SELECT min(id) AS id FROM zone');
    zoneId = rows[0].id;
    await type('scale', {
      name: 'Scale',
      attributes: [
        { key: 'load', name: 'Load', kind: 'number', unit: 'kg', required: true },
        { key: 'stand', name: 'Stand', kind: 'choice', choices: ['wall', 'floor'] },
      ],
    });
  });
  afterAll(() => api?.close());

  const as = (who: SignedInTester, method: string, path: string, body?: unknown): Promise<Answer> =>
    api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });
  const ask = (method: string, path: string, body?: unknown) => as(biomed, method, path, body);
  const type = (key: string, body: object) => ask('PUT', `/asset-types/${key}`, body);
  const newNumber = () => `R-${++made}`;
  async function create(more: object = {}): Promise<AssetDetail> {
    const answer = await ask('POST', '/assets', { number: newNumber(), name: 'Pump', typeKey: 'pump', ...more });
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return assetDetailSchema.parse(answer.body);
  }
  const detail = async (id: number): Promise<AssetDetail> => (await ask('GET', `/assets/${id}`)).body;
  const pairings = async (id: number) => (await ask('GET', `/assets/${id}/pairings`)).body.pairings;
  const events = async (subject: string) =>
    (
      await api.database.pool.query<{ action: string }>(
        'SELECT action, before, after FROM audit_event WHERE subject = $1 ORDER BY id',
        [subject],
      )
    ).rows;

  describe('of types', () => {
    it('is read by everybody and written by those who answer for equipment', async () => {
      const body = { name: 'Infusion pump', icon: 'pump', synonyms: ['IV pump', 'drip'] };
      expect((await as(nurse, 'PUT', '/asset-types/iv', body)).status).toBe(403);
      expect((await as(cardiology, 'PUT', '/asset-types/iv', body)).status).toBe(403);
      expect((await type('iv', body)).status).toBe(204);
      expect((await type('iv', { ...body, name: 'IV pump' })).status).toBe(204);
      const { types } = (await as(nurse, 'GET', '/asset-types')).body;
      expect(types.map(({ name }: { name: string }) => name)).toEqual(['IV pump', 'Pump', 'Scale']);
      expect(types[0]).toMatchObject({ key: 'iv', icon: 'pump', synonyms: ['IV pump', 'drip'], assets: 0 });
      expect(await events('iv')).toMatchObject([
        { action: 'type.change', before: null },
        { action: 'type.change', before: { name: 'Infusion pump' }, after: { name: 'IV pump' } },
      ]);
    });

    it('keeps a type while assets are of it, and counts what whoever asks sees', async () => {
      await type('lamp', { name: 'Lamp' });
      await create({ typeKey: 'lamp', department: 'Cardiology' });
      const hidden = await create({ typeKey: 'lamp', department: 'Surgery' });
      const count = async (who: SignedInTester) =>
        (await as(who, 'GET', '/asset-types')).body.types.find(({ key }: { key: string }) => key === 'lamp').assets;
      expect([await count(biomed), await count(cardiology)]).toEqual([2, 1]);
      await ask('DELETE', '/assets', { numbers: [hidden.number] });
      const refused = await ask('DELETE', '/asset-types/lamp');
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        'The type Lamp cannot go: 1 asset in service and 1 asset out of service are of it.',
      ]);
      await type('unused', { name: 'Unused' });
      expect((await ask('DELETE', '/asset-types/unused')).status).toBe(204);
      expect((await ask('DELETE', '/asset-types/unused')).status).toBe(404);
    });

    it('refuses a type that cannot be', async () => {
      const attribute = { key: 'a', name: 'A', kind: 'text' };
      for (const attributes of [
        [attribute, attribute],
        [{ ...attribute, kind: 'choice' }],
        [{ ...attribute, key: 'A b' }],
      ])
        expect((await type('odd', { name: 'Odd', attributes })).status).toBe(400);
    });
  });

  describe('of assets', () => {
    it('takes one in with everything that can be said of it, and tells it', async () => {
      const given = {
        ...{
          name: 'Bed scale',
          typeKey: 'scale',
          manufacturer: 'Waage',
          model: 'W 3',
          serial: 'S/1',
          udi: '(01)09506000134352(21)S1',
        },
        ...{ department: 'Surgery', riskClass: 'low', attributes: { load: 250, stand: 'floor' } },
      };
      const asset = await create({ ...given, homeZoneId: zoneId });
      expect(asset).toMatchObject({
        ...{ ...given, homeZone: { id: zoneId, name: 'Store', floorName: 'Floor 0' } },
        ...{ typeName: 'Scale', tagKey: null, parts: [], defects: [], loan: null, photoAt: null, doubtedSince: null },
        status: { value: 'available', source: 'start' },
      });
      expect(await events(asset.number)).toMatchObject([
        { action: 'asset.change', before: null, after: { serial: 'S/1', homeZone: 'house/main/floor-0/store' } },
      ]);
    });

    it('changes what is given and leaves the rest', async () => {
      const { id } = await create({ serial: 'S/2', model: 'M' });
      const answer = await ask('PATCH', `/assets/${id}`, { model: null, name: 'Renamed' });
      expect(answer.body).toMatchObject({ serial: 'S/2', model: null, name: 'Renamed' });
      const number = newNumber();
      expect((await ask('PATCH', `/assets/${id}`, { number })).body).toMatchObject({ id, number, serial: 'S/2' });
      expect((await ask('PATCH', `/assets/${id}`, { number })).status).toBe(200);
      expect(await events(number)).toHaveLength(1);
      expect((await as(nurse, 'PATCH', `/assets/${id}`, { name: 'X' })).status).toBe(403);
      expect((await ask('PATCH', '/assets/424242', { name: 'X' })).status).toBe(404);
    });

    it('refuses a field that somebody else changed meanwhile, when it is told what was seen of it', async () => {
      const { id, number } = await create({
        ...{ typeKey: 'scale', serial: 'S/3', attributes: { load: 1, stand: 'floor' }, homeZoneId: zoneId },
      });
      const began = { name: 'Pump', serial: 'S/3', homeZoneId: zoneId, attributes: { load: 1, stand: 'floor' } };
      await ask('PATCH', `/assets/${id}`, { serial: 'S/4', homeZoneId: null, attributes: { load: 2, stand: 'floor' } });
      const refused = await ask('PATCH', `/assets/${id}`, {
        ...{ name: 'Mine', serial: 'S/5', homeZoneId: zoneId, attributes: { load: 3, stand: 'floor' } },
        expected: began,
      });
      expect(refused.status).toBe(409);
      expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        ...['/serial', '/attributes/load'],
      ]);
      expect(await detail(id)).toMatchObject({ name: 'Pump', serial: 'S/4', attributes: { load: 2 } });
      const merged = { name: 'Mine', attributes: { load: 1, stand: 'wall' } };
      const taken = await ask('PATCH', `/assets/${id}`, { ...merged, expected: began });
      expect([taken.status, taken.body]).toMatchObject([
        200,
        { name: 'Mine', serial: 'S/4', homeZone: null, attributes: { load: 2, stand: 'wall' } },
      ]);
      // To the same, by both of them, is no quarrel; nor is what was changed back.
      const same = await ask('PATCH', `/assets/${id}`, { serial: 'S/4', expected: { serial: 'S/3' } });
      expect(same.status).toBe(200);
      expect(await events(number)).toHaveLength(3);
      // Without a word of what was seen it is changed, as before.
      expect((await ask('PATCH', `/assets/${id}`, { serial: 'S/6' })).body.serial).toBe('S/6');
    });

    it('says of every field what is wrong with it', async () => {
      const answer = await ask('POST', '/assets', {
        ...{ number: newNumber(), name: 'Scale', typeKey: 'scale', homeZoneId: 424242, kitNumber: 'none' },
        attributes: { stand: 'ceiling', colour: 'red' },
      });
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        ...['/attributes/colour', '/attributes/load', '/attributes/stand', '/homeZoneId', '/kitNumber'],
      ]);
      const unknown = await ask('POST', '/assets', { number: newNumber(), name: 'X', typeKey: 'nothing' });
      expect([unknown.status, unknown.body.detail]).toEqual([400, 'There is no type with the key "nothing".']);
    });

    it('lets nobody have a number that is taken, and gives that of a retired one out again', async () => {
      const { id, number } = await create();
      const again = { number, name: 'Another', typeKey: 'pump' };
      const taken = await ask('POST', '/assets', again);
      expect([taken.status, taken.body.detail]).toEqual([409, `The number ${number} is taken: Pump.`]);
      const other = await create();
      expect((await ask('PATCH', `/assets/${other.id}`, { number })).status).toBe(409);
      await ask('DELETE', '/assets', { numbers: [number] });
      expect((await ask('GET', `/assets/${id}`)).status).toBe(404);
      expect((await ask('POST', '/assets', again)).body).toMatchObject({ id, name: 'Another' });
    });

    it('keeps what does not fit a type any more to itself, and asks for what it needs when it is written', async () => {
      await type('bed', { name: 'Bed', attributes: [{ key: 'width', name: 'Width', kind: 'number' }] });
      const { id } = await create({ typeKey: 'bed', attributes: { width: 90 } });
      await type('bed', { name: 'Bed', attributes: [{ key: 'max', name: 'Most', kind: 'number', required: true }] });
      expect((await detail(id)).attributes).toEqual({});
      expect((await ask('PATCH', `/assets/${id}`, { name: 'Wide bed' })).status).toBe(200);
      const refused = await ask('PATCH', `/assets/${id}`, { attributes: {} });
      expect([refused.status, refused.body.detail]).toEqual([400, 'Most is missing; every Bed has it.']);
      expect((await ask('PATCH', `/assets/${id}`, { typeKey: 'scale' })).status).toBe(400);
      const changed = await ask('PATCH', `/assets/${id}`, { typeKey: 'scale', attributes: { load: 1 } });
      expect(changed.body).toMatchObject({ typeKey: 'scale', attributes: { load: 1 } });
    });

    it('hides what others have, and lets nobody put away what they see', async () => {
      const { id, number } = await create({ department: 'Surgery', tagKey: 'surgery-tag' });
      const tries: [string, string, unknown, number][] = [
        ['GET', `/assets/${id}`, undefined, 404],
        ['PATCH', `/assets/${id}`, { name: 'Mine' }, 404],
        ['PUT', `/assets/${id}/tag`, { tagKey: 'x' }, 404],
        ['DELETE', `/assets/${id}/tag`, undefined, 404],
        ['GET', `/assets/${id}/pairings`, undefined, 404],
        ['PUT', `/assets/${id}/photo`, undefined, 415],
        ['DELETE', `/assets/${id}/photo`, undefined, 404],
        ['POST', '/assets', { number: newNumber(), name: 'X', typeKey: 'pump', department: 'Surgery' }, 403],
        ['POST', '/assets', { number, name: 'X', typeKey: 'pump' }, 409],
        ['POST', '/assets', { number: newNumber(), name: 'X', typeKey: 'pump', tagKey: 'surgery-tag' }, 409],
        ['POST', '/assets', { number: newNumber(), name: 'X', typeKey: 'pump', kitNumber: number }, 400],
      ];
      for (const [method, path, body, status] of tries) {
        const answer = await as(cardiology, method, path, body);
        expect([method, path, body, answer.status]).toEqual([method, path, body, status]);
        expect(answer.text).not.toContain('Pump');
        expect(answer.text).not.toContain('Surgery');
      }
      const code = (await as(cardiology, 'GET', `/codes/${number}`)).body;
      expect(code).toEqual({ tagKey: number, tag: 'unknown', asset: null, matchedBy: null });
      expect((await as(cardiology, 'GET', '/codes/surgery-tag')).body).toMatchObject({ tag: 'unknown', asset: null });
      expect((await detail(id)).tagKey).toBe('surgery-tag');
    });

    it('takes no person where none may be located', async () => {
      const asset = { number: newNumber(), name: 'Nurse', typeKey: 'pump', person: true };
      const refused = await ask('POST', '/assets', asset);
      expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('under privacy')]);
    });
  });

  describe('of kits', () => {
    it('names parts and kit beside each other, as far as they are shown', async () => {
      const kit = await create({ name: 'Transport kit', department: 'Surgery' });
      const part = await create({ kitNumber: kit.number });
      expect(part.kit).toEqual({ id: kit.id, number: kit.number, name: 'Transport kit' });
      expect((await detail(kit.id)).parts.map(({ id }) => id)).toEqual([part.id]);
      expect((await as(cardiology, 'GET', `/assets/${part.id}`)).body.kit).toBeNull();
      // What is not shown is not lost by a change either.
      await as(cardiology, 'PATCH', `/assets/${part.id}`, { name: 'Part' });
      expect((await detail(part.id)).kit?.number).toBe(kit.number);
    });

    it('are not parts of others, nor of themselves', async () => {
      const [kit, part, third] = [await create(), await create(), await create()];
      const into = async (id: number, kitNumber: string | null) =>
        (await ask('PATCH', `/assets/${id}`, { kitNumber })).status;
      expect(await into(part.id, kit.number)).toBe(200);
      expect(await into(kit.id, kit.number)).toBe(409);
      expect(await into(kit.id, third.number)).toBe(409);
      expect(await into(third.id, part.number)).toBe(409);
      expect(await into(part.id, null)).toBe(200);
      expect(await into(third.id, part.number)).toBe(200);
    });

    it('let their parts go when they are retired', async () => {
      const kit = await create();
      const part = await create({ kitNumber: kit.number });
      await ask('DELETE', '/assets', { numbers: [kit.number] });
      expect((await detail(part.id)).kit).toBeNull();
      await ask('POST', '/assets', { number: kit.number, name: 'Kit', typeKey: 'pump' });
      expect((await detail(kit.id)).parts).toEqual([]);
      expect((await events(part.number)).at(-1)).toMatchObject({
        before: { kitNumber: kit.number },
        after: { kitNumber: null },
      });
    });
  });

  describe('of tags', () => {
    it('puts a tag on, moves it when asked to, takes it off, and remembers all of it', async () => {
      const [first, second] = [await create({ name: 'First' }), await create({ name: 'Second' })];
      const pair = (id: number, move?: boolean) =>
        ask('PUT', `/assets/${id}/tag`, { tagKey: 'AA:BB:CC:00:11:22', move });
      expect((await pair(first.id)).body).toMatchObject({ tagKey: 'aabbcc001122' });
      const refused = await pair(second.id);
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        `The tag aabbcc001122 is on ${first.number} (First).`,
      ]);
      expect((await pair(second.id, true)).body.tagKey).toBe('aabbcc001122');
      expect((await detail(first.id)).tagKey).toBeNull();
      expect((await pair(second.id)).status).toBe(200);
      expect((await ask('DELETE', `/assets/${second.id}/tag`)).body.tagKey).toBeNull();
      expect(await pairings(first.id)).toMatchObject([
        { tagKey: 'aabbcc001122', by: 'Bea', until: expect.any(String) },
      ]);
      expect(await pairings(second.id)).toHaveLength(1);
      expect((await events(second.number)).map(({ action }) => action)).toEqual([
        'asset.change',
        'asset.pair',
        'asset.pair',
      ]);
    });

    it('remembers also what registering and retiring changed', async () => {
      const number = newNumber();
      const register = (tagKey: string | null) =>
        ask('PUT', '/assets', { assets: [{ number, name: 'Pump', typeKey: 'pump', tagKey }] });
      await register('one');
      await register('one');
      await register('two');
      const { id } = (await ask('GET', `/codes/${number}`)).body.asset;
      const [two, one] = await pairings(id);
      expect([two.tagKey, two.until, one.tagKey]).toEqual(['two', null, 'one']);
      expect(one.until).toBe(two.since);
      await ask('DELETE', '/assets', { numbers: [number] });
      const { rows } = await api.database.pool.query('SELECT FROM tag_pairing WHERE asset_id = $1 AND until IS NULL', [
        id,
      ]);
      expect(rows).toHaveLength(0);
    });

    it('is on one asset at a time, however many put it on at once', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => create()));
      const answers = await Promise.all(all.map(({ id }) => ask('PUT', `/assets/${id}/tag`, { tagKey: 'raced' })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
      const moved = await Promise.all(
        all.map(({ id }) => ask('PUT', `/assets/${id}/tag`, { tagKey: 'raced', move: true })),
      );
      expect(moved.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const { rows } = await api.database.pool.query<{ assets: number; pairings: number; overlaps: number }>(
        `SELECT (SELECT count(*)::int FROM asset WHERE tag_id = tag.id) AS assets,
           (SELECT count(*)::int FROM tag_pairing WHERE tag_id = tag.id AND until IS NULL) AS pairings,
           (SELECT count(*)::int FROM tag_pairing a JOIN tag_pairing b ON b.tag_id = a.tag_id AND a.id < b.id
            WHERE a.tag_id = tag.id AND (a.until IS NULL OR a.until > b.since)) AS overlaps
         FROM tag WHERE key = 'raced'`,
      );
      expect(rows).toEqual([{ assets: 1, pairings: 1, overlaps: 0 }]);
    });

    it('leaves visits with the asset that carried the tag', async () => {
      const [first, second] = [await create({ tagKey: 'walks' }), await create()];
      const { pool } = api.database;
      const tagId = (await detail(first.id)).tagId;
      const heardAt = new Date(Date.now() - 60_000);
      await pool.query(
        `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since,
           observed_at, method, partition, journal_sequence, state)
         SELECT $1, floor_id, 1, 1, 1, 1, 0, 2, id, $3::timestamptz - interval '1 h', $3, 'grid', 0, 0, '' FROM zone WHERE id = $2`,
        [tagId, zoneId, heardAt],
      );
      await pool.query(
        `INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at)
         SELECT $1, $2, id, floor_id, $4::timestamptz - interval '1 h' FROM zone WHERE id = $3`,
        [tagId, first.id, zoneId, heardAt],
      );
      await ask('PUT', `/assets/${second.id}/tag`, { tagKey: 'walks', move: true });
      const visits = async () =>
        (
          await pool.query(
            'SELECT asset_id AS "assetId", entered_at AS "from", left_at AS "to" FROM visit WHERE tag_id = $1 ORDER BY entered_at',
            [tagId],
          )
        ).rows;
      const began = new Date(heardAt.getTime() - 3_600_000);
      expect(await visits()).toEqual([
        { assetId: first.id, from: began, to: heardAt },
        { assetId: second.id, from: heardAt, to: null },
      ]);
      expect((await detail(second.id)).position?.zoneId).toBe(zoneId);
      await ask('PUT', `/assets/${first.id}/tag`, { tagKey: 'walks', move: true });
      expect(await visits()).toMatchObject([{ assetId: first.id }, { assetId: first.id, to: null }]);
    });
  });

  describe('of codes', () => {
    it('knows an asset by number, tag, UDI in any form, and serial', async () => {
      const udi = '(01)09506000134352(21)U-1';
      const { id, number } = await create({ tagKey: '02:00:00:00:00:aa', udi, serial: 'Serial 9' });
      const look = async (code: string) => (await ask('GET', `/codes/${encodeURIComponent(code)}`)).body;
      const asset = { id, number, name: 'Pump' };
      expect(await look(number.toLowerCase())).toMatchObject({ asset, matchedBy: 'number' });
      expect(await look('02-00-00-00-00-AA')).toEqual({
        tagKey: '0200000000aa',
        tag: 'carried',
        asset,
        matchedBy: 'tag',
      });
      for (const code of [udi, '010950600013435221U-1', ']d201095060001343521726010110L\u001d21U-1'])
        expect(await look(code)).toMatchObject({ asset, matchedBy: 'udi', tag: 'unknown' });
      expect(await look('serial 9')).toMatchObject({ asset, matchedBy: 'serial' });
      const bySerial = await create({ serial: 'SN77' });
      expect(await look('(01)09506000134352(21)SN77')).toMatchObject({ asset: { id: bySerial.id }, matchedBy: 'udi' });
    });

    it('names none when several have it, and says whether a tag is free or was only heard', async () => {
      await Promise.all([create({ serial: 'twice' }), create({ serial: 'twice' })]);
      const look = async (code: string) => (await ask('GET', `/codes/${code}`)).body;
      expect(await look('twice')).toMatchObject({ asset: null, matchedBy: 'serial' });
      const { id } = await create({ tagKey: 'was-on' });
      await ask('DELETE', `/assets/${id}/tag`);
      await api.database.pool.query(
        `INSERT INTO unassigned_sighting VALUES ('tag', 'only-heard', 1, now(), now(), 'r1', -60)`,
      );
      expect([(await look('was-on')).tag, (await look('only-heard')).tag, (await look('no')).tag]).toEqual([
        ...['free', 'heard', 'unknown'],
      ]);
      for (const code of ['was-on', 'only-heard'])
        expect((await as(cardiology, 'GET', `/codes/${code}`)).body.tag).toBe('unknown');
    });
  });

  describe('of photos', () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)]);
    const put = (id: number, bytes: Buffer, type: string, who = biomed) =>
      fetch(`${api.url}/api/v1/assets/${id}/photo`, {
        ...{ method: 'PUT', headers: { ...who.headers, 'Content-Type': type }, body: new Uint8Array(bytes) },
      });
    const get = (id: number, query = '') =>
      fetch(`${api.url}/api/v1/assets/${id}/photo${query}`, { headers: biomed.headers });

    it('keeps a picture, for good under the moment it was taken over', async () => {
      const { id, number } = await create();
      expect((await get(id)).status).toBe(404);
      // What it is, its first bytes decide.
      const answer = await put(id, png, 'image/jpeg');
      const { photoAt } = (await answer.json()) as { photoAt: string };
      expect([answer.status, (await detail(id)).photoAt]).toEqual([200, photoAt]);
      const photo = await get(id, `?at=${photoAt}`);
      expect(Buffer.from(await photo.arrayBuffer())).toEqual(png);
      const header = (response: Response, name: string) => response.headers.get(name);
      expect([header(photo, 'content-type'), header(photo, 'x-content-type-options')]).toEqual([
        'image/png',
        'nosniff',
      ]);
      expect(header(photo, 'cache-control')).toContain('immutable');
      expect(header(await get(id, '?at=2000'), 'cache-control')).not.toContain('immutable');
      expect((await ask('DELETE', `/assets/${id}/photo`)).status).toBe(204);
      expect([(await get(id)).status, (await detail(id)).photoAt]).toEqual([404, null]);
      expect((await events(number)).slice(1)).toMatchObject([
        { before: { photo: null }, after: { photo: { type: 'image/png', size: png.length } } },
        { after: { photo: null } },
      ]);
    });

    it('takes nothing else, nothing too large, and nothing from those who may not', async () => {
      const { id } = await create();
      const statuses = [
        (await put(id, Buffer.from('<svg onload="x"/>'), 'image/png')).status,
        (await put(id, png, 'image/svg+xml')).status,
        (await put(id, Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]), 'image/png')).status,
        (await put(id, png, 'image/png', nurse)).status,
        (await put(424242, png, 'image/png')).status,
      ];
      expect(statuses).toEqual([415, 415, 413, 403, 404]);
    });
  });
});
