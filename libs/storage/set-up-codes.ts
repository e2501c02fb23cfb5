import type pg from 'pg';
import type { Database } from './database.js';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-code.js';

const setting = 'set-up-codes';

/**
 * One-time codes for making the first administrator. Each start of an api makes one; the newest four count, because
 * several processes of the api may start together and each prints its own.
 */
export class SetUpCodes {
  constructor(private readonly database: Database) {}

  /** Makes a code. @returns it; only its hash is kept. */
  async make(): Promise<string> {
    const code = makeOneTimeCode();
    await this.database.pool.query(
      `INSERT INTO setting (key, value) VALUES ($1, jsonb_build_array($2::text))
       ON CONFLICT (key) DO UPDATE SET value = jsonb_path_query_array(jsonb_build_array($2::text) || setting.value, '$[0 to 3]')`,
      [setting, hashOf(code)],
    );
    return code;
  }

  /** Whether this is one of the codes that count. */
  async isRight(code: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query('SELECT FROM setting WHERE key = $1 AND value ? $2', [
      setting,
      hashOf(code),
    ]);
    return rowCount === 1;
  }

  /** Ends all codes. */
  async end(client: pg.ClientBase): Promise<void> {
    await client.query('DELETE FROM setting WHERE key = $1', [setting]);
  }
}

function hashOf(code: string): string {
  return hashOneTimeCode(code).toString('hex');
}
