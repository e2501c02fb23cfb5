import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { readKeys } from '../replay/keys.js';
import { WardmapClient } from '../replay/wardmap-client.js';
import { runSimulation } from '../simulate/run-simulation.js';
import { simulationClock } from '../simulate/simulation-clock.js';
import type { Truth } from '../simulate/world.js';

interface SimulateOptions {
  assets: number;
  seed: number;
  speed: number;
  hours?: number;
  start?: number;
  truth?: string;
  url?: string;
  keyFile?: string;
}

/** `wardmap simulate`: a hospital day of the demo hospital, heard through a radio model, sent as a gateway would. */
export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('let simulated assets live in the demo hospital and send what its readers hear')
    .option('--assets <count>', 'number of assets', numberBetween(1, 20_000, true), 400)
    .option('--seed <number>', 'another seed is another day', numberBetween(0, 2 ** 31, true), 1)
    .option('--speed <times>', 'times the real pace; above 1 together with --hours', numberBetween(0.01, 1000), 1)
    .option('--hours <hours>', 'simulated hours to run (default: until stopped)', numberBetween(0.001, 168))
    .option('--start <time>', 'ISO time at which the simulated day begins (default: now)', parseTime)
    .option('--truth <file>', 'write where every tag truly was, one JSON object a line')
    .option('--url <address>', 'address of the api (default: WARDMAP_URL or http://127.0.0.1:8080)')
    .option('--key-file <file>', 'file with the api key (default: WARDMAP_KEY or .wardmap/keys.json)')
    .action(simulate);
}

async function simulate(options: SimulateOptions): Promise<void> {
  const { seed, assets, speed } = options;
  const clock = simulationClock({ wallMs: Date.now(), speed, hours: options.hours, startMs: options.start });
  const client = new WardmapClient({
    url: (options.url ?? process.env.WARDMAP_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''),
    keys: readKeys(options.keyFile, process.env),
    // A gateway never gives up on its server.
    patienceMs: Infinity,
  });
  const ending = new AbortController();
  const truthFile = options.truth === undefined ? null : openSync(options.truth, 'w');
  // At once: a request that hangs must not keep the process.
  const end = () => process.exit(0);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await runSimulation({
      ...{ seed, assets, speed, clock },
      signal: ending.signal,
      register: (list) => client.registerAssets(list),
      send: (readings) => client.sendReadings(readings, Date.now),
      sendTelemetry: (telemetry) => client.sendTelemetry(telemetry, Date.now),
      writeTruth: truthFile === null ? undefined : (truth) => writeLines(truthFile, truth),
      say: (line) => console.log(line),
      wallMs: Date.now,
      sleep: (ms) => wait(ms),
    });
  } finally {
    ending.abort();
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
    if (truthFile !== null) closeSync(truthFile);
  }
}

function writeLines(file: number, truth: Truth[]): void {
  if (truth.length > 0) writeSync(file, truth.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function numberBetween(least: number, most: number, whole = false): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
  };
}

function parseTime(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('It must be an ISO time such as 2026-03-01T08:00:00Z.');
  return time;
}
