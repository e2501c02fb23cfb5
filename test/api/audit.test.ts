import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEventView, AuditList } from '#contracts/audit';
import { AuditTrail } from '#storage/audit-trail';
import { eventually } from '../faults/eventually.js';
import { type Answer, startTestApi, type SignedInTester, type TestApi } from './running-api.js';

let api: TestApi;
let administrator: SignedInTester;
let nurse: SignedInTester;
/** Before anybody was refused, milliseconds. */
let beganMs: number;

beforeAll(async () => {
  api = await startTestApi('postgres');
  beganMs = performance.now();
  administrator = await api.signIn('administrator', { name: 'Ada' });
  nurse = await api.signIn('nurse', { name: 'Nora' });
});
afterAll(() => api.close());

const ask = (who: SignedInTester, path: string, method = 'GET', body?: unknown): Promise<Answer> =>
  api.ask(method, path, { key: null, headers: who.headers, body });
const list = async (query: string) => (await ask(administrator, `/api/v1/audit?${query}`)).body as AuditList;

async function record(subjects: string[], actor = 'Nora'): Promise<void> {
  for (const subject of subjects)
    await new AuditTrail(api.database).append({
      actor: { kind: 'person', id: nurse.id, name: actor },
      ...{ action: 'asset.change', subjectKind: 'asset', subject, address: '10.0.0.1', requestId: 'r1' },
      ...{ before: { name: 'old' }, after: { name: '=cmd|x' } },
    });
}

describe('the audit trail over the api', () => {
  it('is paged from the newest to the oldest, without gaps or repetitions', async () => {
    await record(['A-1', 'A-2', 'A-3', 'A-4', 'A-5'], 'Paging');
    const found: AuditEventView[] = [];
    for (let next: number | null | undefined; next !== null;) {
      const page = await list(`actor=pagin&limit=2${next ? `&before=${next}` : ''}`);
      expect(page.events.length).toBeLessThanOrEqual(2);
      found.push(...page.events);
      next = page.next;
    }
    expect(found.map(({ subject }) => subject)).toEqual(['A-5', 'A-4', 'A-3', 'A-2', 'A-1']);
    expect(found[0]).toMatchObject({ actorName: 'Paging', before: { name: 'old' }, after: { name: '=cmd|x' } });
  });

  it('is searched by actor, action, subject and time', async () => {
    await record(['B_1', 'B%1', 'BX1']);
    const subjects = async (query: string) => (await list(query)).events.map(({ subject }) => subject);
    expect(await subjects('subject=b_1')).toEqual(['B_1']);
    expect(await subjects('subject=B%251')).toEqual(['B%1']);
    expect(await subjects('subject=X1&action=asset.change&actor=nora')).toEqual(['BX1']);
    expect(await subjects('subject=X1&action=export')).toEqual([]);
    const [{ at }] = (await list('subject=BX1')).events;
    expect(await subjects(`subject=BX1&from=${at}&to=${at}`)).toEqual(['BX1']);
    expect(await subjects(`subject=BX1&from=${new Date(Date.parse(at) + 1).toISOString()}`)).toEqual([]);
  });

  it('is exported as CSV, and the export is itself recorded', async () => {
    await record(['C "quoted", and more'], '=SUM(A1)');
    const file = await ask(administrator, '/api/v1/audit/export.csv?actor=sum');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="wardmap-audit.csv"');
    const [header, ...lines] = file.text.split('\r\n');
    expect(header).toBe(
      'id,at,actor_kind,actor_id,actor_name,action,subject_kind,subject,before,after,address,request_id',
    );
    expect(lines[0]).toContain(
      `"'=SUM(A1)",asset.change,asset,"C ""quoted"", and more","{""name"":""old""}","{""name"":""=cmd|x""}",10.0.0.1,r1`,
    );
    expect(lines.slice(1)).toEqual(['']);
    expect((await list('action=export')).events).toMatchObject([
      { actorName: `Ada (${administrator.email})`, subject: 'export.csv', after: { actor: 'sum' } },
    ]);
  });

  it('is verified from the first event', async () => {
    const { body } = await ask(administrator, '/api/v1/audit/verification');
    expect(body).toMatchObject({ intact: true, broken: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each(['/api/v1/audit', '/api/v1/audit/export.csv', '/api/v1/audit/verification'])(
    'is not shown to others: %s',
    async (path) => {
      expect((await ask(nurse, path)).status).toBe(403);
      expect((await api.ask('GET', path)).status).toBe(403);
      expect((await api.ask('GET', path, { key: null })).status).toBe(401);
    },
  );

  it('says who was turned away: a person, a key, and strangers by their address', async () => {
    const refused = (query: string) => list(`action=access.refused&${query}`);
    await ask(nurse, '/api/v1/audit');
    await api.ask('PUT', '/api/v1/assets', { key: api.keys.read, body: { assets: [] } });
    await api.ask('GET', '/api/v1/assets', { key: `wm_${'x'.repeat(43)}` });
    expect(await eventually(async () => (await refused('actor=Nora&subject=audit.see')).events.length > 0)).toBe(true);
    expect(await eventually(async () => (await refused('actor=read')).events.length > 0)).toBe(true);
    const strangers = async () =>
      (await list('action=access.refused')).events.filter((one) => one.actorKind === 'stranger');
    expect(await eventually(async () => (await strangers()).length > 0)).toBe(true);
    expect((await refused('actor=Nora&subject=audit.see')).events[0]).toMatchObject({
      actorId: nurse.id,
      subjectKind: 'permission',
      after: { why: 'Your role may not look at the audit trail.' },
    });
  });

  it('does not grow with the number of a stranger\u2019s attempts', async () => {
    const strangers = async () =>
      (await list('action=access.refused&limit=200')).events.filter((one) => one.actorKind === 'stranger').length;
    await api.ask('GET', '/api/v1/assets', { key: null });
    expect(await eventually(async () => (await strangers()) > 0)).toBe(true);
    for (let attempt = 0; attempt < 30; attempt++) await api.ask('GET', '/api/v1/assets', { key: null });
    // The first, and one more each minute, when their number is written.
    expect(await strangers()).toBeLessThanOrEqual(1 + (performance.now() - beganMs) / 60_000);
  });

  it('does not record that nobody is signed in when a page asks', async () => {
    expect((await api.ask('GET', '/api/v1/session', { key: null })).status).toBe(401);
    expect((await list('subject=session.see')).events).toEqual([]);
  });
});
