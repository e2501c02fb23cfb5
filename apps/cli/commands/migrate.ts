import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { checkDrift, migrate } from '#storage/migrate';
import { databaseAddress } from '../database/database-address.js';
import { prepareDatabase } from '../database/prepare-database.js';
import { unreachable } from '../database/with-database.js';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.js';

/** `wardmap migrate`: brings the database to the newest form, or tells where entities and migrations disagree. */
export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest form')
    .option(
      '--check-drift',
      'change nothing; fail when the database differs from the entities. Without DATABASE_URL: a temporary database made by the migrations',
    )
    .addOption(
      new Option(
        '--owner-url <url>',
        'the same database, signed in as a superuser: makes the role of DATABASE_URL, hands over to it what the superuser owns there, and protects the audit trail from it',
      ).env('WARDMAP_OWNER_URL'),
    )
    .action(async ({ checkDrift: onlyCheck, ownerUrl }: { checkDrift?: boolean; ownerUrl?: string }) => {
      if (onlyCheck) await tellDrift();
      else await bringUp(databaseAddress(), ownerUrl || undefined);
    });
}

async function bringUp(url: string, ownerUrl: string | undefined): Promise<void> {
  if (ownerUrl !== undefined && !URL.canParse(ownerUrl))
    throw new Error('--owner-url must be an address as in postgres://user:password@host:5432/wardmap.');
  const done = await (ownerUrl === undefined ? migrate(url).catch(explain(url)) : prepareDatabase(ownerUrl, url));
  console.log(done.length === 0 ? 'The database is up to date.' : `Migrated: ${done.join(', ')}`);
  if (ownerUrl !== undefined)
    console.log(
      `Api and worker sign in as "${decodeURIComponent(new URL(url).username)}", which can read and append events of the audit trail, and not change them.`,
    );
}

async function tellDrift(): Promise<void> {
  const url = process.env.DATABASE_URL;
  const differences = url ? await checkDrift(url).catch(explain(url)) : await driftOfMigrations();
  if (differences.length > 0)
    throw new Error(
      `The database differs from the entities; a migration is missing that does this:\n${differences.map((sql) => `  ${sql};`).join('\n')}`,
    );
  console.log('No drift: the migrations make exactly what the entities say.');
}

/** Runs all migrations on a new database in a temporary folder and compares the result with the entities. */
async function driftOfMigrations(): Promise<string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wardmap-drift-')));
  // As root PostgreSQL runs under another account, which must be able to enter.
  chmodSync(folder, 0o755);
  try {
    const postgres = await startEmbeddedPostgres({ dataFolder: folder, settings: { fsync: 'off' } });
    try {
      await migrate(postgres.url);
      return await checkDrift(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The server's own complaints stay as they are; a server that does not answer gets one sentence. */
function explain(url: string): (error: unknown) => never {
  return (error) => {
    throw /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '') ? error : unreachable(url, error);
  };
}
