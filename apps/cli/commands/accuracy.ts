import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { accuracyTable } from '../accuracy/accuracy-table.js';
import { dataFolders, measureFolder } from '../accuracy/measure.js';

interface AccuracyOptions {
  data: string;
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
    .requiredOption('--data <folder>', 'recorded data (meta.json, readers.json, readings, truth), or a folder of such')
    .option('--train <splits>', 'splits to calibrate with, separated by commas (default: train...)', list)
    .option('--test <splits>', 'splits to test with, separated by commas (default: test...)', list)
    .option('--json <file>', 'write the figures as JSON')
    .option('--window <seconds>', "how far back readings count (default: from the tags' own rhythm)", positive)
    .option('--blocked <anchors>', 'ranges only: so many anchors in each sweep measure 0.5 to 3 m too long', whole, 0)
    .option('--seed <number>', 'ranges only: chooses which', whole, 1)
    .action(accuracy);
}

async function accuracy(options: AccuracyOptions): Promise<void> {
  const { train, test, window, blocked, seed } = options;
  const results = [];
  for (const folder of dataFolders(options.data)) {
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

function list(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600)) throw new InvalidArgumentError('It must be a number of seconds above 0 up to 600.');
  return value;
}
