import type pg from 'pg';
import type { PersonRole } from '#contracts/permissions';
import type { Database } from './database.js';
import { countAdministrators, lockAdministrators } from './house-administrators.js';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-code.js';

/** Roles of a person, and which part of the house they are for; null is all of it. */
export interface UserGrant {
  roles: PersonRole[];
  siteIds: number[] | null;
  departments: string[] | null;
}

/** Somebody who may sign in, without their secrets. */
export interface UserInfo extends UserGrant {
  id: number;
  email: string;
  name: string;
  hasPassword: boolean;
  hasOpenId: boolean;
  secondFactor: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
  disabledAt: Date | null;
}

/** What signing in by password looks at. */
export interface UserSecrets {
  id: number;
  name: string;
  email: string;
  passwordHash: string | null;
  disabledAt: Date | null;
  /** A confirmed second factor is asked for. */
  secondFactor: boolean;
}

export interface UserPageQuery {
  /** Part of name or e-mail address. */
  search: string;
  limit: number;
  /** The last person of the page before. */
  after: number | null;
  /** Only people whose rights lie within these; null is everywhere. */
  siteIds: readonly number[] | null;
  departments: readonly string[] | null;
}

/** An e-mail address that another account has. */
export class EmailTakenError extends Error {}

/** Invitations can be used so long, hours. */
const invitationHours = 7 * 24;

const columns = `id, email, name, roles, site_ids AS "siteIds", departments, password_hash IS NOT NULL AS "hasPassword",
  open_id_subject IS NOT NULL AS "hasOpenId", totp_confirmed_at IS NOT NULL AS "secondFactor",
  created_at AS "createdAt", last_sign_in_at AS "lastSignInAt", disabled_at AS "disabledAt"`;

/** Whose rights lie within the sites $3 and the departments $4. */
const within = '($3::int[] IS NULL OR site_ids <@ $3) AND ($4::text[] IS NULL OR departments <@ $4)';

/** People who may sign in. What changes something is given the transaction of the caller, who records it there. */
export class UserStore {
  constructor(private readonly database: Database) {}

  /** One page of people in order of name. After somebody beyond the part that is asked for comes nobody, as after an unknown id. */
  async page({ search, limit, after, siteIds, departments }: UserPageQuery): Promise<UserInfo[]> {
    const { rows } = await this.database.pool.query<UserInfo>(
      `SELECT ${columns} FROM user_account
       WHERE ($1 = '' OR strpos(lower(name), lower($1)) > 0 OR strpos(email, lower($1)) > 0)
         AND ($2::int IS NULL OR (lower(name), id) >
           (SELECT lower(name), id FROM user_account WHERE id = $2 AND ${within}))
         AND ${within}
       ORDER BY lower(name), id LIMIT $5`,
      [search, after, siteIds, departments, limit],
    );
    return rows;
  }

  /** One person; inside a transaction locked against other changes until it ends. */
  async byId(id: number, client?: pg.ClientBase): Promise<UserInfo | null> {
    const text = `SELECT ${columns} FROM user_account WHERE id = $1`;
    const { rows } = client
      ? await client.query<UserInfo>(`${text} FOR UPDATE`, [id])
      : await this.database.pool.query<UserInfo>(text, [id]);
    return rows[0] ?? null;
  }

  /** Whom an e-mail address belongs to, for signing in. */
  async byEmail(email: string): Promise<UserSecrets | null> {
    return this.#secrets('email = $1', email);
  }

  /** Whether the person of an e-mail address signed in from an address in the last 90 days. */
  async hasSignedInFrom(email: string, address: string): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ known: boolean }>(
      `SELECT EXISTS (
         SELECT FROM user_session session JOIN user_account person ON person.id = session.user_id
         WHERE person.email = $1 AND session.address = $2 AND session.created_at > now() - interval '90 days'
       ) AS known`,
      [email, address],
    );
    return rows[0].known;
  }

  /** As byEmail, by number. */
  async secretsOf(id: number): Promise<UserSecrets | null> {
    return this.#secrets('id = $1', id);
  }

  /**
   * Makes an account without a password.
   * @throws EmailTakenError
   */
  async create(
    { email, name, roles, siteIds, departments }: UserGrant & { email: string; name: string },
    client: pg.ClientBase,
  ): Promise<UserInfo> {
    const { rows } = await client.query<UserInfo>(
      `INSERT INTO user_account (email, name, roles, site_ids, departments) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (email) DO NOTHING RETURNING ${columns}`,
      [email, name, roles, siteIds, departments],
    );
    if (rows.length === 0) throw new EmailTakenError(`${email} has an account already.`);
    return rows[0];
  }

  /** Changes who somebody is and what they may. Being disabled ends all their sessions. */
  async change(
    id: number,
    { name, roles, siteIds, departments, disabled }: UserGrant & { name: string; disabled: boolean },
    client: pg.ClientBase,
  ): Promise<UserInfo> {
    const { rows } = await client.query<UserInfo>(
      `UPDATE user_account SET name = $2, roles = $3, site_ids = $4, departments = $5,
         disabled_at = CASE WHEN $6 THEN coalesce(disabled_at, now()) END
       WHERE id = $1 RETURNING ${columns}`,
      [id, name, roles, siteIds, departments, disabled],
    );
    if (disabled)
      await client.query('UPDATE user_session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL', [id]);
    return rows[0];
  }

  /** Sets the hash of a new password and ends any invitation. */
  async setPassword(id: number, passwordHash: string, client: pg.ClientBase): Promise<void> {
    await client.query(
      `UPDATE user_account SET password_hash = $2, invitation_hash = NULL, invitation_ends_at = NULL WHERE id = $1`,
      [id, passwordHash],
    );
  }

  /**
   * Locks somebody until the transaction ends. @returns whether password, second factor and being enabled are as they
   * were read: what was concluded from them before still holds.
   */
  async lockUnchanged(
    { id, passwordHash, secondFactor }: Pick<UserSecrets, 'id' | 'passwordHash' | 'secondFactor'>,
    client: pg.ClientBase,
  ): Promise<boolean> {
    const { rows } = await client.query<{ unchanged: boolean }>(
      `SELECT password_hash IS NOT DISTINCT FROM $2 AND (totp_confirmed_at IS NOT NULL) = $3 AND disabled_at IS NULL
         AS unchanged FROM user_account WHERE id = $1 FOR UPDATE`,
      [id, passwordHash, secondFactor],
    );
    return rows[0]?.unchanged ?? false;
  }

  /**
   * Replaces the hash of the same password by one that costs more.
   * @returns false when the hash was changed meanwhile: it is left as it is
   */
  async strengthenHash(id: number, former: string, passwordHash: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      'UPDATE user_account SET password_hash = $3 WHERE id = $1 AND password_hash = $2',
      [id, former, passwordHash],
    );
    return rowCount === 1;
  }

  /** Invites somebody to choose a password, now or anew; an invitation before stops working. @returns the code, shown this once. */
  async invite(id: number, client: pg.ClientBase): Promise<{ code: string; expiresAt: Date }> {
    const code = makeOneTimeCode();
    const { rows } = await client.query<{ expiresAt: Date }>(
      `UPDATE user_account SET invitation_hash = $2, invitation_ends_at = now() + make_interval(hours => $3)
       WHERE id = $1 RETURNING invitation_ends_at AS "expiresAt"`,
      [id, hashOneTimeCode(code), invitationHours],
    );
    return { code, expiresAt: rows[0].expiresAt };
  }

  /** Makes the invitation that somebody may have worthless. */
  async endInvitation(id: number, client: pg.ClientBase): Promise<void> {
    await client.query('UPDATE user_account SET invitation_hash = NULL, invitation_ends_at = NULL WHERE id = $1', [id]);
  }

  /** Whose invitation a code is; null when it is unknown, too old, used, or its person is disabled. */
  async byInvitation(code: string): Promise<UserInfo | null> {
    const { rows } = await this.database.pool.query<UserInfo>(
      `SELECT ${columns} FROM user_account
       WHERE invitation_hash = $1 AND invitation_ends_at > now() AND disabled_at IS NULL`,
      [hashOneTimeCode(code)],
    );
    return rows[0] ?? null;
  }

  /** Uses an invitation up. @returns false when another request was first. */
  async takeInvitation(id: number, code: string, client: pg.ClientBase): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE user_account SET invitation_hash = NULL, invitation_ends_at = NULL
       WHERE id = $1 AND invitation_hash = $2 AND invitation_ends_at > now() AND disabled_at IS NULL`,
      [id, hashOneTimeCode(code)],
    );
    return rowCount === 1;
  }

  /** Waits until nobody else changes administrators, until the transaction ends. */
  async lockAdministrators(client: pg.ClientBase): Promise<void> {
    await lockAdministrators(client);
  }

  /** How many administrators of the whole house can sign in. */
  async countAdministrators(client?: pg.ClientBase): Promise<number> {
    return countAdministrators(client ?? this.database.pool);
  }

  async #secrets(where: 'email = $1' | 'id = $1', value: string | number): Promise<UserSecrets | null> {
    const { rows } = await this.database.pool.query<UserSecrets>(
      `SELECT id, name, email, password_hash AS "passwordHash", disabled_at AS "disabledAt",
         totp_confirmed_at IS NOT NULL AS "secondFactor"
       FROM user_account WHERE ${where}`,
      [value],
    );
    return rows[0] ?? null;
  }
}
