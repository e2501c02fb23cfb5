import { setTimeout as wait } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { comparisonTable } from '../replay/compare.js';
import { readKeys } from '../replay/keys.js';
import { loop } from '../replay/loop.js';
import { measuredRun } from '../replay/measured-run.js';
import { tracksOfSplit } from '../replay/recording.js';
import { type RecordedSite, readSite } from '../replay/site.js';
import { WardmapClient } from '../replay/wardmap-client.js';

interface ReplayOptions {
  speed?: number;
  loop?: boolean;
  url?: string;
  keyFile?: string;
  recording?: string;
  split?: string;
  keep?: boolean;
}

/** `wardmap replay`: sends a recorded site through a running system and measures what comes out. */
export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('send a recorded site through a running system and compare the stored positions with the truth')
    .argument('<site>', 'recorded site in floorplans/, for example tetam-ble')
    .option('--speed <times>', 'times the recorded pace, or max (default: max)', parseSpeed)
    .option('--loop', 'play live and start anew at the end, without measuring')
    .option('--recording <name>', 'only this track of the recording')
    .option('--split <name>', 'tracks of this part of the recording (default: its test tracks)')
    .option('--url <address>', 'address of the api (default: WARDMAP_URL or http://127.0.0.1:8080)')
    .option('--key-file <file>', "file with the api key (default: WARDMAP_KEY, else the demo's keys)")
    .option('--keep', 'leave the tags of a measured run registered')
    .action(replay);
}

async function replay(name: string, options: ReplayOptions): Promise<void> {
  const ending = new AbortController();
  const end = () => ending.abort(new Error('stopped'));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const sleep = async (ms: number) => {
    await wait(ms, undefined, { signal: ending.signal }).catch(() => {});
  };
  const say = (line: string) => console.log(line);
  try {
    const site = await readSite(name);
    const tracks = chooseTracks(site, options);
    const client = new WardmapClient({
      url: (options.url ?? process.env.WARDMAP_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, ''),
      keys: readKeys(options.keyFile, process.env),
      sleep,
    });
    const common = { client, site, tracks, signal: ending.signal, say, sleep };
    if (options.loop) {
      await loop(common);
      return;
    }
    const comparison = await measuredRun({
      ...common,
      speed: options.speed ?? Infinity,
      runId: Date.now().toString(36),
      keep: options.keep ?? false,
    });
    if (comparison.rows.length === 0)
      throw new Error('no stored position lies within the time for which the truth is known');
    say(
      `\n${site.floorplan.site.name}: ${tracks.map((track) => track.name).join(', ')}\n${comparisonTable(comparison)}`,
    );
  } catch (error) {
    if (!(options.loop && ending.signal.aborted)) throw error;
  } finally {
    process.removeListener('SIGINT', end);
    process.removeListener('SIGTERM', end);
  }
}

/** The tracks to send: the moving test tracks, unless told otherwise. */
export function chooseTracks(site: RecordedSite, options: Pick<ReplayOptions, 'recording' | 'split'>) {
  const { splits, name } = site.recording.meta;
  const split = options.split ?? ['test_track', 'test_robot'].find((usual) => usual in splits);
  if (split === undefined)
    throw new Error(`say which part of ${name} to send with --split; it has ${Object.keys(splits).join(', ')}`);
  const tracks = tracksOfSplit(site.recording, split);
  if (options.recording === undefined) return tracks;
  const chosen = tracks.filter((track) => track.name === options.recording);
  if (chosen.length === 0)
    throw new Error(
      `${name} has no track "${options.recording}" in ${split}; it has ${tracks.map((track) => track.name).join(', ')}`,
    );
  return chosen;
}

function parseSpeed(text: string): number {
  if (text === 'max') return Infinity;
  const speed = Number(text);
  if (!(speed > 0 && speed <= 1000)) throw new InvalidArgumentError('It must be a number above 0 up to 1000, or max.');
  return speed;
}
