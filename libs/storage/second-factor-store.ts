import type pg from 'pg';
import type { Database } from './database.js';
import { hashOneTimeCode } from './one-time-code.js';

/** The second factor of a person: the sealed secret of an authenticator, and codes for when it is lost. */
export class SecondFactorStore {
  constructor(private readonly database: Database) {}

  /** Keeps a secret that a code has yet to confirm. @returns false when a confirmed one is there. */
  async start(userId: number, sealedSecret: Buffer): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE user_account SET totp_secret = $2, totp_last_step = NULL WHERE id = $1 AND totp_confirmed_at IS NULL`,
      [userId, sealedSecret],
    );
    return rowCount === 1;
  }

  /**
   * The sealed secret, and whether it counts already; null when there is none. Locked until the transaction ends, and
   * asked on its own connection: one more from the pool could be waited for by all who hold one.
   */
  async secretOf(userId: number, client: pg.ClientBase): Promise<{ sealed: Buffer; confirmed: boolean } | null> {
    const { rows } = await client.query<{ sealed: Buffer | null; confirmed: boolean }>(
      `SELECT totp_secret AS sealed, totp_confirmed_at IS NOT NULL AS confirmed FROM user_account
       WHERE id = $1 FOR UPDATE`,
      [userId],
    );
    const found = rows[0];
    return found?.sealed ? { sealed: found.sealed, confirmed: found.confirmed } : null;
  }

  /** Takes the code of a time step. @returns false when that step, or a later one, was taken before. */
  async takeStep(userId: number, step: number, client: pg.ClientBase): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE user_account SET totp_last_step = $2
       WHERE id = $1 AND totp_secret IS NOT NULL AND (totp_last_step IS NULL OR totp_last_step < $2)`,
      [userId, step],
    );
    return rowCount === 1;
  }

  /** Makes the secret count and replaces the recovery codes. @returns false when it counted before. */
  async confirm(userId: number, recoveryCodes: readonly string[], client: pg.ClientBase): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE user_account SET totp_confirmed_at = now()
       WHERE id = $1 AND totp_secret IS NOT NULL AND totp_confirmed_at IS NULL`,
      [userId],
    );
    if (rowCount !== 1) return false;
    await client.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
    await client.query('INSERT INTO recovery_code (user_id, hash) SELECT $1, unnest($2::bytea[])', [
      userId,
      recoveryCodes.map(hashOneTimeCode),
    ]);
    return true;
  }

  /** Uses a recovery code up. @returns false when it is unknown or was used before. */
  async takeRecoveryCode(userId: number, code: string, client: pg.ClientBase): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE recovery_code SET used_at = now() WHERE user_id = $1 AND hash = $2 AND used_at IS NULL',
      [userId, hashOneTimeCode(code)],
    );
    return rowCount === 1;
  }

  /** Takes the second factor away, with its recovery codes. @returns whether there was one. */
  async end(userId: number, client: pg.ClientBase): Promise<boolean> {
    const { rows } = await client.query<{ confirmed: boolean }>(
      'SELECT totp_confirmed_at IS NOT NULL AS confirmed FROM user_account WHERE id = $1 FOR UPDATE',
      [userId],
    );
    await client.query(
      'UPDATE user_account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = $1',
      [userId],
    );
    await client.query('DELETE FROM recovery_code WHERE user_id = $1', [userId]);
    return rows[0]?.confirmed ?? false;
  }
}
