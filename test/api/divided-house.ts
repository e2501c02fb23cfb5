import { NestFactory } from '@nestjs/core';
import { expect, vi } from 'vitest';
import type { KeyScope } from '#contracts/permissions';
import { readConfiguration } from '#contracts/configuration';
import { AssetStore } from '#storage/asset-store';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { KeyStore } from '#storage/key-store';
import { PlacesStore } from '#storage/places-store';
import { PrivacyStore } from '#storage/privacy-store';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { patience } from '../support/patience.js';
import { startTestApi, type TestApi, testPlan } from './running-api.js';

/**
 * A house that is divided: two sites, two departments, a person's tag. What cardiologists of the first site are not
 * shown has "hidden" in its names and keys, and ids of six digits that begin with 9; all else has small ids.
 */
export interface DividedHouse extends TestApi {
  siteId: number;
  floorId: number;
  /** Of the cardiology pump, which everybody sees. */
  shown: { assetId: number; tagId: number; number: string; tagKey: string };
  hidden: { siteId: number; floorId: number; zoneId: number; numbers: string[]; tagKeys: string[]; ids: number[] };
  /** A key for cardiology on the first site. */
  cardiologyKey: string;
  /** Lets the tags be heard where they are. */
  hear(tagKeys: readonly string[], seconds: number): Promise<void>;
}

/** What must not appear in anything that is sent to cardiology. */
export const marker = /hidden|(?<![.\d])9\d{5}(?![.\d])/i;

export const cardiology = 'Cardiology';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>';
const pump = { typeKey: 'pump' };
const hiddenAssets = [
  { ...pump, number: 'HIDDEN-B', name: 'Hidden pump', tagKey: 'hidden-b', department: 'Hidden surgery' },
  { ...pump, number: 'HIDDEN-P', name: 'Hidden person', tagKey: 'hidden-p', department: cardiology, person: true },
  { ...pump, number: 'HIDDEN-X', name: 'Hidden bed', tagKey: 'hidden-x', department: null },
];

export async function startDividedHouse(): Promise<DividedHouse> {
  const api = await startTestApi('postgres');
  const { pool } = api.database;
  const places = new PlacesStore(api.database);
  const first = await places.siteTree(null);
  const assets = new AssetStore(api.database);
  await assets.register([{ number: 'P-1', name: 'Pump 1', ...pump, tagKey: 't1', department: cardiology }]);
  const tables = ['asset', 'tag', 'site', 'building', 'floor', 'zone', 'reader'];
  const surveyTables = ['survey_walk', 'survey_stop', 'calibration'];
  const hideFromNowOn = async (names: string[]) => {
    for (const table of names)
      await pool.query(`ALTER TABLE ${table} ALTER COLUMN id RESTART WITH ${900_001 + 1000 * nextThousand++}`);
  };
  let nextThousand = 0;
  await hideFromNowOn(tables);

  const plan = testPlan(0);
  await places.importFloorplan(
    {
      ...plan,
      site: { ...plan.site, key: 'hidden-annex', name: 'Hidden annex' },
      building: { key: 'hidden-main', name: 'Hidden building' },
      floor: { ...plan.floor, key: 'hidden-floor', name: 'Hidden floor' },
      zones: plan.zones.map((zone) => ({ ...zone, key: 'hidden-store', name: 'Hidden store' })),
      readers: plan.readers.map((reader, index) => ({ ...reader, key: `hidden-r${index}`, name: 'Hidden reader' })),
    },
    svg.replace('<rect', '<title>Hidden plan</title><rect'),
  );
  await new PrivacyStore(api.database).change(
    { enabled: true, reason: 'Lone workers are found when they call', roles: ['security'], historyHours: 24 },
    'test',
    () => ({
      ...{ actor: { kind: 'system', id: null, name: 'test' }, action: 'privacy.change', subjectKind: 'privacy' },
      ...{ subject: 'persons', address: '', requestId: '' },
    }),
  );
  await assets.register(hiddenAssets);
  const idsOf = async (table: string) =>
    (await pool.query<{ id: number }>(`SELECT id FROM ${table} WHERE id > 900000 ORDER BY id`)).rows.map(
      ({ id }) => id,
    );
  const [siteId] = await idsOf('site');
  const [floorId] = await idsOf('floor');
  const [zoneId] = await idsOf('zone');
  const house = { id: first.sites[0].id, floorId: first.sites[0].buildings[0].floors[0].id };
  await survey(api, house.floorId);
  await hideFromNowOn(surveyTables);
  await survey(api, floorId);

  const accountIds = await hiddenAccounts(api);
  const levelIds = await stockLevels(api, house.id, siteId, zoneId);

  const environment = { DATABASE_URL: api.databaseUrl, WARDMAP_PARTITIONS: '4', WARDMAP_WORKER_PORT: '0' };
  const worker = await NestFactory.createApplicationContext(
    WorkerModule.with(readConfiguration(environment), () => undefined),
    { logger: false },
  );
  await worker.init();
  const { rows } = await pool.query(
    `SELECT asset.id AS "assetId", tag_id AS "tagId", number, tag.key AS "tagKey"
     FROM asset JOIN tag ON tag.id = tag_id WHERE number = 'P-1'`,
  );
  const cardiologyKey = await cardiologyKeyOf(api, house.id, ['read', 'export', 'manage']);
  const divided: DividedHouse = {
    ...api,
    ...{ siteId: house.id, floorId: house.floorId, shown: rows[0], cardiologyKey },
    hidden: {
      ...{ siteId, floorId, zoneId, numbers: hiddenAssets.map(({ number }) => number) },
      tagKeys: hiddenAssets.map(({ tagKey }) => tagKey),
      ids: [...(await Promise.all([...tables, ...surveyTables].map(idsOf))).flat(), ...accountIds, ...levelIds],
    },
    hear: (tagKeys, seconds) => hear(api, tagKeys, seconds),
    close: async () => {
      await worker.close();
      await api.close();
    },
  };
  // The door hears of new tags and readers within seconds.
  await vi.waitFor(() => divided.hear(['t1', ...divided.hidden.tagKeys], 1), patience);
  await divided.hear(['t1', ...divided.hidden.tagKeys], 12);
  await vi.waitFor(async () => {
    const { rowCount } = await pool.query('SELECT FROM current_position');
    expect(rowCount).toBe(1 + hiddenAssets.length);
  }, patience);
  return divided;
}

/** A key of an integration that is for cardiology on one site. */
export async function cardiologyKeyOf(api: TestApi, siteId: number, scopes: KeyScope[]): Promise<string> {
  const key = { kind: 'integration' as const, name: 'Cardiology board', scopes, readerIds: [], createdBy: 'test' };
  const grant = { ...key, siteIds: [siteId], departments: [cardiology], expiresAt: null };
  return (await new KeyStore(api.database).add(grant, api.database.pool)).secret;
}

/** Somebody of the hidden department and a key for it. @returns their ids; those that are made later have small ones */
async function hiddenAccounts({ database }: TestApi): Promise<number[]> {
  const { pool } = database;
  const part = { siteIds: null, departments: ['Hidden surgery'] };
  const { rows } = await pool.query(
    `INSERT INTO user_account (id, email, name, roles, departments)
     VALUES (990001, 'hidden@hospital.example', 'A hidden head', '{administrator}', $1) RETURNING id`,
    [part.departments],
  );
  const key = { kind: 'integration' as const, name: 'Hidden board', scopes: ['read' as const], readerIds: [] };
  const { id } = await new KeyStore(database).add({ ...key, ...part, expiresAt: null, createdBy: 'test' }, pool);
  const moved = await pool.query('UPDATE api_key SET id = 990001 WHERE id = $1 RETURNING id', [id]);
  return [...rows, ...moved.rows].map((row: { id: number }) => row.id);
}

/** Stock levels of the first site and of the hidden zone. @returns the id of the hidden one */
async function stockLevels(
  { database: { pool } }: TestApi,
  siteId: number,
  hiddenSiteId: number,
  hiddenZoneId: number,
) {
  const columns = 'asset_type_id, zone_id, site_id, days, from_minute, until_minute, target, critical_min';
  const always = `'{1,2,3,4,5,6,7}', 0, 1440, 5, 2`;
  await pool.query(
    `INSERT INTO par_level (${columns}) SELECT type.id, zone.id, $1, ${always} FROM asset_type type, zone
     WHERE type.key = 'pump' AND zone.id < 900000`,
    [siteId],
  );
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO par_level (id, ${columns}) SELECT 990001, id, $1, $2, ${always} FROM asset_type WHERE key = 'pump' RETURNING id`,
    [hiddenZoneId, hiddenSiteId],
  );
  return rows.map(({ id }) => id);
}

/** A walk over a floor with a hidden tag, which is fixed on it, and a calibration. */
async function survey({ database }: TestApi, floorId: number): Promise<void> {
  const surveys = new CalibrationSurveys(database);
  const { rows } = await database.pool.query<{ id: number }>(
    'SELECT id FROM tag WHERE id > 900000 AND id NOT IN (SELECT tag_id FROM reference_tag) ORDER BY id',
  );
  const from = new Date(Date.now() - 60_000);
  const walkId = await surveys.startWalk(floorId, rows[0].id, 'Hidden surveyor');
  const stopId = await surveys.openStop(walkId, { x: 1, y: 1 }, null, from, from);
  const levels = { windows: [], steps: 0, stepSquares: 0 };
  await surveys.closeStop(stopId!, from, { usable: false, packets: 0, detail: 'Nothing heard.' }, levels);
  await database.pool.query(
    `INSERT INTO calibration (floor_id, version, source, state, reason, content, created_by)
     VALUES ($1, 1, 'walk', 'candidate', 'Made for a test.', '{}', 'somebody')`,
    [floorId],
  );
  await new CalibrationLabels(database).putReferenceTag(rows[0].id, { floorId, x: 2, y: 2, z: 1 });
}

async function hear(api: TestApi, tagKeys: readonly string[], seconds: number): Promise<void> {
  const startMs = Date.now() - seconds * 1000;
  for (let second = 0; second < seconds; second++)
    for (const tagKey of tagKeys) {
      const readers = tagKey === 'hidden-x' ? ['hidden-r0', 'hidden-r1'] : ['r1', 'AA:BB:CC:00:00:01'];
      const readings = readers.map((readerKey, index) => ({
        ...{ tagKey, readerKey, observedAt: startMs + second * 1000, rssiDbm: -62 - index - (second % 3) },
      }));
      const { status, body } = await api.ask('POST', '/api/v1/readings', { body: { readings } });
      expect([status, body.accepted]).toEqual([202, readings.length]);
    }
}
