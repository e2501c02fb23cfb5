import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { OpenIdRefusal } from '#contracts/openid';
import type { PersonRole } from '#contracts/permissions';
import { appendEvent } from './audit-trail.js';
import type { Database } from './database.js';
import { countAdministrators, lockAdministrators } from './house-administrators.js';
import { inTransaction } from './in-transaction.js';
import { endNeedlessSetUpCodes } from './set-up-codes.js';

/** An attempt to sign in at the provider is over after this time, seconds. */
export const attemptLastsS = 600;

/** Somebody as the hospital's identity provider describes them. */
export interface OpenIdPerson {
  issuer: string;
  subject: string;
  email: string;
  name: string;
  roles: PersonRole[];
  /** Null for all; undefined where no claim says it: then an administrator does. */
  departments: string[] | null | undefined;
  siteKeys: string[] | null | undefined;
}

export interface OpenIdAccount {
  id: number;
  email: string;
  name: string;
  roles: PersonRole[];
  siteIds: number[] | null;
  departments: string[] | null;
}

const columns = `id, email, name, roles, site_ids AS "siteIds", departments`;

/** Sign-ins under way at the hospital's identity provider, and the accounts of those who come back from it. */
export class OpenIdStore {
  constructor(private readonly database: Database) {}

  /** Remembers for ten minutes that a sign-in was begun. */
  async begin(state: string, shared: boolean): Promise<void> {
    await this.database.pool.query('DELETE FROM open_id_attempt WHERE ends_at < now()');
    await this.database.pool.query(
      'INSERT INTO open_id_attempt (state_hash, shared, ends_at) VALUES ($1, $2, now() + make_interval(secs => $3))',
      [digest(state), shared, attemptLastsS],
    );
  }

  /** Takes an attempt, which works once. @returns null when there is none, it is over, or it was taken already. */
  async take(state: string): Promise<{ shared: boolean } | null> {
    const { rows } = await this.database.pool.query<{ shared: boolean; over: boolean }>(
      'DELETE FROM open_id_attempt WHERE state_hash = $1 RETURNING shared, ends_at < now() AS over',
      [digest(state)],
    );
    return rows.length === 0 || rows[0].over ? null : { shared: rows[0].shared };
  }

  /**
   * The account of somebody the provider vouches for, with what the provider says of them now; made when they come
   * for the first time. Found by issuer and subject alone: an e-mail address is no proof that two are one.
   * Whom the provider says less of than the last administrator needs is refused: let in with less, the house would be
   * without one; let in as before, somebody would have more than the hospital gives them.
   * @param open signs them in, in the same transaction
   */
  async admit<T>(
    person: OpenIdPerson,
    from: { address: string; requestId: string },
    open: (account: OpenIdAccount, client: pg.ClientBase) => Promise<T>,
  ): Promise<{ opened: T } | { refused: OpenIdRefusal }> {
    return inTransaction(this.database.pool, async (client) => {
      const siteIds = await siteIdsOf(client, person.siteKeys);
      if (siteIds?.length === 0) return { refused: 'no-site' };
      await lockAdministrators(client);
      const known = await lockAccount(client, person);
      if (known?.disabled) return { refused: 'disabled' };
      const { roles, departments = known?.departments ?? null } = person;
      const wanted = { roles, siteIds: siteIds === undefined ? (known?.siteIds ?? null) : siteIds, departments };
      if (known && administersHouse(known) && !administersHouse(wanted) && (await countAdministrators(client)) === 1)
        return { refused: 'last-administrator' };
      const account = known ? await renew(client, known.id, person, siteIds) : await create(client, person, siteIds);
      if (account === null) return { refused: 'email-in-use' };
      await endNeedlessSetUpCodes(client);
      const opened = await open(account, client);
      const before = known ? rightsOf(known) : undefined;
      const after = rightsOf(account);
      const byProvider = { kind: 'system', id: null, name: `OpenID Connect, ${person.issuer}` } as const;
      const subject = { subjectKind: 'user', subject: account.email, ...from };
      if (JSON.stringify(before) !== JSON.stringify(after))
        await appendEvent(client, {
          ...{ actor: byProvider, action: known ? 'user.change' : 'user.create', ...subject },
          ...{ before, after },
        });
      const actor = { kind: 'person', id: account.id, name: `${account.name} (${account.email})` } as const;
      await appendEvent(client, { actor, action: 'session.sign-in', ...subject, after: { by: 'openid' } });
      return { opened };
    });
  }

  /** Records that somebody known to the provider was not let in, and ends what they had open here. */
  async refuse(
    { issuer, subject }: Pick<OpenIdPerson, 'issuer' | 'subject'>,
    why: OpenIdRefusal,
    from: { address: string; requestId: string },
    end: (userId: number, client: pg.ClientBase) => Promise<unknown>,
  ): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const account = await lockAccount(client, { issuer, subject });
      if (account) await end(account.id, client);
      const actor = { kind: 'stranger', id: null, name: account?.email ?? subject.slice(0, 200) } as const;
      await appendEvent(client, {
        ...{ actor, action: 'session.refused', subjectKind: 'user', subject: account?.email ?? issuer },
        ...{ after: { by: 'openid', why }, ...from },
      });
    });
  }
}

async function siteIdsOf(
  client: pg.ClientBase,
  keys: string[] | null | undefined,
): Promise<number[] | null | undefined> {
  if (!keys) return keys;
  const { rows } = await client.query<{ id: number }>('SELECT id FROM site WHERE key = ANY ($1) ORDER BY id', [keys]);
  return rows.map((row) => row.id);
}

async function lockAccount(
  client: pg.ClientBase,
  { issuer, subject }: Pick<OpenIdPerson, 'issuer' | 'subject'>,
): Promise<(OpenIdAccount & { disabled: boolean }) | undefined> {
  const { rows } = await client.query<OpenIdAccount & { disabled: boolean }>(
    `SELECT ${columns}, disabled_at IS NOT NULL AS disabled FROM user_account
     WHERE open_id_issuer = $1 AND open_id_subject = $2 FOR UPDATE`,
    [issuer, subject],
  );
  return rows[0];
}

/** @returns null when another account has the e-mail address. */
async function create(
  client: pg.ClientBase,
  { email, name, roles, issuer, subject, departments }: OpenIdPerson,
  siteIds: number[] | null | undefined,
): Promise<OpenIdAccount | null> {
  const { rows } = await client.query<OpenIdAccount>(
    `INSERT INTO user_account (email, name, roles, site_ids, departments, open_id_issuer, open_id_subject)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING RETURNING ${columns}`,
    [email, name, roles, siteIds ?? null, departments ?? null, issuer, subject],
  );
  return rows[0] ?? null;
}

async function renew(
  client: pg.ClientBase,
  id: number,
  { email, name, roles, departments }: OpenIdPerson,
  siteIds: number[] | null | undefined,
): Promise<OpenIdAccount> {
  const { rows } = await client.query<OpenIdAccount>(
    // An address that another account has stays with that account.
    `UPDATE user_account SET name = $3, roles = $4,
       email = CASE WHEN EXISTS (SELECT FROM user_account other WHERE other.email = $2 AND other.id <> $1)
         THEN email ELSE $2 END,
       site_ids = CASE WHEN $5 THEN $6::int[] ELSE site_ids END,
       departments = CASE WHEN $7 THEN $8::text[] ELSE departments END
     WHERE id = $1 RETURNING ${columns}`,
    [id, email, name, roles, siteIds !== undefined, siteIds ?? null, departments !== undefined, departments ?? null],
  );
  return rows[0];
}

function administersHouse({ roles, siteIds, departments }: Pick<OpenIdAccount, 'roles' | 'siteIds' | 'departments'>) {
  return roles.includes('administrator') && siteIds === null && departments === null;
}

function rightsOf({ name, roles, siteIds, departments }: OpenIdAccount) {
  return { name, roles, siteIds, departments };
}

function digest(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}
