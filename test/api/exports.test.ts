import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetStore } from '#storage/asset-store';
import { ensureDays } from '#storage/position-days';
import { startTestApi, type TestApi } from './running-api.js';

describe('files to take away', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    await new AssetStore(api.database).register(
      Array.from({ length: 1200 }, (_, index) => ({
        ...{ number: `M-${index}`, name: 'Monitor', typeKey: 'monitor', tagKey: null, department: 'Ward, "west"' },
      })),
    );
    const at = new Date('2026-03-01T00:00:00Z');
    await ensureDays(api.database.pool, at, at);
    await api.database.pool.query(
      `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
       SELECT tag.id, '2026-03-01'::timestamptz + step * interval '10 s', 1, -1.5, 2, 1, 1, 0, 2.5, NULL, 'grid'
       FROM tag, generate_series(0, 4999) AS step WHERE tag.key = 't1'`,
    );
  });
  afterAll(() => api?.close());

  const linesOf = (text: string) => text.split('\r\n');

  it('hold every asset once, however many pages they were read in, and begin with the mark of UTF-8', async () => {
    const response = await fetch(`${api.url}/api/v1/assets/export.csv`, {
      headers: { Authorization: `Bearer ${api.keys.export}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(response.headers.get('content-type')).toContain('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="assets-\d{4}-\d\d-\d\d\.csv"$/);
    expect(response.headers.get('x-request-id')).toBeTruthy();
    const [header, ...lines] = linesOf(bytes.toString('utf8', 3));
    expect(header).toMatch(
      /^number,name,type,department,person,tag,manufacturer,.*,kit,type_name,status,status_since,site,floor,zone,/,
    );
    expect(lines.pop()).toBe('');
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(1202);
    expect(lines.find((line) => line.startsWith('M-0,'))).toMatch(
      /^M-0,Monitor,monitor,"Ward, ""west""",false,,,,,,,,,monitor,available,[^,]+,,,,,,,,,,,,,$/,
    );
  });

  it('hold what a search finds, and run nothing in a spreadsheet', async () => {
    const asset = { number: '=1+1', name: '@SUM(A1)', typeKey: 'trap', tagKey: null };
    await new AssetStore(api.database).register([asset]);
    const { text } = await api.ask('GET', '/api/v1/assets/export.csv?search=trap');
    expect(linesOf(text)[1]).toMatch(/^"'=1\+1","'@SUM\(A1\)",trap,,false,,/);
    expect(linesOf(text).slice(2)).toEqual(['']);
  });

  it('hold the whole way of a tag in order of time, with numbers as numbers', async () => {
    const span = 'from=2026-03-01T00:00:00Z&to=2026-03-01T23:59:59Z';
    const answer = await api.ask('GET', `/api/v1/tags/t1/positions.csv?${span}`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="positions-P-1-2026-03-01.csv"');
    const lines = linesOf(answer.text).slice(1, -1);
    expect(lines).toHaveLength(5000);
    expect(lines[0]).toBe('2026-03-01T00:00:00.000Z,floor-0,-1.5,2,2.5,,grid,1,1,0');
    expect(lines.toSorted()).toEqual(lines);
    const wrong = await api.ask('GET', '/api/v1/tags/t1/positions.csv?from=yesterday');
    expect([wrong.status, wrong.body.errors.length]).toEqual([400, 2]);
  });
});
