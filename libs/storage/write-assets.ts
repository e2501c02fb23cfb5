import type pg from 'pg';
import { udiKey } from '#contracts/udi';
import {
  type AssetChange,
  type AssetChangeRules,
  type AssetFacts,
  changesSince,
  type KnownAsset,
} from './asset-changes.js';
import { moveHistory, takeOffMap } from './moved-tags.js';
import { noteKits } from './note-kits.js';
import { forgetFormerPersons } from './person-history.js';

/** An asset as it is to be; one without an id is new. The tag's key is normalised (normaliseKey). */
export interface AssetWrite extends Omit<AssetFacts, 'tagId' | 'retired' | 'homeZone'> {
  id: number | null;
}

/** Rows that one statement writes: so that no request waits long for the answer of one. */
const rowsAtOnce = 2_000;

/**
 * Writes assets with their tags and kits, in service from now on, inside the caller's transaction, which has counted a
 * change of the directory before it read anything. What is written was checked before; each number and tag is there once.
 * @param before every asset that is written, that gives up a tag to one of them, or that is a kit of one
 * @returns what became of all of them; unchanged ones are left out
 */
export async function writeAssets(
  client: pg.ClientBase,
  writes: readonly AssetWrite[],
  before: ReadonlyMap<string, KnownAsset>,
  { note, by }: AssetChangeRules,
): Promise<AssetChange[]> {
  const known = new Map([...before.values()].map(({ id, facts }) => [id, facts]));
  const changed = writes.filter((write) => differs(write, write.id === null ? undefined : known.get(write.id)));
  const at = await momentOf(client);
  await client.query(
    'INSERT INTO tag (key) SELECT key FROM unnest($1::text[]) AS key WHERE key IS NOT NULL ORDER BY key ON CONFLICT DO NOTHING',
    [changed.map(({ tagKey }) => tagKey)],
  );
  await takeTagsOff(client, changed, known);
  const madeIds: number[] = [];
  for (let from = 0; from < changed.length; from += rowsAtOnce) {
    const rows = changed.slice(from, from + rowsAtOnce);
    await change(client, rows, at);
    madeIds.push(...(await make(client, rows, at)));
  }
  await intoKits(client, changed);
  const changes = await changesSince(client, before, madeIds);
  await notePairings(client, changes, at, by ?? null);
  await noteKits(client, changes, at);
  await moveHistory(client, changes);
  await takeOffMap(client, changes);
  await forgetFormerPersons(client, changes);
  await note(client, changes);
  return changes;
}

/** The moment of a change: after the lock, so that of two changes the later has the later one. */
async function momentOf(client: pg.ClientBase): Promise<Date> {
  return (await client.query<{ at: Date }>('SELECT clock_timestamp() AS at')).rows[0].at;
}

function differs(write: AssetWrite, before: AssetFacts | undefined): boolean {
  if (before === undefined || before.retired) return true;
  const { attributes, ...plain } = write;
  if (JSON.stringify(sorted(attributes)) !== JSON.stringify(sorted(before.attributes))) return true;
  return Object.entries(plain).some(([key, value]) => key !== 'id' && value !== before[key as keyof AssetFacts]);
}

function sorted(values: AssetFacts['attributes']): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Before any is put on: every tag comes off the asset that gives it up, or that another takes it from. */
async function takeTagsOff(
  client: pg.ClientBase,
  writes: readonly AssetWrite[],
  known: ReadonlyMap<number, AssetFacts>,
): Promise<void> {
  const written = new Map(writes.map((write) => [write.id, write]));
  const taken = new Set(writes.map(({ tagKey }) => tagKey));
  const givingUp = [...known].flatMap(([id, { tagKey }]) => {
    if (tagKey === null) return [];
    const write = written.get(id);
    return write ? (write.tagKey === tagKey ? [] : [id]) : taken.has(tagKey) ? [id] : [];
  });
  await client.query('UPDATE asset SET tag_id = NULL WHERE id = ANY ($1::int[])', [givingUp]);
}

/** Of the parameters $3 and on. */
const givenRows = `unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::int[], $16::text[]) WITH ORDINALITY
  AS given (id, number, name, type_key, tag_key, department, person, manufacturer, model, serial, udi, udi_key, risk_class,
    home_zone_id, attributes, place)
  JOIN asset_type type ON type.key = given.type_key LEFT JOIN tag ON tag.key = given.tag_key`;

function rowValues(writes: readonly AssetWrite[], at: Date): unknown[] {
  const column = (of: (write: AssetWrite) => unknown) => writes.map(of);
  return [
    ...[at, column(({ id }) => id), column(({ number }) => number), column(({ name }) => name)],
    ...[column(({ typeKey }) => typeKey), column(({ tagKey }) => tagKey), column(({ department }) => department)],
    ...[column(({ person }) => person), column(({ manufacturer }) => manufacturer), column(({ model }) => model)],
    ...[column(({ serial }) => serial), column(({ udi }) => udi)],
    column(({ udi }) => (udi === null ? null : udiKey(udi))),
    ...[column(({ riskClass }) => riskClass), column(({ homeZoneId }) => homeZoneId)],
    column(({ attributes }) => JSON.stringify(attributes)),
  ];
}

async function change(client: pg.ClientBase, writes: readonly AssetWrite[], at: Date): Promise<void> {
  const rows = writes.filter(({ id }) => id !== null);
  if (rows.length === 0) return;
  await client.query(
    `UPDATE asset SET number = given.number, name = given.name, asset_type_id = type.id, department = given.department,
       person = given.person, retired_at = NULL, manufacturer = given.manufacturer, model = given.model,
       serial = given.serial, udi = given.udi, udi_key = given.udi_key, risk_class = given.risk_class,
       home_zone_id = given.home_zone_id, attributes = given.attributes::jsonb, tag_id = tag.id,
       tag_since = CASE WHEN asset.tag_id IS DISTINCT FROM tag.id THEN $1 ELSE asset.tag_since END
     FROM ${givenRows} WHERE asset.id = given.id`,
    rowValues(rows, at),
  );
}

/** @returns the ids of the new assets */
async function make(client: pg.ClientBase, writes: readonly AssetWrite[], at: Date): Promise<number[]> {
  const rows = writes.filter(({ id }) => id === null);
  if (rows.length === 0) return [];
  const made = await client.query<{ id: number }>(
    `INSERT INTO asset (number, name, asset_type_id, tag_id, tag_since, department, person, manufacturer, model, serial, udi,
       udi_key, risk_class, home_zone_id, attributes)
     SELECT given.number, given.name, type.id, tag.id, $1::timestamptz, given.department, given.person, given.manufacturer, given.model,
       given.serial, given.udi, given.udi_key, given.risk_class, given.home_zone_id, given.attributes::jsonb
     FROM ${givenRows} WHERE given.id IS NULL ORDER BY place RETURNING id`,
    rowValues(rows, at),
  );
  return made.rows.map(({ id }) => id);
}

async function intoKits(client: pg.ClientBase, writes: readonly AssetWrite[]): Promise<void> {
  await client.query(
    `UPDATE asset SET kit_id = kit.id
     FROM unnest($1::text[], $2::text[]) AS given (number, kit_number) LEFT JOIN asset kit ON kit.number = given.kit_number
     WHERE asset.number = given.number AND asset.kit_id IS DISTINCT FROM kit.id`,
    [writes.map(({ number }) => number), writes.map(({ kitNumber }) => kitNumber)],
  );
}

/** Ends what is over and begins what is new in the record of who carried which tag. */
export async function notePairings(
  client: pg.ClientBase,
  changes: readonly AssetChange[],
  at: Date,
  by: string | null,
): Promise<void> {
  const moved = changes.filter(({ before, after }) => (before?.tagId ?? null) !== after.tagId);
  if (moved.length === 0) return;
  const begun = moved.filter(({ after }) => after.tagId !== null);
  await client.query(
    `UPDATE tag_pairing SET until = greatest(since, $3) WHERE until IS NULL
       AND (asset_id = ANY ($1::int[]) OR tag_id = ANY ($2::int[]))`,
    [moved.map(({ id }) => id), begun.map(({ after }) => after.tagId), at],
  );
  await client.query(
    `INSERT INTO tag_pairing (asset_id, tag_id, since, paired_by)
     SELECT asset_id, tag_id, $3, $4 FROM unnest($1::int[], $2::int[]) AS begun (asset_id, tag_id)`,
    [begun.map(({ id }) => id), begun.map(({ after }) => after.tagId), at, by],
  );
}
