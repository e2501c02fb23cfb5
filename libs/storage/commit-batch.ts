import type pg from 'pg';
import type { Position, VisitChange, ZoneChance } from '#contracts/position';
import { boolArray, float4Array, int4Array, timestamptzArray } from './binary-array.js';
import { insertPositions } from './write-positions.js';

/** The newest position of a tag together with all that is needed to go on after a restart. */
export interface CurrentPosition {
  position: Position;
  /** Since when the tag is in its zone, milliseconds since 1970 UTC. */
  inZoneSince: number;
  state: Buffer;
}

/** What some jobs of readings, or one tick of the clock, brought about in one partition. */
export interface Batch {
  partition: number;
  /** The readings themselves, job by job, for a restart; empty when time passed without readings. */
  journal: { batchId: string; readings: Buffer }[];
  current: CurrentPosition[];
  /** What is remembered of tags whose place is no news: only another floor hears them. */
  states: { tagId: number; state: Buffer }[];
  positions: Position[];
  visits: VisitChange[];
  /** What was written provisionally of these tags and goes first; visits are named by the moment they were entered. */
  replaced: { tagId: number; positionsFrom: number; entered: number[]; left: number[] }[];
  /** Sequence of the newest journal entry that the states contain besides those of this batch. */
  lastSequence: bigint;
}

/**
 * Writes a batch in one transaction on the session that holds the partition's lease.
 * @returns the place in the journal up to which everything is written, or null when one of the jobs was
 * committed before and nothing was written now
 * @throws Error of the driver; then nothing was written
 */
export async function commitBatch(client: pg.ClientBase, batch: Batch): Promise<bigint | null> {
  await client.query('BEGIN');
  try {
    const sequence = batch.journal.length > 0 ? await writeJournal(client, batch) : batch.lastSequence;
    if (sequence === null) {
      await client.query('ROLLBACK');
      return null;
    }
    if (batch.replaced.length > 0) await forgetProvisional(client, batch.replaced);
    if (batch.positions.length > 0) await insertPositions(client, batch.positions);
    if (batch.visits.length > 0) await writeVisits(client, batch.visits);
    if (batch.current.length > 0) await writeCurrent(client, batch.partition, sequence, batch.current);
    if (batch.states.length > 0) await writeStates(client, batch.partition, sequence, batch.states);
    await client.query('COMMIT');
    return sequence;
  } catch (error) {
    // The session may be gone; what matters is the first error.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function writeJournal(client: pg.ClientBase, { partition, journal }: Batch): Promise<bigint | null> {
  const { rows } = await client.query<{ sequence: string }>({
    name: 'wardmap-journal',
    text: `INSERT INTO reading_journal (partition, batch_id, readings)
           SELECT $1, entry.batch_id, entry.readings
           FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS entry (batch_id, readings, place)
           ORDER BY entry.place
           ON CONFLICT (partition, batch_id) DO NOTHING RETURNING sequence`,
    values: [partition, journal.map((entry) => entry.batchId), journal.map((entry) => entry.readings)],
  });
  if (rows.length < journal.length) return null;
  return rows.reduce((newest, row) => (BigInt(row.sequence) > newest ? BigInt(row.sequence) : newest), 0n);
}

/** Which of these jobs were committed already. */
export async function committedJobs(
  client: pg.ClientBase,
  partition: number,
  batchIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ batch_id: string }>(
    'SELECT batch_id FROM reading_journal WHERE partition = $1 AND batch_id = ANY ($2::uuid[])',
    [partition, batchIds],
  );
  return new Set(rows.map((row) => row.batch_id));
}

async function forgetProvisional(client: pg.ClientBase, replaced: Batch['replaced']): Promise<void> {
  await client.query(
    `DELETE FROM position p USING unnest($1::int[], $2::timestamptz[]) AS gone (tag_id, since)
     WHERE p.tag_id = gone.tag_id AND p.observed_at >= gone.since AND NOT p.late`,
    [replaced.map((row) => row.tagId), replaced.map((row) => new Date(row.positionsFrom))],
  );
  const visits = (which: 'entered' | 'left') => {
    const named = replaced.flatMap((row) => row[which].map((at) => ({ tagId: row.tagId, at: new Date(at) })));
    return [named.map((row) => row.tagId), named.map((row) => row.at)];
  };
  const named = 'unnest($1::int[], $2::timestamptz[]) AS named (tag_id, entered_at)';
  const isNamed = 'v.tag_id = named.tag_id AND v.entered_at = named.entered_at';
  await client.query(`DELETE FROM visit v USING ${named} WHERE ${isNamed}`, visits('entered'));
  await client.query(`UPDATE visit v SET left_at = NULL FROM ${named} WHERE ${isNamed}`, visits('left'));
}

async function writeVisits(client: pg.ClientBase, visits: VisitChange[]): Promise<void> {
  const entered = visits.filter((change) => change.kind === 'entered');
  const left = visits.filter((change) => change.kind === 'left');
  if (entered.length > 0)
    await client.query({
      name: 'wardmap-visits-entered',
      text: `INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at)
             SELECT v.tag_id, coalesce(carried.asset_id, a.id), v.zone_id, v.floor_id, v.entered_at
             FROM unnest($1::int[], $2::int[], $3::int[], $4::timestamptz[]) AS v (tag_id, zone_id, floor_id, entered_at)
             LEFT JOIN asset a ON a.tag_id = v.tag_id
             -- Whoever carried the tag then, also when it has moved on since.
             LEFT JOIN LATERAL (SELECT asset_id FROM tag_pairing WHERE tag_id = v.tag_id AND since <= v.entered_at
                 AND (until IS NULL OR until > v.entered_at) ORDER BY since DESC LIMIT 1) carried ON true
             ON CONFLICT (tag_id, entered_at) DO UPDATE
             SET asset_id = excluded.asset_id, zone_id = excluded.zone_id, floor_id = excluded.floor_id, left_at = NULL`,
      values: [
        entered.map((change) => change.tagId),
        entered.map((change) => change.zoneId),
        entered.map((change) => change.floorId),
        entered.map((change) => new Date(change.at)),
      ],
    });
  if (left.length > 0)
    await client.query({
      name: 'wardmap-visits-left',
      text: `UPDATE visit SET left_at = v.left_at
             FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) AS v (tag_id, entered_at, left_at)
             -- Where the tag changed assets meanwhile, the visit goes on as another one that began later.
             WHERE visit.tag_id = v.tag_id AND visit.entered_at >= v.entered_at AND visit.entered_at < v.left_at
               AND visit.left_at IS NULL`,
      values: [
        left.map((change) => change.tagId),
        left.map((change) => new Date(change.enteredAt)),
        left.map((change) => new Date(change.at)),
      ],
    });
}

async function writeCurrent(
  client: pg.ClientBase,
  partition: number,
  sequence: bigint,
  current: CurrentPosition[],
): Promise<void> {
  const real = (value: (position: Position) => number) => float4Array(current, ({ position }) => value(position));
  await client.query({
    name: 'wardmap-current',
    text: `INSERT INTO current_position AS c (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id,
             in_zone_since, observed_at, method, partition, journal_sequence, state, zones, ambiguous,
             reporting_interval_ms)
           SELECT n.tag_id, n.floor_id, n.x, n.y, n.var_x, n.var_y, n.cov_xy, n.radius90_m, n.zone_id,
             n.in_zone_since, n.observed_at, n.method, $14, $15, n.state, n.zones, n.ambiguous, n.reporting_interval_ms
           FROM unnest($1::int[], $2::int[], $3::real[], $4::real[], $5::real[], $6::real[], $7::real[], $8::real[],
             $9::int[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::bytea[],
             $16::jsonb[], $17::bool[], $18::int[])
             AS n (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, in_zone_since, observed_at, method,
                   state, zones, ambiguous, reporting_interval_ms)
           ON CONFLICT (tag_id) DO UPDATE SET floor_id = excluded.floor_id, x = excluded.x, y = excluded.y,
             var_x = excluded.var_x, var_y = excluded.var_y, cov_xy = excluded.cov_xy, radius90_m = excluded.radius90_m,
             zone_id = excluded.zone_id, in_zone_since = excluded.in_zone_since, observed_at = excluded.observed_at,
             method = excluded.method, partition = excluded.partition,
             journal_sequence = excluded.journal_sequence, state = excluded.state, zones = excluded.zones,
             ambiguous = excluded.ambiguous, reporting_interval_ms = excluded.reporting_interval_ms`,
    values: [
      int4Array(current, ({ position }) => position.tagId),
      int4Array(current, ({ position }) => position.floorId),
      // Binary, not only for speed: as text PostgreSQL refuses a number too small for a real.
      real((position) => position.x),
      real((position) => position.y),
      real((position) => position.varX),
      real((position) => position.varY),
      real((position) => position.covXY),
      real((position) => position.radius90M),
      int4Array(current, ({ position }) => position.zoneId),
      timestamptzArray(current, ({ inZoneSince }) => inZoneSince),
      timestamptzArray(current, ({ position }) => position.observedAt),
      `{${current.map(({ position }) => position.method).join(',')}}`,
      `{${current.map(({ state }) => `"\\\\x${state.toString('hex')}"`).join(',')}}`,
      partition,
      sequence,
      `{${current.map(({ position }) => `"[${position.zones.map(chance).join(',')}]"`).join(',')}}`,
      boolArray(current, ({ position }) => position.ambiguous),
      int4Array(current, ({ position }) => position.reportingIntervalMs),
    ],
  });
}

/** A zone's chance as a JSON list of two numbers; a thousandth is finer than anybody can know. */
function chance({ zoneId, probability }: ZoneChance): string {
  return `[${zoneId},${Math.round(probability * 1000) / 1000}]`;
}

async function writeStates(
  client: pg.ClientBase,
  partition: number,
  sequence: bigint,
  states: Batch['states'],
): Promise<void> {
  await client.query({
    name: 'wardmap-states',
    text: `UPDATE current_position c SET state = n.state, partition = $3, journal_sequence = $4
           FROM unnest($1::int[], $2::bytea[]) AS n (tag_id, state) WHERE c.tag_id = n.tag_id`,
    values: [states.map(({ tagId }) => tagId), states.map(({ state }) => state), partition, sequence],
  });
}

/** Everything a worker needs to go on with a partition exactly where the last one stopped. */
export interface PartitionMemory {
  tags: { tagId: number; sequence: bigint; state: Buffer }[];
  /** Batches in the order in which they were committed; those already contained in a tag's state are told by `sequence`. */
  journal: { sequence: bigint; readings: Buffer }[];
  lastSequence: bigint;
}

/** A tag's state is written at most this long after its newest reading; older journal entries are in every state. */
const journalNeededS = 60;

/** Reads what is known of a partition's tags. */
export async function readPartitionMemory(client: pg.ClientBase, partition: number): Promise<PartitionMemory> {
  const tags = await client.query<{ tag_id: number; journal_sequence: string; state: Buffer }>(
    'SELECT tag_id, journal_sequence, state FROM current_position WHERE partition = $1',
    [partition],
  );
  const journal = await client.query<{ sequence: string; readings: Buffer }>(
    `SELECT sequence, readings FROM reading_journal
     WHERE partition = $1 AND committed_at >=
       (SELECT max(committed_at) - make_interval(secs => $2) FROM reading_journal WHERE partition = $1)
     ORDER BY sequence`,
    [partition, journalNeededS],
  );
  return {
    tags: tags.rows.map((row) => ({ tagId: row.tag_id, sequence: BigInt(row.journal_sequence), state: row.state })),
    journal: journal.rows.map((row) => ({ sequence: BigInt(row.sequence), readings: row.readings })),
    lastSequence: BigInt(
      journal.rows.at(-1)?.sequence ??
        tags.rows.reduce((max, row) => (BigInt(row.journal_sequence) > max ? BigInt(row.journal_sequence) : max), 0n),
    ),
  };
}

/** Drops journal entries that no restart needs any more and that no queue delivers again. */
export async function pruneJournal(client: pg.ClientBase, partition: number): Promise<void> {
  await client.query(
    'DELETE FROM reading_journal WHERE partition = $1 AND committed_at < now() - make_interval(secs => $2)',
    [partition, journalNeededS * 5],
  );
}
