import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openDatabase } from '#storage/database';
import { SettingStore } from '#storage/setting-store';
import { ensureDemoKeys } from '../demo/demo-keys.js';
import { describeDemoAssets } from '../demo/describe-assets.js';
import { makeDemoTypes } from '../demo/demo-types.js';
import { calibrateRecordedSites, loadDemoSites, recordedSites } from '../demo/load-sites.js';
import { setDemoStockLevels } from '../demo/stock-levels.js';
import { walkDemoHospital } from '../demo/walk-demo-hospital.js';
import { withDatabase } from '../database/with-database.js';
import { clusterHome } from '../embedded/data-folder.js';
import { defaultDataFolder, projectFolder } from '../embedded/project-folder.js';
import { removeData } from '../embedded/remove-data.js';
import { parsePort } from '../supervisor/check-port.js';
import { runUntilStopped } from '../supervisor/run-until-stopped.js';
import { Server } from '../supervisor/server.js';
import { settingsOf, type ListenOptions } from '../supervisor/settings.js';

/** `wardmap demo`: the whole system with a hospital that lives, on this machine alone. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('start everything with a simulated hospital and two recorded sites')
    .option('--fresh', 'delete the data of earlier demos first')
    .option('--port <port>', 'port of the map (default: WARDMAP_PORT or 8080)', parsePort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1; any other needs WARDMAP_DEMO_OPEN=true)')
    .action(async (options: ListenOptions & { fresh?: boolean }) => {
      process.exitCode = await demo(options);
    });
  program
    .command('calibrate-demo', { hidden: true })
    .description('calibrate the floors of the demo and set its stock levels; the demo starts this by itself')
    .action(() =>
      withDatabase(async (database) => {
        await calibrateRecordedSites(database, console.log);
        await walkDemoHospital(database, console.log);
        await setDemoStockLevels(database, console.log);
        await describeDemoAssets(database, console.log);
      }),
    );
}

async function demo(options: ListenOptions & { fresh?: boolean }): Promise<number> {
  if (process.env.DATABASE_URL)
    throw new Error(
      'DATABASE_URL is set, but the demo uses a database of its own, so that it never mixes with real data: unset DATABASE_URL, or use `npm start`.',
    );
  const dataFolder = defaultDataFolder();
  const { host, port } = settingsOf(options);
  const keyFile = join(dataFolder, 'keys.json');
  if (options.fresh) {
    refuseForeignData(dataFolder, keyFile);
    await removeData(dataFolder);
  }
  const environment = { ...process.env, REDIS_URL: undefined };
  const say = (text: string) => console.log(text);
  const command = 'npm run demo --';
  const server = new Server({
    ...{ dataFolder, host, port, command, environment, say },
    demo: true,
    workers: 1,
    databaseUrl: undefined,
  });

  const start = async (signal: AbortSignal) => {
    say('Starting the database ...');
    const url = await server.openDatabase();
    signal.throwIfAborted();
    const database = await openDatabase(url, { applicationName: 'wardmap-demo', poolSize: 2 });
    try {
      await new SettingStore(database).rememberDemo(true);
      await loadDemoSites(database, join(projectFolder(), 'floorplans'));
      await makeDemoTypes(database);
      await ensureDemoKeys(database, keyFile);
    } finally {
      await database.close();
    }
    signal.throwIfAborted();
    say('Starting api and worker ...');
    await server.startServices(signal);
    const sender = ['--url', server.address, '--key-file', keyFile];
    const cli = 'dist/apps/cli/main.js';
    server.startProcess('simulate', [cli, 'simulate', ...sender]);
    for (const site of recordedSites) server.startProcess(`replay-${site}`, [cli, 'replay', site, '--loop', ...sender]);
    say(`\nWardmap demo: ${server.address}\n`);
    say('Ready users sign in there with one click: this is a demonstration, not a place for real data.');
    say(`Data and logs: ${dataFolder}. Ctrl-C stops; the next start goes on, --fresh starts over.`);
    // It takes some seconds; worker and pages notice by themselves.
    server.startProcess('calibrate', [cli, 'calibrate-demo'], {}, true);
  };
  return runUntilStopped(server, start, say);
}

/** --fresh deletes; what no demo has made may be a house. */
function refuseForeignData(dataFolder: string, keyFile: string): void {
  if (!existsSync(join(clusterHome(dataFolder), 'postgres')) || existsSync(keyFile)) return;
  throw new Error(
    `--fresh deletes only the data of demos, and no demo has made those in ${dataFolder} (its keys.json is missing): set WARDMAP_DATA_DIR to another folder, or delete this one yourself.`,
  );
}
