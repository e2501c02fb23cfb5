import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SearchAnswer, searchAnswerSchema } from '#contracts/search';
import { udiKey } from '#contracts/udi';
import { AssetStore } from '#storage/asset-store';
import { DirectoryChanges } from '../../apps/api/directory/directory-changes.js';
import { importHospital } from './hospital-plans.js';
import { putIntoZone, sayStatus } from './placed-assets.js';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

const udi = '(01)09506000134352(21)SN-7';
/** More than two blocks of what is put in order together. */
const cots = Array.from({ length: 150 }, (_, at) => `COT-${String(at).padStart(3, '0')}`);

describe('how a search is read', () => {
  let api: TestApi;
  let zone: (floor: string, name: string) => number;
  let nurse: SignedInTester;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    zone = await importHospital(api.database);
    const { pool } = api.database;
    await new AssetStore(api.database).retire(['P-1', 'P-2']);
    const assets = [
      ['BED-1', 'Bed', 'bed'],
      ['BED-2', 'Bed', 'bed'],
      ['IP-1', 'Infusion pump', 'infusion-pump'],
      ['IP-2', 'Infusion pump', 'infusion-pump'],
      ['IP-3', 'Infusion pump with pumps in its name', 'infusion-pump'],
      ['LAMP-1', 'Broker lamp', 'lamp'],
      ...cots.map((number) => [number, 'Cot', 'cot']),
    ].map(([number, name, typeKey]) => ({
      number,
      name,
      typeKey,
      typeName: name.split(' ')[0] === 'Infusion' ? 'Infusion pump' : name.split(' ').at(-1)!,
      tagKey: `tag-${number.toLowerCase()}`,
    }));
    await new AssetStore(api.database).register(assets);
    await pool.query(`UPDATE asset_type SET synonyms = '{Bett,Krankenbett}' WHERE key = 'bed'`);
    await pool.query(`UPDATE asset_type SET synonyms = '{Infusionspumpe}' WHERE key = 'infusion-pump'`);
    await pool.query(`UPDATE asset SET udi = $1, udi_key = $2 WHERE number = 'IP-2'`, [udi, udiKey(udi)]);
    await put('BED-1', 'dh-l1', 'Ward 2A, south corridor');
    await put('BED-2', 'dh-l2', 'Lift hall');
    await put('IP-1', 'dh-l0', 'Bed store');
    await put('IP-2', 'dh-l1', 'Ward 2A, south corridor');
    await sayStatus(api, 'BED-2', 'in-use');
    await api.api.app.get(DirectoryChanges).announce();
    nurse = await api.signIn('nurse');
  });
  afterAll(() => api?.close());

  const put = (number: string, floor: string, name: string) => putIntoZone(api, number, zone(floor, name));
  const asked = (query: Record<string, string>) =>
    api.ask('GET', `/api/v1/search?${new URLSearchParams(query).toString()}`, { key: null, headers: nurse.headers });
  const find = async (q: string, more: Record<string, string> = {}): Promise<SearchAnswer> => {
    const { status, body } = await asked({ q, ...more });
    expect([q, status]).toEqual([q, 200]);
    return searchAnswerSchema.parse(body);
  };
  const numbers = async (...of: Parameters<typeof find>) => (await find(...of)).results.map(({ number }) => number);
  const told = ({ understood }: SearchAnswer) => understood.map(({ as, name }) => `${as} ${name}`);

  it('takes a bed for a bed, and not for a pump in the bed store', async () => {
    expect((await numbers('bed')).sort()).toEqual(['BED-1', 'BED-2']);
    expect(await numbers('free bed')).toEqual(['BED-1']);
    expect(await numbers('bed store')).toEqual(['IP-1']);
    expect(await numbers('pump in bed store')).toEqual(['IP-1']);
    expect((await numbers('Betten')).sort()).toEqual(['BED-1', 'BED-2']);
  });

  it('takes a word that begins or ends what a type is called, and not one inside of it, while there is such a type', async () => {
    await api.database.pool.query(`UPDATE asset_type SET synonyms = '{Absaugpumpe}' WHERE key = 'lamp'`);
    await api.api.app.get(DirectoryChanges).announce();
    try {
      expect((await numbers('pump')).sort()).toEqual(['IP-1', 'IP-2', 'IP-3']);
      expect((await numbers('Pumpe')).sort()).toEqual(['IP-1', 'IP-2', 'IP-3', 'LAMP-1']);
      expect(await numbers('saugp')).toEqual(['LAMP-1']);
    } finally {
      await api.database.pool.query(`UPDATE asset_type SET synonyms = '{}' WHERE key = 'lamp'`);
      await api.api.app.get(DirectoryChanges).announce();
    }
  });

  it('takes a word for the zone when there is nothing of the type', async () => {
    await api.database.pool.query(
      `INSERT INTO asset_type (key, name, icon) VALUES ('steriliser', 'Sterile steriliser', 'other') ON CONFLICT DO NOTHING`,
    );
    await put('LAMP-1', 'dh-l2', 'Sterile store');
    await api.api.app.get(DirectoryChanges).announce();
    const answer = await find('sterile');
    expect([answer.results.map(({ number }) => number), told(answer)]).toEqual([
      ['LAMP-1'],
      [expect.stringMatching(/^zone .*Sterile store/)],
    ]);
  });

  it('finds the nearest of something, and the nearest to a place', async () => {
    const near = `zone:${zone('dh-l2', 'Lift hall')}`;
    for (const q of ['nearest bed', 'closest bed', 'next bed', 'nächstes Bett', 'bed nearby', 'Bett in der Nähe']) {
      const answer = await find(q, { near });
      expect([q, told(answer)]).toEqual([q, expect.arrayContaining(['near Lift hall'])]);
      expect(answer.results.map(({ number }) => number).sort()).toEqual(['BED-1', 'BED-2']);
    }
    const answer = await find('nearest pump to 2A', { near });
    expect([answer.near?.name, answer.results[0].number]).toEqual(['Ward 2A', 'IP-2']);
    expect((await find('nearest bed')).near).toBeNull();
  });

  it('knows several of a thing, also where one has the plural in its name', async () => {
    expect((await numbers('pumps')).sort()).toEqual(['IP-1', 'IP-2', 'IP-3']);
    expect((await numbers('Infusionspumpen')).sort()).toEqual(['IP-1', 'IP-2', 'IP-3']);
    expect((await find('cots')).total).toBe(cots.length);
  });

  it('never takes a broker for something broken', async () => {
    expect(await numbers('broker')).toEqual(['LAMP-1']);
    expect((await find('brokers')).understood).toEqual([{ text: 'brokers', as: 'words', name: 'brokers' }]);
    await sayStatus(api, 'IP-3', 'needs-repair');
    expect(await numbers('brokne')).toEqual(['IP-3']);
    expect(await numbers('defektes')).toEqual(['IP-3']);
    await sayStatus(api, 'IP-3', 'available');
  });

  it('finds what is reserved', async () => {
    const { pool } = api.database;
    await pool.query(
      `INSERT INTO reservation (asset_id, reserved_by, expires_at) SELECT id, 'Ann', now() + interval '1 hour' FROM asset WHERE number = 'BED-1'`,
    );
    expect(await numbers('reserved bed')).toEqual(['BED-1']);
    expect(await numbers('reserviertes Bett')).toEqual(['BED-1']);
    expect(await numbers('free bed')).toEqual([]);
    await pool.query('DELETE FROM reservation');
  });

  it('finds a device by its UDI, however it is scanned', async () => {
    for (const code of [udi, '(01)09506000134352(17)270131(10)L4(21)SN-7', '01095060001343521727013121SN-7']) {
      const answer = await find(code);
      expect([code, answer.results.map(({ number }) => number), told(answer)]).toEqual([
        code,
        ['IP-2'],
        ['number IP-2'],
      ]);
    }
    expect(await numbers('(01)09506000134352(21)SN-9')).toEqual([]);
    const stranger = await api.signIn('nurse', { siteIds: [], departments: null });
    const hidden = await api.ask('GET', `/api/v1/search?q=${encodeURIComponent(udi)}`, {
      key: null,
      headers: stranger.headers,
    });
    expect(hidden.body).toMatchObject({ results: [], total: 0 });
  });

  it('goes on page by page to the last one, each once', async () => {
    for (const near of ['', `zone:${zone('dh-l1', 'Ward 2A, north corridor')}`]) {
      const place: Record<string, string> = near === '' ? {} : { near };
      const seen: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: SearchAnswer = await find('cot', { ...place, limit: '40', ...(after && { after }) });
        expect(page.total).toBe(cots.length);
        seen.push(...page.results.map(({ number }) => number));
        after = page.next;
      }
      expect(seen).toHaveLength(cots.length);
      expect(new Set(seen)).toEqual(new Set(cots));
      expect((await numbers('cot', { ...place, limit: '100' })).slice(0, 100)).toEqual(seen.slice(0, 100));
    }
    const { next } = await find('cot', { limit: '10' });
    expect((await asked({ q: 'bed', after: next! })).status).toBe(400);
    expect((await asked({ q: 'cot', after: 'x' })).status).toBe(400);
    expect((await find('bed')).next).toBeNull();
  });

  it('tells departments of the same name on two sites apart', async () => {
    const { pool } = api.database;
    const floors = await pool.query<{ zone: number; floor: number; site: number; key: string }>(
      `SELECT min(zone.id) AS zone, floor.id AS floor, site.id AS site, site.key FROM zone JOIN floor ON floor.id = zone.floor_id
       JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
       WHERE zone.removed_at IS NULL GROUP BY floor.id, site.id, site.key ORDER BY site.id, floor.id`,
    );
    const [one, other] = [floors.rows[0], floors.rows.find(({ site }) => site !== floors.rows[0].site)!];
    await pool.query(`UPDATE zone SET department = 'ICU' WHERE id = ANY ($1::int[])`, [[one.zone, other.zone]]);
    await api.api.app.get(DirectoryChanges).announce();
    for (const { site, floor } of [one, other]) {
      expect((await find('bed', { near: `department@${site}:ICU` })).near).toMatchObject({
        name: 'ICU',
        floorId: floor,
      });
      // Somebody who is on that site means the one there.
      expect((await find('bed near icu', { near: `floor:${floor}` })).near).toMatchObject({ floorId: floor });
    }
    expect((await find('bed', { near: 'department@999999:ICU' })).near).toBeNull();
    expect((await find('bed', { near: 'department:ICU' })).near).not.toBeNull();
  });
});
