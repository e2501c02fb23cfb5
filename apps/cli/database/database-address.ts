import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultDataFolder } from '../embedded/project-folder.js';

/**
 * The database a command works on: DATABASE_URL, or the embedded one of this installation while it runs.
 * @throws Error with one sentence when there is neither.
 */
export function databaseAddress(environment: Record<string, string | undefined> = process.env): string {
  const given = environment.DATABASE_URL;
  if (given) {
    if (/^postgres(ql)?:$/.test(URL.canParse(given) ? new URL(given).protocol : '')) return given;
    throw new Error(
      'DATABASE_URL must be the address of a PostgreSQL, as in postgres://user:password@host:5432/wardmap.',
    );
  }
  const file = join(defaultDataFolder(environment), 'database-url');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Error(
      code === 'ENOENT'
        ? 'There is no database to work on: start Wardmap first (npm start or npm run demo), or set DATABASE_URL to the address of your PostgreSQL.'
        : `The address of the running database in ${file} cannot be read (${code}): run this command as the user who started Wardmap.`,
      { cause: error },
    );
  }
}
