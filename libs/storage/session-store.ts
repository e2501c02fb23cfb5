import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { PersonRole } from '#contracts/permissions';
import type { Database } from './database.js';

/** Somebody who is signed in. */
export interface SignedInPerson {
  id: number;
  name: string;
  email: string;
  roles: PersonRole[];
  siteIds: number[] | null;
  departments: string[] | null;
  sessionId: number;
}

/** How long sessions last, seconds: without a request, and at most; on a shared computer and on one's own device. */
export interface SessionTimeouts {
  sharedIdleS: number;
  sharedS: number;
  ownIdleS: number;
  ownS: number;
}

/** Where somebody signs in. */
export interface SignInPlace {
  /** On a computer that others use too. */
  shared: boolean;
  address: string;
  userAgent: string;
}

/** A browser that is signed in. */
export interface SessionInfo {
  id: number;
  shared: boolean;
  address: string;
  userAgent: string;
  createdAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
}

/** What a token of a session looks like: 256 random bits. */
const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** $2 and $3 are the idle timeouts of shared computers and own devices. */
const idleS = 'CASE WHEN session.shared THEN $2::float8 ELSE $3::float8 END';
/** $1 is the time. */
const alive = `session.ended_at IS NULL AND session.ends_at > $1::timestamptz
  AND session.last_used_at > $1::timestamptz - make_interval(secs => ${idleS})`;

/** Browsers that are signed in. Only the SHA-256 of their cookies is stored; 256 random bits need no slower hash. */
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly timeouts: SessionTimeouts,
    private readonly now: () => number = Date.now,
  ) {}

  /** Signs somebody in inside the caller's transaction. @returns the token for the cookie; it cannot be had again. */
  async open(
    userId: number,
    { shared, address, userAgent }: SignInPlace,
    client: pg.ClientBase,
  ): Promise<{ token: string; sessionId: number; endsAt: Date }> {
    const token = randomBytes(32).toString('base64url');
    const at = new Date(this.now());
    const endsAt = new Date(this.now() + 1000 * (shared ? this.timeouts.sharedS : this.timeouts.ownS));
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO user_session (user_id, hash, shared, address, user_agent, created_at, last_used_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7) RETURNING id`,
      [userId, hashOf(token), shared, address.slice(0, 100), userAgent.slice(0, 300), at, endsAt],
    );
    await client.query('UPDATE user_account SET last_sign_in_at = $2 WHERE id = $1', [userId, at]);
    return { token, sessionId: rows[0].id, endsAt };
  }

  /**
   * Whose session this is; null when it is unknown, over, or its person is disabled. Notes its use, once a minute
   * at most or four times in an idle timeout, unless nobody caused the request (`passive`).
   */
  async verify(token: string, { passive = false } = {}): Promise<SignedInPerson | null> {
    if (!tokenForm.test(token)) return null;
    const at = new Date(this.now());
    const { rows } = await this.database.pool.query<SignedInPerson & { stale: boolean }>({
      name: 'verify-session',
      text: `SELECT person.id, person.name, person.email, person.roles, person.site_ids AS "siteIds", person.departments,
               session.id AS "sessionId", session.last_used_at < $1::timestamptz - make_interval(secs => least(60, ${idleS} / 4)) AS stale
             FROM user_session session JOIN user_account person ON person.id = session.user_id
             WHERE ${alive} AND session.hash = $4 AND person.disabled_at IS NULL`,
      values: [at, this.timeouts.sharedIdleS, this.timeouts.ownIdleS, hashOf(token)],
    });
    if (rows.length === 0) return null;
    const { stale, ...person } = rows[0];
    if (stale && !passive)
      await this.database.pool.query('UPDATE user_session SET last_used_at = $2 WHERE id = $1', [person.sessionId, at]);
    return person;
  }

  /** When a session ends at the latest, after how many seconds without a request, and where it is; null when there is none. */
  async limitsOf(sessionId: number): Promise<{ idleTimeoutS: number; endsAt: Date; shared: boolean } | null> {
    const { rows } = await this.database.pool.query<{ shared: boolean; endsAt: Date }>(
      'SELECT shared, ends_at AS "endsAt" FROM user_session WHERE id = $1',
      [sessionId],
    );
    if (rows.length === 0) return null;
    const { shared, endsAt } = rows[0];
    return { idleTimeoutS: shared ? this.timeouts.sharedIdleS : this.timeouts.ownIdleS, endsAt, shared };
  }

  /** The living sessions of a person, the one used last first. */
  async list(userId: number): Promise<SessionInfo[]> {
    const { rows } = await this.database.pool.query<SessionInfo>(
      `SELECT id, shared, address, user_agent AS "userAgent", created_at AS "createdAt",
         last_used_at AS "lastUsedAt", ends_at AS "endsAt"
       FROM user_session session WHERE ${alive} AND user_id = $4 ORDER BY last_used_at DESC, id DESC`,
      [new Date(this.now()), this.timeouts.sharedIdleS, this.timeouts.ownIdleS, userId],
    );
    return rows;
  }

  /** Ends one session of a person for good. @returns whether there was one to end. */
  async end(userId: number, sessionId: number, client: pg.ClientBase): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE user_session SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL',
      [sessionId, userId, new Date(this.now())],
    );
    return rowCount === 1;
  }

  /** Ends all sessions of a person, but for the one that is to stay. @returns how many were ended. */
  async endAll(userId: number, client: pg.ClientBase, exceptId: number | null = null): Promise<number> {
    const { rowCount } = await client.query(
      `UPDATE user_session SET ended_at = $2
       WHERE user_id = $1 AND ended_at IS NULL AND ends_at > $2 AND id IS DISTINCT FROM $3`,
      [userId, new Date(this.now()), exceptId],
    );
    return rowCount ?? 0;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
