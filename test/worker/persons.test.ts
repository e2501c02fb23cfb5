import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import type { PersonTags } from '#contracts/privacy';
import { AssetStore } from '#storage/asset-store';
import { CalibrationTraffic } from '#storage/calibration-traffic';
import { DirectoryStore, type PersonRules } from '#storage/directory-store';
import { inTransaction } from '#storage/in-transaction';
import { PartitionLeases } from '#storage/partition-lease';
import { forgetPersons } from '#storage/person-history';
import { PrivacyStore } from '#storage/privacy-store';
import { TagBatteryStore } from '#storage/tag-battery-store';
import { UnassignedStore } from '#storage/unassigned-store';
import { forEachJournalReading } from '#pipeline/journal-codec';
import { houseModel } from '#pipeline/model';
import { KnownDays } from '../../apps/worker/readings/known-days.js';
import { PartitionWork } from '../../apps/worker/readings/partition-work.js';
import { buildWard, type Ward, walkJobs } from './ward.js';

const startMs = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const hourMs = 3_600_000;
const seconds = 26;

let ward: Ward;
let leases: PartitionLeases;
let privacy: PrivacyStore;
/** A pump and, beside it, a person. */
let pump: number;
let person: number;
const published: BusFix[] = [];

beforeAll(async () => {
  ward = await buildWard('persons', 2);
  leases = new PartitionLeases(ward.url, 'test-worker');
  privacy = new PrivacyStore(ward.database, () => Date.now());
  [pump, person] = ward.tagIds;
  await new AssetStore(ward.database).register([
    { number: 'P-1', name: 'Nora', typeKey: 'badge', tagKey: 'tag-1', person: true },
  ]);
});
afterAll(async () => {
  await leases.close();
  await ward.close();
});

const located = (historyHours: number | null): PersonTags => ({
  ...{ enabled: true, reason: 'Panic buttons of the night shift', roles: ['security'], historyHours },
});
const choose = (persons: PersonTags) =>
  privacy.change(persons, 'Ada', (before) => ({
    actor: { kind: 'person', id: 1, name: 'Ada' },
    ...{ action: 'privacy.change', subjectKind: 'privacy', subject: 'person tags', address: '', requestId: '' },
    ...{ before, after: persons },
  }));

/** Both walk through the ward; the worker goes by the rules that hold, or by older ones. */
async function walk(from: number, rules?: PersonRules): Promise<void> {
  const directory = new DirectoryStore(ward.database);
  const house = houseModel(await directory.floorModels());
  const persons = rules ?? (await directory.personRules());
  const lease = (await leases.take(0))!;
  published.length = 0;
  const work = new PartitionWork(lease, {
    ...{ house: () => house, persons: () => persons, days: new KnownDays(ward.database) },
    publish: (fixes) => published.push(...fixes),
    ...{ count: () => undefined, report: (error: unknown) => expect(error).toBe(null) },
  });
  for (const job of walkJobs(ward, [pump, person], seconds, from)) await work.handle([job], Date.now());
  await work.tick(Date.now() + 60_000);
  await lease.release();
}

async function rows(tagId: number): Promise<{ positions: number; visits: number; current: number }> {
  const { rows: found } = await ward.database.pool.query(
    `SELECT (SELECT count(*) FROM position WHERE tag_id = $1)::int AS positions,
       (SELECT count(*) FROM visit WHERE tag_id = $1)::int AS visits,
       (SELECT count(*) FROM current_position WHERE tag_id = $1)::int AS current`,
    [tagId],
  );
  return found[0];
}

async function journalOf(tagId: number): Promise<number> {
  const { rows: entries } = await ward.database.pool.query<{ readings: Buffer }>(
    'SELECT readings FROM reading_journal',
  );
  let count = 0;
  for (const { readings } of entries)
    forEachJournalReading(
      readings,
      (id) => (count += id === tagId ? 1 : 0),
      () => undefined,
    );
  return count;
}

const nothing = { positions: 0, visits: 0, current: 0 };

describe('a person who walks through the ward', () => {
  it('leaves no row at all as long as nobody switched persons on', async () => {
    await walk(startMs);
    expect(await rows(person)).toEqual(nothing);
    expect(await journalOf(person)).toBe(0);
    expect(published.filter(([tagId]) => tagId === person)).toEqual([]);
    const pumps = await rows(pump);
    expect(pumps.positions).toBeGreaterThan(10);
    expect(pumps).toMatchObject({ visits: 2, current: 1 });
  });

  it('is nowhere in the directory then, nor among the keys that belong to nobody', async () => {
    const directory = new DirectoryStore(ward.database);
    expect((await directory.tags()).map(({ id }) => id)).toEqual([pump]);
    expect((await directory.liveAssets()).map(({ tagId }) => tagId)).toEqual([pump]);
    const unassigned = new UnassignedStore(ward.database);
    const seen = { count: 1, lastSeenAt: startMs, rssiDbm: -60 };
    await unassigned.record([
      { ...seen, kind: 'tag', key: 'tag-1', heardWith: 'reader-0' },
      { ...seen, kind: 'reader', key: 'stranger', heardWith: 'tag-1' },
      { ...seen, kind: 'tag', key: 'phone', heardWith: 'reader-0' },
    ]);
    const { rows: kept } = await ward.database.pool.query('SELECT key FROM unassigned_sighting');
    expect(kept).toEqual([{ key: 'phone' }]);
  });

  it('is where they are now and nowhere they were, when no history is kept', async () => {
    await choose(located(null));
    await walk(startMs + 60_000);
    expect(await rows(person)).toEqual({ positions: 0, visits: 0, current: 1 });
    expect(published.filter(([tagId]) => tagId === person).length).toBeGreaterThan(10);
    expect((await new DirectoryStore(ward.database).tags()).map(({ id }) => id)).toEqual([pump, person]);
  });

  it('is not learnt from', async () => {
    const traffic = new CalibrationTraffic(ward.database);
    const [floor] = await new DirectoryStore(ward.database).floors();
    const window = { floorId: floor.id, at: startMs, readerIds: [ward.readerIds[0]], levelsDbm: [-60], packets: [1] };
    await traffic.add([
      { ...window, tagId: person },
      { ...window, tagId: pump },
    ]);
    const { rows: kept } = await ward.database.pool.query('SELECT tag_id FROM traffic_window');
    expect(kept).toEqual([{ tag_id: pump }]);
  });

  it('has a way for as long as a history was chosen, and no longer', async () => {
    await choose(located(2));
    await walk(startMs + 120_000);
    const { positions, visits } = await rows(person);
    expect(positions).toBeGreaterThan(10);
    expect(visits).toBe(2);
    const forget = (now: number) =>
      inTransaction(ward.database.pool, (client) => forgetPersons(client, located(2), new Date(now)));
    await new TagBatteryStore(ward.database).record([
      { tagId: person, percent: 70, millivolts: null, observedAt: startMs + 120_000 },
      { tagId: pump, percent: 60, millivolts: null, observedAt: startMs + 120_000 },
    ]);
    expect(await forget(startMs + hourMs)).toBe(0);
    expect(await forget(startMs + 120_000 + seconds * 1000 + 2 * hourMs)).toBeGreaterThan(positions);
    expect(await rows(person)).toMatchObject({ positions: 0, current: 0 });
    const { rows: batteries } = await ward.database.pool.query('SELECT tag_id, percent FROM tag_battery');
    expect(batteries).toEqual([{ tag_id: pump, percent: 60 }]);
    expect((await rows(pump)).positions).toBeGreaterThan(30);
  });

  it('is forgotten with everything when persons are switched off, and the change is recorded', async () => {
    await walk(startMs + 180_000);
    expect((await rows(person)).positions).toBeGreaterThan(10);
    await choose({ enabled: false });
    expect(await rows(person)).toEqual(nothing);
    expect((await rows(pump)).current).toBe(1);
    const { rows: events } = await ward.database.pool.query(
      `SELECT before, after FROM audit_event WHERE action = 'privacy.change' ORDER BY id DESC LIMIT 1`,
    );
    expect(events).toEqual([{ before: located(2), after: { enabled: false } }]);
    expect(await privacy.view()).toMatchObject({ persons: { enabled: false }, marked: 1, changedBy: 'Ada' });
  });

  it('is forgotten a minute later even where a worker had not heard of the change yet', async () => {
    await walk(startMs + 240_000, { tagIds: new Set([person]), located: true, history: true, forgotten: new Map() });
    expect((await rows(person)).positions).toBeGreaterThan(10);
    await inTransaction(ward.database.pool, (client) => forgetPersons(client, { enabled: false }, new Date()));
    expect(await rows(person)).toEqual(nothing);
  });

  it('is not remembered by a worker that goes on from before the change', async () => {
    const lease = (await leases.take(0))!;
    const directory = new DirectoryStore(ward.database);
    const house = houseModel(await directory.floorModels());
    let rules: PersonRules = { tagIds: new Set([person]), located: true, history: false, forgotten: new Map() };
    const work = new PartitionWork(lease, {
      ...{ house: () => house, persons: () => rules, days: new KnownDays(ward.database), publish: () => undefined },
      ...{ count: () => undefined, report: (error: unknown) => expect(error).toBe(null) },
    });
    const jobs = walkJobs(ward, [pump, person], 4, startMs + 300_000);
    await work.handle([jobs[0]], Date.now());
    await work.handle([jobs[1]], Date.now());
    rules = { ...rules, located: false };
    await choose({ enabled: false });
    await work.handle([jobs[2]], Date.now());
    await work.tick(Date.now() + 60_000);
    await lease.release();
    expect(await rows(person)).toEqual(nothing);
  });

  it('leaves nothing of their way behind when they give the tag back, however late it is heard', async () => {
    const directory = new DirectoryStore(ward.database);
    const assets = new AssetStore(ward.database);
    await choose(located(2));
    const house = houseModel(await directory.floorModels());
    const before = await directory.personRules();
    let rules = before;
    const lease = (await leases.take(0))!;
    const around = {
      ...{ house: () => house, persons: () => rules, days: new KnownDays(ward.database), publish: () => undefined },
      ...{ count: () => undefined, report: (error: unknown) => expect(error).toBe(null) },
    };
    const work = new PartitionWork(lease, around);
    const jobs = walkJobs(ward, [person], seconds, Date.now() - 90_000);
    for (const job of jobs.slice(0, 12)) await work.handle([job], Date.now());
    expect((await rows(person)).positions).toBeGreaterThan(3);
    const asset = { name: 'Pump', typeKey: 'pump', tagKey: 'tag-1' };
    await assets.register([{ ...asset, number: 'N-1' }]);
    expect(await rows(person)).toEqual(nothing);

    // A worker that has not heard of it yet; then the minute comes round.
    await work.handle([jobs[12]], Date.now());
    expect((await rows(person)).current).toBe(1);
    await inTransaction(ward.database.pool, (client) => forgetPersons(client, located(2), new Date()));
    expect(await rows(person)).toEqual(nothing);

    rules = await directory.personRules();
    expect(rules.forgotten.get(person)).toBeGreaterThan(jobs.at(-1)!.baseMs);
    expect(rules.tagIds.has(person)).toBe(false);
    for (const job of jobs.slice(13, 18)) await work.handle([job], Date.now());
    await work.tick(Date.now() + 60_000);
    expect(await rows(person)).toEqual(nothing);
    // Nor does one that takes over and reads the journal, in which the way still is.
    const next = new PartitionWork(lease, around);
    for (const job of jobs.slice(18)) await next.handle([job], Date.now());
    await next.tick(Date.now() + 60_000);
    expect(await rows(person)).toEqual(nothing);

    for (const job of walkJobs(ward, [person], seconds, rules.forgotten.get(person)!))
      await next.handle([job], Date.now());
    await next.tick(Date.now() + 120_000);
    await lease.release();
    const { positions, visits, current } = await rows(person);
    expect([positions > 10, visits, current]).toEqual([true, 2, 1]);
  });
});
