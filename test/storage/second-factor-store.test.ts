import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { SecondFactorStore } from '#storage/second-factor-store';
import { UserStore } from '#storage/user-store';
import { Seal } from '../../apps/api/people/seal.js';
import { SecondFactors } from '../../apps/api/people/second-factors.js';
import { openMigrated } from './open-migrated.js';

/** The clock of both sides: a code must not grow old while a slow machine works. */
const nowMs = Date.UTC(2026, 10, 21);

describe('second factors on few connections', () => {
  let database: Database & { url: string };
  let narrow: Database;
  let factors: SecondFactors;
  beforeAll(async () => {
    database = await openMigrated('second_factors');
    narrow = await openDatabase(database.url, { applicationName: 'test narrow', poolSize: 2 });
    const seal = new Seal(Buffer.alloc(32, 7).toString('base64'));
    factors = new SecondFactors(new SecondFactorStore(narrow), seal, () => nowMs);
  });
  afterAll(() => Promise.all([narrow?.close(), database?.close()]));

  let made = 0;
  async function started(): Promise<{ id: number; code: string; nextCode: string }> {
    const email = `person${++made}@hospital.example`;
    const { id } = await inTransaction(database.pool, (client) =>
      new UserStore(database).create(
        { email, name: 'Bea', roles: ['biomed'], siteIds: null, departments: null },
        client,
      ),
    );
    const { secret } = await factors.start(id, email);
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    return { id, code: totp.generate({ timestamp: nowMs }), nextCode: totp.generate({ timestamp: nowMs + 30_000 }) };
  }
  /** Answers once each of them holds a connection. */
  function meeting(count: number): () => Promise<void> {
    let arrived = 0;
    let allHere: () => void;
    const here = new Promise<void>((resolve) => (allHere = resolve));
    return () => {
      if (++arrived === count) allHere();
      return here;
    };
  }

  it('are confirmed and taken by as many at once as there are connections', async () => {
    const people = [await started(), await started()];
    const allConfirm = meeting(people.length);
    const confirmed = await Promise.all(
      people.map(({ id, code }) =>
        inTransaction(narrow.pool, async (client) => {
          await allConfirm();
          return factors.confirm(id, code, client);
        }),
      ),
    );
    expect(confirmed.map((codes) => codes?.length)).toEqual([10, 10]);
    const allTake = meeting(people.length);
    const taken = await Promise.all(
      people.map(({ id, nextCode }) =>
        inTransaction(narrow.pool, async (client) => {
          await allTake();
          return factors.take(id, nextCode, client);
        }),
      ),
    );
    expect(taken).toEqual(['totp', 'totp']);
  });

  it('are confirmed once by two at once, the other hears that there is nothing to confirm', async () => {
    const { id, code } = await started();
    const both = meeting(2);
    const answers = await Promise.allSettled(
      [1, 2].map(() =>
        inTransaction(narrow.pool, async (client) => {
          await both();
          return factors.confirm(id, code, client);
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected')!;
    expect(refused.reason).toMatchObject({ message: expect.stringContaining('no second factor to confirm') });
  });
});
