import { startEmbeddedPostgres } from '../../apps/cli/embedded/embedded-postgres.js';

// A process that owns an embedded database until it is killed: the tests kill it.
const [dataFolder, address] = process.argv.slice(2);
try {
  const database = await startEmbeddedPostgres({ dataFolder, address });
  console.log(JSON.stringify({ url: database.url, pid: database.pid }));
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
