import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '#contracts/configuration';
import { type Retention, type RetentionKind, retentionKinds } from '#contracts/privacy';
import { auditJson, type AuditLink, hashAfter } from '#storage/audit-chain';
import { AuditTrail } from '#storage/audit-trail';
import { verifyAudit } from '#storage/audit-verification';
import { enforceRetention } from '#storage/enforce-retention';
import { ensureDays } from '#storage/position-days';
import { pruneOldestMonth } from '#storage/prune-audit';
import { RetentionStore } from '#storage/retention-store';
import { Housekeeping } from '../../apps/worker/housekeeping/housekeeping.js';
import { KnownDays } from '../../apps/worker/readings/known-days.js';
import { openMigrated } from './open-migrated.js';

const dayMs = 86_400_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * dayMs);
const usual = Object.fromEntries(
  Object.entries(retentionKinds).map(([kind, { usual: days }]) => [kind, days]),
) as Retention;

let database: Awaited<ReturnType<typeof openMigrated>>;
let store: RetentionStore;
beforeAll(async () => {
  database = await openMigrated('retention');
  store = new RetentionStore(database, 90);
});
afterAll(() => database.close());

const query = async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows;
const enforce = (kind: RetentionKind, days: Partial<Retention> = {}) =>
  enforceRetention(database.pool, kind, { ...usual, ...days }, now);

/** A chain as the application would have written it at these times. Only a superuser can write into the past. */
async function writeChain(times: Date[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query('DELETE FROM audit_event');
    const [{ genesis }] = await query(`SELECT value #>> '{}' AS genesis FROM setting WHERE key = 'audit-genesis'`);
    let hash = Buffer.from(genesis as string, 'hex');
    for (const [index, at] of times.entries()) {
      const link: AuditLink = {
        ...{ id: index + 1, atMs: at.getTime(), actorKind: 'person', actorId: 1, actorName: 'Nora' },
        ...{ action: 'asset.change', subjectKind: 'asset', subject: `P-${index}` },
        ...{ before: null, after: auditJson({ index }), address: '', requestId: '' },
      };
      hash = hashAfter(hash, link) as Buffer<ArrayBuffer>;
      await client.query('INSERT INTO audit_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
        link.id,
        at,
        ...Object.values(link).slice(2),
        hash,
      ]);
    }
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}

/** What the anchors in the trail say, the oldest first. */
const anchors = async () =>
  (await query(`SELECT after FROM audit_event WHERE action = 'audit.prune' ORDER BY id`)).map(({ after }) => after);

describe('retention', () => {
  it('drops whole days of positions', async () => {
    for (const days of [4, 3, 1]) await ensureDays(database.pool, ago(days), ago(days));
    await database.pool.query(
      `INSERT INTO position SELECT 1, at, 1, 0, 0, 1, 1, 0, 1, null, 'rssi' FROM unnest($1::timestamptz[]) AS at`,
      [[ago(4), ago(3), ago(1)]],
    );
    expect(await enforce('positions', { positions: 2 })).toBe(2);
    expect(await query('SELECT observed_at FROM position')).toEqual([{ observed_at: ago(1) }]);
  });

  it('removes visits that ended before, batch by batch, and none that goes on', async () => {
    await query(
      `INSERT INTO visit (tag_id, zone_id, floor_id, entered_at, left_at)
       SELECT 1, 1, 1, $1::timestamptz + n * interval '1 second', $1::timestamptz + n * interval '2 seconds'
       FROM generate_series(1, 12000) AS n`,
      [ago(50)],
    );
    await query(
      `INSERT INTO visit (tag_id, zone_id, floor_id, entered_at, left_at)
       VALUES (2, 1, 1, $1, NULL), (3, 1, 1, $1, $2), (4, 1, 1, $2, $2)`,
      [ago(60), ago(1)],
    );
    expect(await enforce('visits', { visits: 30 })).toBe(12_000);
    expect((await query('SELECT tag_id FROM visit ORDER BY tag_id')).map((row) => row.tag_id)).toEqual([2, 3, 4]);
  });

  it('removes ended sessions, keys heard of nobody, and traffic', async () => {
    await query(`INSERT INTO user_account (id, email, name, roles) VALUES (1, 'n@h.example', 'Nora', '{nurse}')`);
    const session = `INSERT INTO user_session (user_id, hash, shared, address, user_agent, ends_at, ended_at)
      VALUES (1, $1, true, '', '', $2, $3)`;
    await query(session, [randomBytes(32), ago(20), null]);
    await query(session, [randomBytes(32), ago(-1), ago(20)]);
    await query(session, [randomBytes(32), ago(-1), ago(2)]);
    await query(session, [randomBytes(32), ago(-1), null]);
    expect(await enforce('sessions', { sessions: 7 })).toBe(2);

    await query(
      `INSERT INTO unassigned_sighting SELECT 'tag', 'k' || n, 1, at, at, 'r', -60
       FROM unnest($1::timestamptz[]) WITH ORDINALITY AS one (at, n)`,
      [[ago(3), ago(1)]],
    );
    expect(await enforce('sightings', { sightings: 2 })).toBe(1);
    const floor = `INSERT INTO site (id, key, name, time_zone) VALUES (1, 's', 'S', 'UTC');
      INSERT INTO building (id, site_id, key, name) VALUES (1, 1, 'b', 'B');
      INSERT INTO floor (id, building_id, key, name, level, plan_svg, min_x, min_y, max_x, max_y, tag_height_m, walls, doors)
      VALUES (1, 1, 'f', 'F', 0, '', 0, 0, 1, 1, 1, '[]', '[]')`;
    await query(floor);
    await query(
      `INSERT INTO traffic_window (floor_id, tag_id, at, reader_ids, levels_dbm, packets)
       SELECT 1, 1, at, '{1}', '{-60}', '{1}' FROM unnest($1::timestamptz[]) AS at`,
      [[ago(3), ago(1)]],
    );
    expect(await enforce('traffic', { traffic: 2 })).toBe(1);
  });

  it('removes the oldest months of the audit trail, and the rest is still proven', async () => {
    await writeChain([ago(800), ago(700), ago(500), ago(100), ago(1)]);
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 5 });
    expect(await enforce('audit', { audit: 600 })).toBe(2);
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 5 });
    expect(await enforce('audit', { audit: 600 })).toBe(0);
    expect(await enforce('audit', { audit: 365 })).toBe(1);
    await new AuditTrail(database).append({
      actor: { kind: 'system', id: null, name: 'test' },
      ...{ action: 'export', subjectKind: 'assets', subject: 'all', address: '', requestId: '' },
    });
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 6 });
    expect(await anchors()).toMatchObject([{ lastRemovedId: 1 }, { lastRemovedId: 2 }, { lastRemovedId: 3 }]);
  });

  it('removes one month of the audit trail at a time, so that recording waits for no more than that', async () => {
    const month = (before: number, day: number) => new Date(Date.UTC(now.getUTCFullYear() - 2, before, day, 12));
    const lastMoment = new Date(month(2, 1).getTime() - 43_200_001);
    await writeChain([month(0, 5), month(0, 31), month(1, 1), lastMoment, month(2, 1), month(4, 1), ago(1)]);
    const prune = () => pruneOldestMonth(database.pool, 365, new Date(Date.UTC(now.getUTCFullYear() - 1, 4, 2)));
    const kept: number[] = [];
    for (const removed of [2, 2, 1, 0]) {
      expect(await prune()).toBe(removed);
      const { intact, events } = await verifyAudit(database.pool);
      expect(intact).toBe(true);
      kept.push(events);
    }
    // Seven at first, and an anchor more each time that something went.
    expect(kept).toEqual([6, 5, 5, 5]);
    expect(await anchors()).toEqual([
      {
        lastRemovedId: 2,
        lastRemovedHash: expect.any(String),
        before: month(1, 1).toISOString().replace('12:', '00:'),
      },
      {
        lastRemovedId: 4,
        lastRemovedHash: expect.any(String),
        before: month(2, 1).toISOString().replace('12:', '00:'),
      },
      {
        lastRemovedId: 5,
        lastRemovedHash: expect.any(String),
        before: month(3, 1).toISOString().replace('12:', '00:'),
      },
    ]);
  });

  it('cannot be abused to remove younger events, or what no anchor in the trail names', async () => {
    await writeChain([ago(800), ago(300), ago(1)]);
    await expect(query('SELECT audit_prune(3)')).rejects.toThrow('is no anchor');
    const [{ hash }] = await query(`SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE id = 2`);
    await new AuditTrail(database).append({
      actor: { kind: 'system', id: null, name: 'intruder' },
      ...{ action: 'audit.prune', subjectKind: 'audit trail', subject: 'x', address: '', requestId: '' },
      after: { lastRemovedId: 2, lastRemovedHash: hash },
    });
    await expect(query('SELECT audit_prune(4)')).rejects.toThrow('last 365 days stay');
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 4 });
  });

  it('is as the environment says at first, and as was chosen afterwards; a choice is recorded', async () => {
    expect(await store.days()).toEqual({ ...usual, positions: 90 });
    expect(await new RetentionStore(database, 30).days()).toEqual({ ...usual, positions: 30 });
    const days = { ...usual, positions: 10, visits: 40 };
    await store.change(days, 'Ada', now, (before) => ({
      actor: { kind: 'person', id: 1, name: 'Ada' },
      ...{ action: 'retention.change', subjectKind: 'privacy', subject: 'retention', address: '', requestId: '' },
      ...{ before, after: days },
    }));
    expect(await new RetentionStore(database, 30).days()).toEqual(days);
    expect(await store.view()).toMatchObject({ days, changedBy: 'Ada', changedAt: now.toISOString() });
    expect(await query(`SELECT before, after FROM audit_event ORDER BY id DESC LIMIT 1`)).toEqual([
      { before: { ...usual, positions: 90 }, after: days },
    ]);
  });

  it('is enforced by the worker\u2019s housekeeping, which notes each run', async () => {
    await ensureDays(database.pool, ago(20), ago(20));
    await query(
      `INSERT INTO position SELECT 1, at, 1, 0, 0, 1, 1, 0, 1, null, 'rssi' FROM unnest($1::timestamptz[]) AS at`,
      [[ago(20)]],
    );
    await query(`INSERT INTO visit (tag_id, zone_id, floor_id, entered_at, left_at) VALUES (9, 1, 1, $1, $1)`, [
      ago(45),
    ]);
    const configuration = readConfiguration({ DATABASE_URL: database.url });
    const housekeeping = new Housekeeping(database, configuration, new KnownDays(database));
    await housekeeping.start();
    await housekeeping.stop();
    expect(await query('SELECT observed_at FROM position ORDER BY observed_at')).toEqual([{ observed_at: ago(1) }]);
    expect(await query('SELECT FROM visit WHERE tag_id = 9')).toEqual([]);
    const { kinds } = await store.view();
    expect(kinds.map(({ kind }) => kind)).toEqual(Object.keys(retentionKinds));
    for (const { enforcedAt } of kinds) expect(Date.parse(enforcedAt ?? '')).toBeGreaterThanOrEqual(now.getTime());
    expect(kinds.find(({ kind }) => kind === 'visits')?.removed).toBe(1);
    expect(kinds.find(({ kind }) => kind === 'positions')?.oldestAt).toBe(
      `${ago(1).toISOString().slice(0, 10)}T00:00:00.000Z`,
    );
  });
});
