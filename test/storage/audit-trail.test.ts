import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditTrail, type NewAuditEvent } from '#storage/audit-trail';
import { verifyAudit } from '#storage/audit-verification';
import { inTransaction } from '#storage/in-transaction';
import { openMigrated } from './open-migrated.js';

let database: Awaited<ReturnType<typeof openMigrated>>;
let trail: AuditTrail;
beforeAll(async () => {
  database = await openMigrated('audit');
  trail = new AuditTrail(database);
});
afterAll(() => database.close());

const event = (subject: string, more: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  actor: { kind: 'person', id: 7, name: 'Nora' },
  ...{ action: 'asset.change', subjectKind: 'asset', subject, address: '10.0.0.1', requestId: 'r1' },
  ...more,
});
const stored = async () => (await database.pool.query('SELECT * FROM audit_event ORDER BY id')).rows;

describe('the audit trail', () => {
  it('numbers events without gaps, however many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => trail.append(event(`P-${index}`))));
    expect((await stored()).map((row) => Number(row.id))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('records with the change, or not at all', async () => {
    const before = (await stored()).length;
    const failing = inTransaction(database.pool, async (client) => {
      await trail.append(event('P-x'), client);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await stored()).toHaveLength(before);
    await inTransaction(database.pool, (client) => trail.append(event('P-y'), client));
    expect((await stored()).at(-1)).toMatchObject({ subject: 'P-y', actor_name: 'Nora', actor_id: 7 });
  });

  it('records many at once, in their order and as one chain', async () => {
    await inTransaction(database.pool, (client) => trail.appendAll([], client));
    const many = Array.from({ length: 300 }, (_, index) =>
      event(`M-${index}`, { after: { index, odd: '\u0000\ud800"' } }),
    );
    await inTransaction(database.pool, (client) => trail.appendAll(many, client));
    const last = (await stored()).slice(-300);
    expect(last.map((row) => row.subject)).toEqual(many.map(({ subject }) => subject));
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, broken: null });
  });

  it('keeps what was before and after, but nothing under the name of a secret', async () => {
    await trail.append(event('n', { before: null, after: { name: 'Pump', password: 'open sesame', totpSecret: 'x' } }));
    expect((await stored()).at(-1)).toMatchObject({
      before: null,
      after: { name: 'Pump', password: '(not recorded)', totpSecret: '(not recorded)' },
    });
  });

  it('goes on after the clock was set back, at the time of its newest event, and takes nothing of later', async () => {
    const client = await database.pool.connect();
    try {
      // What was recorded while the clock was a day ahead.
      await client.query('SET session_replication_role = replica');
      await client.query(`INSERT INTO audit_event SELECT id + 1, date_trunc('second', now()) + interval '1 day', actor_kind,
        actor_id, actor_name, action, subject_kind, 'ahead', before, after, address, request_id, hash
        FROM audit_event ORDER BY id DESC LIMIT 1`);
    } finally {
      await client.query('RESET session_replication_role');
      client.release();
    }
    await trail.append(event('P-back'));
    await trail.append(event('P-again'));
    const [ahead, back, again] = (await stored()).slice(-3);
    expect([ahead.subject, back.subject, again.subject]).toEqual(['ahead', 'P-back', 'P-again']);
    expect([back.at, again.at]).toEqual([ahead.at, ahead.at]);
    const later = `INSERT INTO audit_event SELECT id + 1, at + interval '1 millisecond', actor_kind, actor_id, actor_name,
      action, subject_kind, subject, before, after, address, request_id, hash FROM audit_event ORDER BY id DESC LIMIT 1`;
    await expect(database.pool.query(later)).rejects.toThrow('is not of now');
  });

  it.each([
    ['UPDATE audit_event SET actor_name = $$Nobody$$'],
    ['DELETE FROM audit_event'],
    ['TRUNCATE audit_event'],
    [
      `INSERT INTO audit_event SELECT 999, at, actor_kind, actor_id, actor_name, action, subject_kind, subject, before,
      after, address, request_id, hash FROM audit_event WHERE id = 1`,
    ],
  ])('refuses %s', async (statement) => {
    const before = await stored();
    await expect(database.pool.query(statement)).rejects.toThrow(/audit_event/);
    expect(await stored()).toEqual(before);
  });
});
