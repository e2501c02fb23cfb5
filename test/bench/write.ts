import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Position } from '#contracts/position';
import { migrate } from '#storage/migrate';
import { ensureDays } from '#storage/position-days';
import { insertPositions } from '#storage/write-positions';
import type { BenchFigure } from './figure.js';

/** Tags that write; a batch holds the positions of this many tags at one second, or of a quarter of them. */
const tags = 20_000;
const batchRows = 5000;
const firstMoment = Date.parse('2026-11-20T08:00:00Z');

/**
 * `write.positions`: rows per second of the worker's own write beside COPY (text) of the same rows into the same
 * table, one transaction a batch for both. COPY gets its text ready made, ours makes its arrays within the
 * measured time. The two take turns, each on an emptied table, so that neither has the warmer cache, and the
 * medians of their rounds are compared.
 * @param databaseUrl an empty database of a PostgreSQL with ordinary durability.
 */
export async function benchWrite({
  quick,
  databaseUrl,
}: {
  quick: boolean;
  databaseUrl: string;
}): Promise<BenchFigure[]> {
  await migrate(databaseUrl);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  await ensureDays(pool, new Date(firstMoment), new Date(firstMoment));
  await pool.end();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const rounds = quick ? 3 : 7;
    const batches = batchesOf(quick ? 100_000 : 300_000);
    const texts = batches.map(copyText);
    const ours: number[] = [];
    const copied: number[] = [];
    // The first round only warms up: plans, caches, the compiler.
    for (let round = 0; round <= rounds; round++) {
      const insertRate = await rate(client, batches, insertPositions);
      const copyRate = await rate(client, texts, copyPositions);
      if (round === 0) continue;
      ours.push(insertRate);
      copied.push(copyRate);
    }
    const value = median(ours);
    const baseline = { name: 'COPY FROM STDIN into the same table', value: median(copied) };
    return [{ name: 'write.positions', value, unit: 'rows/s', baseline, ratio: value / baseline.value }];
  } finally {
    await client.end();
  }
}

async function rate<Batch>(
  client: pg.Client,
  batches: Batch[],
  write: (client: pg.Client, batch: Batch) => Promise<void>,
): Promise<number> {
  await client.query('TRUNCATE position');
  await client.query('CHECKPOINT');
  const start = performance.now();
  for (const batch of batches) {
    await client.query('BEGIN');
    await write(client, batch);
    await client.query('COMMIT');
  }
  const seconds = (performance.now() - start) / 1000;
  const expected = batches.length * batchRows;
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM position');
  if (rows[0].count !== expected) throw new Error(`write.positions: ${rows[0].count} of ${expected} rows arrived`);
  return expected / seconds;
}

async function copyPositions(client: pg.Client, text: string): Promise<void> {
  const target = client.query(
    copyFrom(
      'COPY position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late) FROM STDIN',
    ),
  );
  await pipeline(Readable.from([text]), target);
}

function copyText(rows: Position[]): string {
  const lines = rows.map(
    (row) =>
      `${row.tagId}\t${new Date(row.observedAt).toISOString()}\t${row.floorId}\t${row.x}\t${row.y}\t${row.varX}\t` +
      `${row.varY}\t${row.covXY}\t${row.radius90M}\t${row.zoneId ?? '\\N'}\t${row.method}\t${row.late}\n`,
  );
  return lines.join('');
}

/** Positions as a worker's batches bring them: many tags, one second after the other, full-length numbers. */
function batchesOf(total: number): Position[][] {
  const batches: Position[][] = [];
  for (let first = 0; first < total; first += batchRows)
    batches.push(Array.from({ length: batchRows }, (_, index) => positionOf(first + index)));
  return batches;
}

function positionOf(index: number): Position {
  const tagId = 1 + (index % tags);
  return {
    tagId,
    floorId: 1 + (tagId % 3),
    x: 35 + 30 * Math.sin(index),
    y: 21 + 18 * Math.cos(index),
    varX: 2 + Math.sin(index) ** 2,
    varY: 2 + Math.cos(index) ** 2,
    covXY: Math.sin(2 * index) / 2,
    radius90M: 4 + Math.sin(index),
    zoneId: index % 5 === 0 ? null : 1 + (index % 90),
    observedAt: firstMoment + 1000 * Math.floor(index / tags),
    method: 'level-fit',
    zones: [],
    ambiguous: false,
    reportingIntervalMs: null,
    late: false,
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
