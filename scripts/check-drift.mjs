// Migrates an empty database and asks whether the entities agree with it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from './project.mjs';
import { runVisibly } from './run-program.mjs';

const { startTestDatabase } = await import(pathToFileURL(join(project, 'dist/test/support/database.js')));
const database = await startTestDatabase();
const wardmap = join(project, 'dist/apps/cli/main.js');
try {
  await runVisibly(wardmap, ['migrate'], { DATABASE_URL: database.url });
  await runVisibly(wardmap, ['migrate', '--check-drift'], { DATABASE_URL: database.url });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.stop();
}
