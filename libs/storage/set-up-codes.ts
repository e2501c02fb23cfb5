import type pg from 'pg';
import type { Database } from './database.js';
import { countAdministrators } from './house-administrators.js';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-code.js';

const setting = 'set-up-codes';
/** A code can be used so long, hours: a log is kept longer, and read by more people than the one who sets up. */
export const setUpCodeHours = 24;

/**
 * One-time codes for making the first administrator. Each start of an api makes one; the newest four count for a day,
 * because several processes of the api may start together and each prints its own.
 */
export class SetUpCodes {
  constructor(private readonly database: Database) {}

  /** Makes a code. @returns it; only its hash is kept. */
  async make(): Promise<string> {
    const code = makeOneTimeCode();
    await this.database.pool.query(
      `WITH made AS (
         SELECT jsonb_build_array(
           jsonb_build_object('hash', $2::text, 'endsAt', now() + make_interval(hours => $3))) AS codes)
       INSERT INTO setting (key, value) SELECT $1, codes FROM made
       ON CONFLICT (key) DO UPDATE SET value = jsonb_path_query_array(excluded.value || setting.value, '$[0 to 3]')`,
      [setting, hashOf(code), setUpCodeHours],
    );
    return code;
  }

  /** Whether this is one of the codes that count. */
  async isRight(code: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `SELECT FROM setting, jsonb_array_elements(value) AS made
       WHERE key = $1 AND made ->> 'hash' = $2 AND (made ->> 'endsAt')::timestamptz > now()`,
      [setting, hashOf(code)],
    );
    return rowCount === 1;
  }

  /** Ends all codes. */
  async end(client: pg.ClientBase): Promise<void> {
    await endAll(client);
  }

  /** Ends all codes if there is an administrator. @returns whether there is one */
  async endIfNeedless(): Promise<boolean> {
    return endNeedlessSetUpCodes(this.database.pool);
  }
}

/**
 * Ends all codes if there is an administrator, whichever way that one was made: in the transaction that makes somebody
 * able to sign in. @returns whether there is one
 */
export async function endNeedlessSetUpCodes(database: pg.Pool | pg.ClientBase): Promise<boolean> {
  if ((await countAdministrators(database)) === 0) return false;
  await endAll(database);
  return true;
}

async function endAll(database: pg.Pool | pg.ClientBase): Promise<void> {
  await (database as pg.ClientBase).query('DELETE FROM setting WHERE key = $1', [setting]);
}

function hashOf(code: string): string {
  return hashOneTimeCode(code).toString('hex');
}
