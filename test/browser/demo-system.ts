import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { ensureDemoKeys } from '../../apps/cli/demo/demo-keys.js';
import { makeDemoTypes } from '../../apps/cli/demo/demo-types.js';
import { loadDemoSites } from '../../apps/cli/demo/load-sites.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { startTestDatabase } from '../support/database.js';
import { startApi, startWorker } from '../support/processes.js';
import { makeTestFolder } from '../support/test-folder.js';

/** The demo with its simulator on servers of its own, so that it disturbs no other. */
export async function startDemoSystem(): Promise<{ address: string; stop(): Promise<void> }> {
  const folder = makeTestFolder('demo');
  const keyFile = join(folder.path, 'keys.json');
  const server = await startTestDatabase();
  const databaseUrl = await server.createDatabase('demo');
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 2 });
  await loadDemoSites(database, join(projectFolder(), 'floorplans'));
  await makeDemoTypes(database);
  await ensureDemoKeys(database, keyFile);
  await database.close();
  const api = await startApi({ databaseUrl, environment: { WARDMAP_DEMO: 'true' } });
  const worker = await startWorker({ databaseUrl });
  const cli = join(projectFolder(), 'dist/apps/cli/main.js');
  const simulator = spawn(process.execPath, [cli, 'simulate', '--url', api.address, '--key-file', keyFile], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // As the demo does: calibrations, stock levels, makers and kits.
  const furnishing = spawn(process.execPath, [cli, 'calibrate-demo'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    address: api.address,
    stop: async () => {
      simulator.kill();
      furnishing.kill();
      await Promise.all([api.stop(), worker.stop()]);
      await server.stop();
      folder.remove();
    },
  };
}
