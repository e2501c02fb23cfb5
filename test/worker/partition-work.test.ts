import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import type { Position } from '#contracts/position';
import { commitBatch } from '#storage/commit-batch';
import { DirectoryStore } from '#storage/directory-store';
import { type PartitionLease, PartitionLeases } from '#storage/partition-lease';
import { houseModel } from '#pipeline/model';
import { KnownDays } from '../../apps/worker/readings/known-days.js';
import { PartitionWork } from '../../apps/worker/readings/partition-work.js';
import { type Ward, buildWard, walkJobs } from './ward.js';

const startMs = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;

describe('the work on a partition', () => {
  let ward: Ward;
  let leases: PartitionLeases;
  const published: BusFix[] = [];
  const reports: unknown[] = [];

  beforeAll(async () => {
    ward = await buildWard('partition-work', 12);
    leases = new PartitionLeases(ward.url, 'test-worker');
  });
  afterAll(async () => {
    await leases.close();
    await ward.close();
  });

  async function work(
    partition: number,
    beforeFix: () => void = () => undefined,
  ): Promise<{ work: PartitionWork; lease: PartitionLease }> {
    const lease = (await leases.take(partition))!;
    const house = houseModel(await new DirectoryStore(ward.database).floorModels());
    for (const floor of house.floors.values()) {
      const { exponent } = floor;
      Object.defineProperty(floor, 'exponent', {
        get() {
          beforeFix();
          return exponent;
        },
      });
    }
    return {
      lease,
      work: new PartitionWork(lease, {
        house: () => house,
        persons: () => ({ tagIds: new Set(), located: false, history: false, forgotten: new Map() }),
        days: new KnownDays(ward.database),
        publish: (fixes) => published.push(...fixes),
        count: () => undefined,
        report: (error) => reports.push(error),
      }),
    };
  }

  /** Stored rows of a tag, without the tag's id, so that two tags that were told the same can be compared. */
  async function stored(tagId: number): Promise<{ positions: unknown[]; visits: unknown[]; current: unknown[] }> {
    const read = async (sql: string) => (await ward.database.pool.query(sql, [tagId])).rows;
    return {
      positions: await read(
        `SELECT observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method FROM position
         WHERE tag_id = $1 ORDER BY observed_at`,
      ),
      visits: await read('SELECT zone_id, entered_at, left_at FROM visit WHERE tag_id = $1 ORDER BY entered_at'),
      current: await read('SELECT floor_id, x, y, zone_id, observed_at FROM current_position WHERE tag_id = $1'),
    };
  }

  const later = () => Date.now() + 60_000;

  it('stores positions, visits and the current position, and tells them after the commit', async () => {
    const { work: undisturbed, lease } = await work(0);
    for (const job of walkJobs(ward, [ward.tagIds[0]], 26, startMs)) await undisturbed.handle([job], Date.now());
    await undisturbed.tick(later());
    await lease.release();

    const { positions, visits, current } = await stored(ward.tagIds[0]);
    expect(positions).toHaveLength(26);
    expect(visits).toHaveLength(2);
    expect(current).toHaveLength(1);
    expect(published.filter(([tagId]) => tagId === ward.tagIds[0]).length).toBeGreaterThanOrEqual(26);
    expect(reports).toEqual([]);
  });

  it('ends in the same rows when every batch is delivered twice and the worker starts anew after each', async () => {
    const tagId = ward.tagIds[1];
    // The spread of the levels depends on the tag: tell this tag what the undisturbed one was told.
    const jobs = walkJobs(ward, [ward.tagIds[0]], 26, startMs).map((job) => ({
      ...job,
      tagId: job.tagId.map(() => tagId),
    }));
    for (const [index, job] of jobs.entries()) {
      const { work: disturbed, lease } = await work(1);
      if (index > 0) await disturbed.handle([jobs[index - 1]], Date.now());
      await disturbed.handle([job], Date.now());
      await disturbed.handle([job], Date.now());
      if (index % 3 === 0) await disturbed.tick(later());
      await lease.release();
    }
    const { work: last, lease } = await work(1);
    await last.tick(later());
    await last.handle([{ ...jobs[25], id: randomUUID() }], Date.now());
    await last.tick(later());
    await lease.release();

    expect(await stored(tagId)).toEqual(await stored(ward.tagIds[0]));
  });

  it('writes nothing of a batch that fails, and all of it when it is tried again', async () => {
    const tagId = ward.tagIds[2];
    const [job] = walkJobs(ward, [tagId], 1, startMs);
    const { work: cutOff, lease } = await work(2);
    const failing = ward.database.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
      ['test-worker partition 2'],
    );
    await failing;
    await expect(cutOff.handle([job], Date.now())).rejects.toThrow();
    await lease.lost;
    expect((await stored(tagId)).current).toEqual([]);

    const { work: again, lease: newLease } = await work(2);
    await again.handle([job], Date.now());
    await newLease.release();
    expect((await stored(tagId)).current).toHaveLength(1);
  });

  it('writes the last seconds of a silent tag also when the partition changed hands before', async () => {
    const tagId = ward.tagIds[6];
    const { work: first, lease } = await work(5);
    for (const job of walkJobs(ward, [tagId], 6, startMs)) await first.handle([job], Date.now());
    await lease.release();
    const before = (await stored(tagId)).positions.length;

    const { work: second, lease: newLease } = await work(5);
    await second.tick(later());
    await newLease.release();
    expect(before).toBeLessThan(6);
    expect((await stored(tagId)).positions).toHaveLength(6);
  });

  it('lets late readings fill a gap of the history and leaves the live position alone', async () => {
    const tagId = ward.tagIds[3];
    const { work: working, lease } = await work(3);
    const early = walkJobs(ward, [tagId], 5, startMs);
    const after = walkJobs(ward, [tagId], 10, startMs + 600_000);
    for (const job of [...early, ...after]) await working.handle([job], Date.now());
    const before = await stored(tagId);
    for (const job of walkJobs(ward, [tagId], 5, startMs + 300_000)) await working.handle([job], Date.now());
    await lease.release();

    const now = await stored(tagId);
    expect(now.current).toEqual(before.current);
    expect(now.visits).toEqual(before.visits);
    expect(now.positions.length).toBeGreaterThan(before.positions.length);
    const { rows } = await ward.database.pool.query(
      'SELECT count(*)::int AS late FROM position WHERE tag_id = $1 AND late',
      [tagId],
    );
    expect(rows[0].late).toBe(now.positions.length - before.positions.length);
  });

  it('keeps what is remembered of a tag that only another floor hears, for whoever takes over', async () => {
    const tagId = ward.tagIds[7];
    const { work: working, lease } = await work(6);
    for (const job of walkJobs(ward, [tagId], 20, startMs)) await working.handle([job], Date.now());
    await working.tick(later());
    const stateOf = async () =>
      (
        await ward.database.pool.query<{ state: Buffer; observed_at: Date }>(
          'SELECT state, observed_at FROM current_position WHERE tag_id = $1',
          [tagId],
        )
      ).rows[0];
    const before = await stateOf();
    // Its readers on this floor fail; one on another floor hears it faintly.
    const [job] = walkJobs(ward, [tagId], 1, startMs + 60_000);
    const faint = {
      ...job,
      readerId: job.readerId.map(() => ward.otherFloorReaderId),
      rssiDbm: job.rssiDbm.map(() => -92),
    };
    await working.handle([faint], Date.now());
    await lease.release();
    const after = await stateOf();
    expect(after.observed_at).toEqual(before.observed_at);
    expect(after.state.equals(before.state)).toBe(false);
  });

  it('goes on with the other tags when one tag cannot be computed', async () => {
    const [broken, healthy] = [ward.tagIds[4], ward.tagIds[5]];
    const jobs = walkJobs(ward, [healthy], 25, startMs);
    const mixed = { ...jobs[24], id: randomUUID() };
    const [west] = walkJobs(ward, [broken], 1, mixed.baseMs);
    for (const column of ['tagId', 'readerId', 'antenna', 'rssiDbm', 'observedMs'] as const)
      mixed[column] = [...west[column], ...mixed[column]];
    // The broken tag's readings come first in the batch.
    let fixes = 0;
    const { work: working, lease } = await work(4, () => {
      if (fixes++ === 0) throw new Error('this place cannot be computed');
    });
    await working.handle([mixed], Date.now());
    await lease.release();
    expect(reports.map(String)).toEqual(['Error: this place cannot be computed']);
    expect((await stored(healthy)).current).toHaveLength(1);
    expect((await stored(broken)).current).toEqual([]);
  });
});

describe('commitBatch', () => {
  it('writes numbers too small for a text of type real, as a tag in a corner at 0, 0 has them', async () => {
    const ward = await buildWard('corner', 1);
    const leases = new PartitionLeases(ward.url, 'corner');
    const lease = (await leases.take(0))!;
    const position: Position = {
      tagId: ward.tagIds[0],
      floorId: 1,
      x: 2e-46,
      y: 1e-300,
      varX: 1,
      varY: 1,
      covXY: -3e-46,
      radius90M: 2,
      zoneId: null,
      observedAt: startMs,
      method: 'level-fit',
      zones: [
        { zoneId: 7, probability: 0.62149 },
        { zoneId: 8, probability: 0.3 },
      ],
      ambiguous: true,
      reportingIntervalMs: 5200,
      late: false,
    };
    await commitBatch(lease.client, {
      partition: 0,
      journal: [],
      current: [{ position, inZoneSince: startMs, state: Buffer.of(2) }],
      states: [],
      positions: [],
      visits: [],
      replaced: [],
      lastSequence: 0n,
    });
    const { rows } = await ward.database.pool.query(
      'SELECT x, y, zone_id, observed_at, state, zones, ambiguous, reporting_interval_ms FROM current_position',
    );
    expect(rows).toEqual([
      {
        x: 0,
        y: 0,
        zone_id: null,
        observed_at: new Date(startMs),
        state: Buffer.of(2),
        zones: [
          [7, 0.621],
          [8, 0.3],
        ],
        ambiguous: true,
        reporting_interval_ms: 5200,
      },
    ]);
    await lease.release();
    await leases.close();
    await ward.close();
  });
});

describe('partition leases', () => {
  it('give a partition to one worker at a time, and count the living workers', async () => {
    const ward = await buildWard('leases', 1);
    const [one, two] = [new PartitionLeases(ward.url, 'one'), new PartitionLeases(ward.url, 'two')];
    const lease = (await one.take(5))!;
    expect(await two.take(5)).toBeNull();
    await one.overview();
    expect(await two.overview()).toEqual({ workers: 2, held: new Set([5]) });
    await lease.release();
    const taken = await two.take(5);
    expect(taken).not.toBeNull();
    await taken!.release();
    await one.close();
    expect((await two.overview()).workers).toBe(1);
    await two.close();
    await ward.close();
  });
});
