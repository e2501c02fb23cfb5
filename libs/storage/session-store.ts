import { createHash } from 'node:crypto';
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

/** After so many seconds without a request a session is over. */
export interface IdleTimeouts {
  sharedS: number;
  ownS: number;
}

/** Browsers that are signed in. */
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly idle: IdleTimeouts,
  ) {}

  /** Whose session this is; null when it is unknown, over, or its person is disabled. Notes its use once a minute at most. */
  async verify(token: string): Promise<SignedInPerson | null> {
    const { rows } = await this.database.pool.query<SignedInPerson & { stale: boolean }>({
      name: 'verify-session',
      text: `SELECT person.id, person.name, person.email, person.roles, person.site_ids AS "siteIds", person.departments,
               session.id AS "sessionId", session.last_used_at < now() - interval '1 minute' AS stale
             FROM user_session session JOIN user_account person ON person.id = session.user_id
             WHERE session.hash = $1 AND session.ended_at IS NULL AND session.ends_at > now()
               AND session.last_used_at > now() - make_interval(secs => CASE WHEN session.shared THEN $2 ELSE $3 END)
               AND person.disabled_at IS NULL`,
      values: [createHash('sha256').update(token).digest(), this.idle.sharedS, this.idle.ownS],
    });
    if (rows.length === 0) return null;
    const { stale, ...person } = rows[0];
    if (stale)
      await this.database.pool.query('UPDATE user_session SET last_used_at = now() WHERE id = $1', [person.sessionId]);
    return person;
  }
}
