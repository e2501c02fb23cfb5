import { type Database, openDatabase } from '#storage/database';
import { databaseAddress } from './database-address.js';

/** Runs a command's work on the installation's database and closes it again, whatever happens. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const url = databaseAddress();
  const database = await openDatabase(url, { applicationName: 'wardmap-cli', poolSize: 2 }).catch((error: unknown) => {
    throw unreachable(url, error);
  });
  try {
    return await work(database);
  } catch (error) {
    // 42P01: a table is missing.
    if ((error as { code?: string }).code === '42P01')
      throw new Error('This database has not been prepared for Wardmap yet: run `npx wardmap migrate` first.', {
        cause: error,
      });
    throw error;
  } finally {
    await database.close();
  }
}

/** One sentence for a database that does not answer; its password stays out of it. */
export function unreachable(url: string, error: unknown): Error {
  const { host, pathname } = new URL(url);
  return new Error(
    `The database ${pathname.slice(1)} at ${host} cannot be reached (${reasonOf(error)}): see that it runs, and that DATABASE_URL is right.`,
    { cause: error },
  );
}

/** A refused connection to a name with two addresses comes as a list of errors with an empty message. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
