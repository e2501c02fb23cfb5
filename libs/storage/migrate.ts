import { createDataSource } from './data-source.js';
import { renewWordOrder } from './word-order.js';

/** Any fixed number: all processes that migrate wait for the same lock. */
const migrationLock = 7_261_001;

/**
 * Brings the database to the newest form. Processes that start together do it once: the others wait.
 * @returns the names of the migrations that were run, none when it was up to date.
 */
export async function migrate(url: string): Promise<string[]> {
  const dataSource = createDataSource(url, { applicationName: 'wardmap-migrate', poolSize: 2 });
  await dataSource.initialize();
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      const done = await dataSource.runMigrations();
      await renewWordOrder((sql) => lock.query(sql));
      await lock.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      return done.map((migration) => migration.name);
    } finally {
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Takes the newest migration back, with all its data. @returns its name, or null when there was none. */
export async function revertLastMigration(url: string): Promise<string | null> {
  const dataSource = createDataSource(url, { applicationName: 'wardmap-migrate', poolSize: 2 });
  await dataSource.initialize();
  try {
    const [{ exists }] = await dataSource.query<{ exists: boolean }[]>(
      "SELECT to_regclass('migration') IS NOT NULL AS exists",
    );
    if (!exists) return null;
    const [newest] = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id DESC LIMIT 1');
    if (!newest) return null;
    await dataSource.undoLastMigration();
    return newest.name;
  } finally {
    await dataSource.destroy();
  }
}

/**
 * What TypeORM would still change to make the database fit the entities, as SQL statements.
 * Empty on a migrated database; anything else means that an entity and its migration disagree.
 */
export async function checkDrift(url: string): Promise<string[]> {
  const dataSource = createDataSource(url, { applicationName: 'wardmap-drift', poolSize: 2 });
  await dataSource.initialize();
  try {
    const changes = await dataSource.driver.createSchemaBuilder().log();
    return changes.upQueries.map((change) => change.query);
  } finally {
    await dataSource.destroy();
  }
}
