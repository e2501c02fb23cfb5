import { InvalidArgumentError, type Command } from 'commander';
import { openDatabase } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { SettingStore } from '#storage/setting-store';
import { UserStore } from '#storage/user-store';
import { defaultDataFolder } from '../embedded/project-folder.js';
import { parsePort } from '../supervisor/check-port.js';
import { runUntilStopped } from '../supervisor/run-until-stopped.js';
import { Server } from '../supervisor/server.js';
import { settingsOf, type ListenOptions } from '../supervisor/settings.js';

/** `wardmap start`: the server of a real hospital on one machine. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description('start the server: api, workers, and the database unless DATABASE_URL names yours')
    .option('--port <port>', 'port of the api (default: WARDMAP_PORT or 8080)', parsePort)
    .option('--host <address>', 'address to listen on (default: WARDMAP_HOST or 127.0.0.1)')
    .option('--workers <number>', 'worker processes', parseWorkers, 1)
    .action(async (options: ListenOptions & { workers: number }) => {
      process.exitCode = await start(options);
    });
}

async function start(options: ListenOptions & { workers: number }): Promise<number> {
  const dataFolder = defaultDataFolder();
  const { host, port } = settingsOf(options);
  const databaseUrl = process.env.DATABASE_URL || undefined;
  const say = (text: string) => console.log(text);
  const server = new Server({
    ...{ dataFolder, host, port, databaseUrl, say },
    command: 'npm start --',
    demo: false,
    workers: options.workers,
    environment: process.env,
  });
  const run = async (signal: AbortSignal) => {
    say(databaseUrl ? 'Opening the database ...' : 'Starting the database ...');
    const url = await server.openDatabase();
    const steps = await firstSteps(url);
    signal.throwIfAborted();
    say('Starting api and workers ...');
    await server.startServices(signal);
    say(`\nWardmap: ${server.address}\n`);
    if (steps.length > 0) say(`${steps.join('\n')}\n`);
    say(`Logs: ${dataFolder}/logs. Ctrl-C stops.`);
  };
  return runUntilStopped(server, run, say);
}

/**
 * What an installation still lacks, and how it gets it; empty when somebody has been through it.
 * @throws Error when its database is a demo's
 */
async function firstSteps(url: string): Promise<string[]> {
  const database = await openDatabase(url, { applicationName: 'wardmap-start', poolSize: 1 });
  try {
    await new SettingStore(database).rememberDemo(false);
    const steps: string[] = [];
    if ((await new UserStore(database).countAdministrators()) === 0)
      steps.push('This installation is new: the line above with the one-time code makes its first administrator.');
    if ((await new KeyStore(database).list()).length === 0)
      steps.push(
        'In another terminal:',
        '  npx wardmap import <folder>                              floor plans: one JSON and one SVG a floor (see floorplans/)',
        '  npx wardmap key create --name gateway --scopes ingest    a key for what sends readings',
      );
    return steps;
  } finally {
    await database.close();
  }
}

function parseWorkers(text: string): number {
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > 16)
    throw new InvalidArgumentError('A whole number from 1 to 16.');
  return workers;
}
