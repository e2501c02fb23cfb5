import type pg from 'pg';
import { seesEverything, type Visibility } from '#contracts/visibility';
import { assetSeen, seenValues } from './visible.js';

/** An asset as it is recorded before and after a change. */
export interface AssetFacts {
  number: string;
  name: string;
  typeKey: string;
  tagKey: string | null;
  tagId: number | null;
  department: string | null;
  person: boolean;
  retired: boolean;
}

/** What became of one asset; `before` is null for a new one. */
export interface AssetChange {
  before: AssetFacts | null;
  after: AssetFacts;
}

/** Who changes assets: how much of the house they see, and what is recorded with the change. */
export interface AssetChangeRules {
  visibility: Visibility;
  /** Called last, inside the transaction that makes the changes. */
  note: (client: pg.ClientBase, changes: readonly AssetChange[]) => Promise<void>;
}

/** For the installation itself: tests, benchmarks, and files on the server. */
export const everythingUnnoted: AssetChangeRules = { visibility: seesEverything, note: () => Promise.resolve() };

/** Facts before a change, and whether who asks sees the asset. */
interface FactsBefore {
  facts: AssetFacts;
  seen: boolean;
}

const facts = `asset.number, asset.name, type.key AS "typeKey", tag.key AS "tagKey", asset.tag_id AS "tagId",
  asset.department, asset.person, asset.retired_at IS NOT NULL AS retired`;
const tables = 'asset JOIN asset_type type ON type.id = asset.asset_type_id LEFT JOIN tag ON tag.id = asset.tag_id';

/** The assets of these numbers and the carriers of these tags by number, locked until the transaction ends. */
export async function assetsBefore(
  client: pg.ClientBase,
  numbers: readonly string[],
  tagKeys: readonly (string | null)[],
  visibility: Visibility,
): Promise<Map<string, FactsBefore>> {
  const { rows } = await client.query<AssetFacts & { seen: boolean }>(
    `SELECT ${facts}, ${assetSeen(3)} AS seen FROM ${tables}
     WHERE asset.number = ANY ($1::text[]) OR tag.key = ANY ($2::text[]) ORDER BY asset.id FOR UPDATE OF asset`,
    [numbers, tagKeys, ...seenValues(visibility)],
  );
  return new Map(rows.map(({ seen, ...facts }) => [facts.number, { facts, seen }]));
}

/** What has become of those assets, and of newly made ones with these numbers. Unchanged ones are left out. */
export async function changesSince(
  client: pg.ClientBase,
  before: ReadonlyMap<string, FactsBefore>,
  numbers: readonly string[],
): Promise<AssetChange[]> {
  const { rows } = await client.query<AssetFacts>(
    `SELECT ${facts} FROM ${tables} WHERE asset.number = ANY ($1::text[]) ORDER BY asset.id`,
    [[...new Set([...before.keys(), ...numbers])]],
  );
  const all = rows.map((after): AssetChange => ({ before: before.get(after.number)?.facts ?? null, after }));
  return all.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
