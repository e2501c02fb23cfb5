import { startEmbeddedPostgres } from '../../apps/cli/embedded/embedded-postgres.js';

// A process that owns an embedded database until it is killed: the tests kill it.
const [dataFolder, address] = process.argv.slice(2);
try {
  const database = await startEmbeddedPostgres({ dataFolder, address });
  // Before it is told: who reads the line may send the signal at once.
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
  console.log(JSON.stringify({ url: database.url, pid: database.pid }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
