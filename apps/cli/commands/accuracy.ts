import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { accuracyTable } from '../accuracy/accuracy-table.js';
import { dataFolders, measureFolder } from '../accuracy/measure.js';
import { measureSimulated, simulatedSite } from '../accuracy/simulated/measure-simulated.js';
import { simulatedTable } from '../accuracy/simulated/simulated-table.js';

interface AccuracyOptions {
  data?: string;
  simulated?: boolean;
  spacing: number | 'drawn';
  minutes: number;
  warmUp: number;
  assets: number;
  stops: number;
  stillHours?: number;
  train?: string[];
  test?: string[];
  json?: string;
  window?: number;
  blocked: number;
  seed: number;
}

/** `wardmap accuracy`: the engine and simpler methods over recorded data with known truth. */
export function registerAccuracy(program: Command): void {
  program
    .command('accuracy')
    .description('run the positioning engine, and simpler methods beside it, over recorded data with known truth')
    .option('--data <folder>', 'recorded data (meta.json, readers.json, readings, truth), or a folder of such')
    .option('--simulated', 'run the pipeline over the simulated demo hospital in place of recorded data')
    .option('--spacing <metres>', 'simulated: distance of readers, or "drawn" for those of the demo', spacing, 10)
    .option('--minutes <minutes>', 'simulated: length of the run', whole, 20)
    .option('--warm-up <minutes>', 'simulated: minutes before that, in which tags are learnt', whole, 20)
    .option('--assets <count>', 'simulated: number of tags', whole, 200)
    .option('--stops <count>', 'simulated: stops a floor of the walk-through', whole, 40)
    .option('--still-hours <hours>', 'simulated: tags at rest only, for so long, while readers fail', positive)
    .option('--train <splits>', 'splits to calibrate with, separated by commas (default: train...)', list)
    .option('--test <splits>', 'splits to test with, separated by commas (default: test...)', list)
    .option('--json <file>', 'write the figures as JSON')
    .option('--window <seconds>', "how far back readings count (default: from the tags' own rhythm)", positive)
    .option('--blocked <anchors>', 'ranges only: so many anchors in each sweep measure 0.5 to 3 m too long', whole, 0)
    .option('--seed <number>', 'ranges: chooses which; simulated: another seed is another day', whole, 1)
    .action(accuracy);
}

async function accuracy(options: AccuracyOptions): Promise<void> {
  if (options.simulated) return simulated(options);
  const { data, train, test, window, blocked, seed } = options;
  if (data === undefined) throw new Error('Say --data and a folder of recorded data, or --simulated.');
  const results = [];
  for (const folder of dataFolders(data)) {
    const result = await measureFolder(folder, {
      train,
      test,
      windowMs: window === undefined ? undefined : window * 1000,
      blocked: { count: blocked, seed },
    });
    for (const part of result.parts ?? [result]) console.log(`${accuracyTable(part)}\n`);
    results.push(result);
  }
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify(results.length === 1 ? results[0] : { sets: results }, null, 2)}\n`);
}

/** Tags that lie still are found within this time; after it no floor may change. */
const stillWarmUpMinutes = 5;

/** With the plan's values alone and with a walk-through, so that nobody takes the one for the other. */
function simulated({ spacing, seed, minutes, warmUp, assets, stops, stillHours, json }: AccuracyOptions): void {
  const site = simulatedSite(spacing, stops);
  const results = (['plan', 'walk'] as const).map((calibration) => {
    const result = measureSimulated(site, {
      seed,
      minutes: stillHours === undefined ? minutes : stillHours * 60,
      warmUpMinutes: stillHours === undefined ? warmUp : stillWarmUpMinutes,
      assets,
      calibration,
      stillOnly: stillHours !== undefined,
    });
    console.log(`${simulatedTable(result)}\n`);
    return result;
  });
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ simulated: results }, null, 2)}\n`);
}

function list(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return value;
}

function spacing(text: string): number | 'drawn' {
  if (text === 'drawn') return text;
  const value = Number(text);
  if (!(value >= 4 && value <= 40)) throw new InvalidArgumentError('It must be 4 to 40 metres, or drawn.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600)) throw new InvalidArgumentError('It must be a number of seconds above 0 up to 600.');
  return value;
}
