import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../apps/cli/embedded/embedded-postgres.js';
import { makeTestFolder } from './test-folder.js';

export interface TestDatabase {
  /** Address of the server's own database. */
  url: string;
  /** Makes an empty database of its own. @returns its address. */
  createDatabase(name: string): Promise<string>;
  /** Restarts PostgreSQL under the running sessions; `immediate` is a crash. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  /** Ends PostgreSQL and removes its folder. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own in a temporary folder.
 * @param durable write through to the disk as a hospital's database does; tests need not (they kill
 * processes, not the machine), benchmarks must.
 */
export async function startTestDatabase(options: { durable?: boolean } = {}): Promise<TestDatabase> {
  const folder = makeTestFolder('postgres');
  const database = await startEmbeddedPostgres({
    dataFolder: folder.path,
    settings: options.durable ? {} : { fsync: 'off', full_page_writes: 'off' },
  });
  return {
    // As the superuser: tests make databases and roles.
    url: database.ownerUrl,
    createDatabase: (name) => createDatabaseOn(database.ownerUrl, name),
    restart: (mode) => database.restart(mode),
    stop: async () => {
      await database.stop();
      folder.remove();
    },
  };
}

/** Makes an empty database on the PostgreSQL of this test run. @returns its address. */
export function createDatabase(name: string): Promise<string> {
  return createDatabaseOn(testDatabaseUrl(), name);
}

/** Address of the PostgreSQL of this test run (test/support/global-setup.ts started it). */
export function testDatabaseUrl(): string {
  const url = process.env.WARDMAP_TEST_DATABASE_URL;
  if (!url) throw new Error('No test database: this test belongs to the vitest project "system".');
  return url;
}

async function createDatabaseOn(serverUrl: string, name: string): Promise<string> {
  const own = `${name.toLowerCase().replace(/[^a-z0-9_]/g, '_')}_${randomBytes(4).toString('hex')}`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(own)}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${own}`;
  return url.href;
}
