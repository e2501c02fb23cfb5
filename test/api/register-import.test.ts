import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importReportSchema, type ImportReport } from '#contracts/asset-import';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

describe('importing the register', () => {
  let api: TestApi;
  let biomed: SignedInTester;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    biomed = await api.signIn('biomed', { name: 'Bea' });
    await api.ask('PUT', '/api/v1/asset-types/scale', {
      body: { name: 'Scale', attributes: [{ key: 'load', name: 'Load', kind: 'number', unit: 'kg', required: true }] },
    });
  });
  afterAll(() => api?.close());

  async function send(csv: string, query = '', who = biomed): Promise<ImportReport> {
    const headers = { ...who.headers, 'Content-Type': 'text/csv; charset=utf-8' };
    const answer = await api.ask('POST', `/api/v1/assets/import${query}`, { key: null, headers, body: csv });
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, answer.text.slice(0, 300)]);
    return importReportSchema.parse(answer.body);
  }
  const exported = async (query = '', who = biomed) =>
    (await api.ask('GET', `/api/v1/assets/export.csv${query}`, { key: null, headers: who.headers })).text;
  const count = async (where: string) =>
    (await api.database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${where}`)).rows[0].count;

  it('of 500 assets with three wrong rows writes nothing, says where, and takes the mended file', async () => {
    const line = (index: number) =>
      `I-${index};Infusion pump;pump;SN ${index};house/main/floor-0/store;${index % 2 ? 'low' : 'high'}`;
    const rows = Array.from({ length: 500 }, (_, index) => line(index));
    const file = (lines: string[]) =>
      `\uFEFF${['number;name;type;serial;home_zone;risk_class', ...lines].join('\r\n')}`;
    const wrong = rows
      .with(9, 'I-9;Infusion pump;pmup;;;')
      .with(99, 'I-98;Infusion pump;pump;;;')
      .with(499, 'I-499;;pump;;;');
    for (const query of ['', '?write=true']) {
      const report = await send(file(wrong), query);
      expect(report).toMatchObject({ written: false, rows: 500, created: 497, wrong: 3 });
      expect(report.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
        [11, 'type', 'pmup'],
        [101, 'number', 'I-98'],
        [501, 'name', ''],
      ]);
    }
    expect(await count(`asset WHERE number LIKE 'I-%'`)).toBe(0);
    const checked = await send(file(rows));
    expect([checked.written, checked.created, checked.errors]).toEqual([false, 500, []]);
    const written = await send(file(rows), '?write=true');
    expect(written).toMatchObject({ written: true, created: 500, changed: 0, unchanged: 0 });
    expect(await count(`asset WHERE number LIKE 'I-%' AND home_zone_id IS NOT NULL`)).toBe(500);
    expect(await count(`audit_event WHERE action = 'asset.change' AND subject LIKE 'I-%'`)).toBe(500);
    expect(await count(`audit_event WHERE action = 'asset.import'`)).toBe(1);
    expect(await send(file(rows), '?write=true')).toMatchObject({ written: false, unchanged: 500 });
  });

  it('skips what is wrong when asked to', async () => {
    const csv =
      'number,name,type,tag,kit\nK-1,Kit,pump,kit-tag,\nK-2,Part,pump,,K-1\nK-3,Wrong,nothing,,\nK-4,Part,pump,,K-3\n';
    expect(await send(csv, '?write=true&skipWrong=true')).toMatchObject({ written: true, created: 2, wrong: 2 });
    expect(await count(`asset WHERE number LIKE 'K-%'`)).toBe(2);
    expect(
      await count(
        `tag_pairing JOIN tag ON tag.id = tag_id WHERE key = 'kit-tag' AND until IS NULL AND paired_by = 'Bea'`,
      ),
    ).toBe(1);
  });

  it('takes what was exported without a change, and mends what was changed meanwhile', async () => {
    await send(
      `number,name,type,tag,attribute.load,model,department\nE-1,"=1+1",scale,,250.5,"two\nlines",Surgery\nE-2,'@x,pump,e-tag,,"a ""b"";c",\n`,
      '?write=true',
    );
    const before = await exported('?search=E-');
    expect(await send(before, '?write=true')).toMatchObject({
      written: false,
      changed: 0,
      created: 0,
      wrong: 0,
      ignoredColumns: [],
    });
    await api.ask('PUT', '/api/v1/assets', {
      body: { assets: [{ number: 'E-2', name: 'Y', typeKey: 'bed', tagKey: null }] },
    });
    const mended = await send(before, '?write=true');
    expect(mended.changes).toMatchObject([
      {
        number: 'E-2',
        fields: [
          { column: 'name', before: 'Y', after: '@x' },
          { column: 'type', before: 'bed', after: 'pump' },
          { column: 'tag', before: '', after: 'e-tag' },
        ],
      },
    ]);
    const places = /^(number.*?),type_name,.*$/m;
    expect(places.exec(before)).not.toBeNull();
    expect(await exported('?search=E-')).toBe(before);
  });

  it('takes what was exported for German spreadsheets, also after one has saved it', async () => {
    await send('number;name;type;attribute.load;model\nG-1;Scale;scale;12,5;"a;b"\n', '?write=true');
    const file = await exported('?search=G-&language=de');
    expect(file).toMatch(/^number;name;type;department;person;/);
    expect(file).toMatch(/^G-1;Scale;scale;;false;.*;12,5;/m);
    expect(await send(file)).toMatchObject({ changed: 0, created: 0, unchanged: 1, wrong: 0, otherStatus: 0 });
    const saved = file.replace(';false;', ';FALSCH;').replace(';12,5;', ';13,25;');
    expect((await send(saved)).changes).toMatchObject([
      { number: 'G-1', fields: [{ column: 'attribute.load', before: '12.5', after: '13.25' }] },
    ]);
  });

  it('shows and takes nothing of what is hidden', async () => {
    await send(
      'number,name,type,department,tag\nH-1,Hidden,pump,Surgery,h-tag\nO-1,Own,pump,Cardiology,\n',
      '?write=true',
    );
    const own = await api.signIn('biomed', { departments: ['Cardiology'] });
    expect(await exported('?search=H-', own)).not.toContain('Hidden');
    const report = await send('number,tag,department,kit\nH-1,,,\nO-1,h-tag,Surgery,H-1\n', '', own);
    expect(report.errors.map(({ row, column, reason }) => `${row} ${column}: ${reason}`)).toEqual([
      '2 number: the number H-1 is not free',
      '3 kit: there is no asset in service with the number "H-1"',
      '3 tag: the tag h-tag is not free',
      '3 department: it would be out of your own sight: register it for one of Cardiology',
    ]);
    const nurse = await api.signIn('nurse');
    const headers = { ...nurse.headers, 'Content-Type': 'text/csv' };
    expect((await api.ask('POST', '/api/v1/assets/import', { key: null, headers, body: 'number\n1' })).status).toBe(
      403,
    );
  });

  it('says why a file cannot be read', async () => {
    const asked = async (body: string | Buffer, type = 'text/csv') =>
      api.ask('POST', '/api/v1/assets/import', {
        key: null,
        headers: { ...biomed.headers, 'Content-Type': type },
        body,
      });
    expect((await asked('name\nx')).body.detail).toContain('no column "number"');
    expect((await asked(Buffer.from([0xff, 0xfe, 0x41]))).body.detail).toContain('UTF-8');
    expect((await asked('number\n1', 'application/json')).status).toBe(415);
    expect((await asked(`number\n${'1234567\n'.repeat(2_200_000)}`)).status).toBe(413);
  });

  it('takes 20,000 rows at once while others are answered', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `L-${index},Lamp,pump,l-tag-${index},Maker,Model,SN-${index},house/main/floor-0/store,250`,
    );
    const csv = [
      'number,name,type,tag,manufacturer,model,serial,home_zone',
      ...rows.map((row) => row.replace(/,250$/, '')),
    ].join('\n');
    let waitedMs = 0;
    let done = false;
    const others = (async () => {
      while (!done) {
        const from = performance.now();
        await api.ask('GET', '/api/v1/health/live', { key: null });
        waitedMs = Math.max(waitedMs, performance.now() - from);
      }
    })();
    const from = performance.now();
    const report = await send(csv, '?write=true');
    const tookMs = performance.now() - from;
    done = true;
    await others;
    console.log(`20,000 rows in ${Math.round(tookMs)} ms; longest wait of another request ${Math.round(waitedMs)} ms`);
    expect(report).toMatchObject({ written: true, created: 20_000, wrong: 0 });
    expect(report.changes).toHaveLength(1000);
    expect(await count(`tag_pairing JOIN tag ON tag.id = tag_id WHERE key LIKE 'l-tag-%'`)).toBe(20_000);
  });
});
