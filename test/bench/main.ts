import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startTestDatabase } from '../support/database.js';
import { startTestRedis } from '../support/redis.js';
import { benchMap } from '../browser/map-load.js';
import { benchChain } from './chain.js';
import type { BenchFigure } from './figure.js';
import { benchSolve } from './solve.js';
import { benchFind } from './find.js';
import { benchWrite } from './write.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const { quick } = options;

/** The benchmarks and the figures each of them makes. */
const benchmarks: { names: string[]; run: () => Promise<BenchFigure[]> }[] = [
  { names: ['solve.fast'], run: () => benchSolve({ quick }) },
  {
    names: ['write.positions'],
    run: onDatabase((database) =>
      database.createDatabase('write').then((databaseUrl) => benchWrite({ quick, databaseUrl })),
    ),
  },
  {
    names: ['chain.postgres', 'latency.live', 'memory.api', 'memory.worker'],
    run: onDatabase((database) => benchChain({ backend: 'postgres', database, redis: undefined, quick })),
  },
  { names: ['chain.redis'], run: onDatabase(overRedis) },
  {
    names: ['find.search', 'find.lists'],
    run: onDatabase((database) =>
      database.createDatabase('find').then((databaseUrl) => benchFind({ quick, databaseUrl })),
    ),
  },
  {
    names: ['map.paint', 'map.bytes', 'map.pan', 'map.near', 'map.heap'],
    run: onDatabase((database) =>
      database
        .createDatabase('map')
        .then((databaseUrl) => benchMap({ databaseUrl, markers: 10_000, minutes: quick ? 1 : 10 })),
    ),
  },
];

const chosen = benchmarks.filter(({ names }) => !options.only || names.some((name) => name.startsWith(options.only!)));
if (chosen.length === 0) {
  console.error(
    `There is no benchmark ${options.only}; there are ${benchmarks.flatMap(({ names }) => names).join(', ')}.`,
  );
  process.exit(2);
}

const figures: BenchFigure[] = [];
for (const { names, run } of chosen) {
  console.log(`Measuring ${names.join(', ')} ...`);
  for (const figure of await run()) {
    figures.push(figure);
    print(figure);
  }
}
const missed = figures.filter(({ value, bar }) => bar !== undefined && value > bar);
if (missed.length > 0) {
  console.log(`Over the bar: ${missed.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 1;
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);

/** A benchmark with a PostgreSQL of its own that writes through to the disk, as a hospital's does. */
function onDatabase(
  run: (database: Awaited<ReturnType<typeof startTestDatabase>>) => Promise<BenchFigure[]>,
): () => Promise<BenchFigure[]> {
  return async () => {
    const database = await startTestDatabase({ durable: true });
    try {
      return await run(database);
    } finally {
      await database.stop();
    }
  };
}

async function overRedis(database: Awaited<ReturnType<typeof startTestDatabase>>): Promise<BenchFigure[]> {
  const redis = await startTestRedis({ durable: true });
  if (!redis) {
    console.log('  skipped: redis-server is missing (Debian: apt-get install redis-server)');
    return [];
  }
  try {
    return await benchChain({ backend: 'redis', database, redis, quick });
  } finally {
    await redis.stop();
  }
}

function print({ name, value, unit, baseline, ratio, beside = [], bar }: BenchFigure): void {
  const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });
  const verdict = bar === undefined ? '' : `: ${value <= bar ? 'within' : 'OVER'} the bar of ${number(bar)}`;
  console.log(`  ${name.padEnd(18)} ${number(value).padStart(12)} ${unit}${verdict}`);
  console.log(
    `  ${''.padEnd(18)} ${number(baseline.value).padStart(12)} ${baseline.name}: ratio ${ratio.toPrecision(3)}`,
  );
  for (const other of beside) console.log(`  ${''.padEnd(18)} ${number(other.value).padStart(12)} ${other.name}`);
}
