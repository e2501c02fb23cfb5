import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditTrail } from '#storage/audit-trail';
import { verifyAudit } from '#storage/audit-verification';
import { openMigrated } from './open-migrated.js';

let database: Awaited<ReturnType<typeof openMigrated>>;
beforeAll(async () => (database = await openMigrated('audit_verify')));
afterAll(() => database.close());

/** What only a superuser can do: the triggers do not fire for this session. */
async function tamper(sql: string): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(sql);
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
}

const verify = (head?: string) => verifyAudit(database.pool, head);

describe('verification of the audit trail', () => {
  beforeEach(async () => {
    await tamper('DELETE FROM audit_event');
    const trail = new AuditTrail(database);
    for (const [index, subject] of ['P-1', 'Übung 🩺', 'P-3', 'P-4', 'P-5'].entries())
      await trail.append({
        actor: { kind: 'person', id: index, name: 'Nora "N." O\'Hara' },
        ...{ action: 'asset.change', subjectKind: 'asset', subject, address: '::1', requestId: `r${index}` },
        ...{ before: { name: 'a', list: [1.5, null] }, after: { name: `b${index}\u0000\ud800` } },
      });
  });

  it('finds nothing wrong with what was recorded', async () => {
    const { intact, events, head, broken } = await verify();
    expect({ intact, events, broken }).toEqual({ intact: true, events: 5, broken: null });
    const { rows } = await database.pool.query(`SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE id = 5`);
    expect(head).toBe(rows[0].hash);
  });

  it.each([
    ['a changed name', `UPDATE audit_event SET actor_name = 'Nobody' WHERE id = 3`],
    ['a changed value', `UPDATE audit_event SET after = '{"name":"other"}' WHERE id = 3`],
    ['a value of the same meaning', `UPDATE audit_event SET after = (after::text || ' ')::json WHERE id = 3`],
    ['a moment moved by a microsecond', `UPDATE audit_event SET at = at + interval '1 microsecond' WHERE id = 3`],
    ['a moment that is none', `UPDATE audit_event SET at = 'infinity' WHERE id = 3`],
    ['a cleared number', 'UPDATE audit_event SET actor_id = NULL WHERE id = 3'],
    ['a foreign hash', `UPDATE audit_event SET hash = sha256('x') WHERE id = 3`],
    [
      'two in each other\u2019s place',
      'UPDATE audit_event SET id = CASE id WHEN 3 THEN 104 ELSE 103 END WHERE id IN (3, 4); UPDATE audit_event SET id = id - 100 WHERE id > 100',
    ],
    [
      'one that was put in',
      `UPDATE audit_event SET id = id + 100 WHERE id >= 3;
       INSERT INTO audit_event SELECT 3, at, actor_kind, actor_id, actor_name, action, subject_kind, subject, before, after,
         address, request_id, sha256('made up') FROM audit_event WHERE id = 2;
       UPDATE audit_event SET id = id - 99 WHERE id > 100`,
    ],
  ])('finds %s', async (_, sql) => {
    await tamper(sql);
    const { intact, broken } = await verify();
    expect(intact).toBe(false);
    expect(broken).toMatchObject({ id: 3, reason: expect.stringContaining('hash does not fit') });
  });

  it('finds events removed from the middle and from the beginning', async () => {
    await tamper('DELETE FROM audit_event WHERE id = 3');
    expect((await verify()).broken).toEqual({ id: 4, reason: 'Events 3 to 3 are missing.' });
    await tamper('DELETE FROM audit_event WHERE id < 3');
    expect((await verify()).broken).toMatchObject({
      id: 4,
      reason: expect.stringContaining('Events 1 to 3 are missing'),
    });
  });

  it('finds events removed from the end by the head of an earlier look', async () => {
    const { head } = await verify();
    await new AuditTrail(database).append({
      actor: { kind: 'system', id: null, name: 'test' },
      ...{ action: 'export', subjectKind: 'assets', subject: 'all', address: '', requestId: '' },
    });
    expect(await verify(head.toUpperCase())).toMatchObject({ intact: true, events: 6 });
    await tamper('DELETE FROM audit_event WHERE id >= 4');
    expect(await verify()).toMatchObject({ intact: true, events: 3 });
    expect((await verify(head)).broken).toMatchObject({ id: 3, reason: expect.stringContaining('not in the trail') });
  });

  it('says that a superuser could change it', async () => {
    expect((await verify()).appendOnly).toBe(false);
  });
});
