import type pg from 'pg';
import type { RegisterAssets } from '#contracts/assets';
import { normaliseKey } from '#contracts/readings';
import { seesAsset } from '#contracts/visibility';
import {
  type AssetChangeRules,
  type AssetFacts,
  assetsBefore,
  changesSince,
  everythingUnnoted,
} from './asset-changes.js';
import { countDirectoryChange } from './directory-version.js';
import { forgetCurrentPositions, forgetFormerPersons } from './retire-assets.js';

/** An asset that would be changed is not shown to who asks, or would not be any more. */
export class AssetOutOfSight extends Error {
  /**
   * @param why `hidden`: the number, or the tag, belongs to something they do not see; `leaving`: they would not see it
   */
  constructor(
    readonly why: 'hidden' | 'leaving',
    readonly number: string,
  ) {
    super(`The asset ${number} is out of sight`);
  }
}

/**
 * Writes assets, their types and tags inside the caller's transaction. Of two entries with the same number,
 * or for the same tag, the later one counts, as if they had come one after another.
 * @throws AssetOutOfSight
 */
export async function registerAssets(
  client: pg.ClientBase,
  given: RegisterAssets['assets'],
  { visibility, note }: AssetChangeRules = everythingUnnoted,
): Promise<number> {
  const byNumber = new Map(given.map((asset) => [asset.number, asset]));
  const assets = [...byNumber.values()].map((asset) => ({
    ...asset,
    tagKey: asset.tagKey === null ? null : normaliseKey(asset.tagKey),
  }));
  const carrier = new Map(assets.map((asset) => [asset.tagKey, asset.number]));
  const tagKeys = assets.map(({ tagKey, number }) => (carrier.get(tagKey) === number ? tagKey : null));
  const numbers = assets.map((asset) => asset.number);

  // First: its lock puts registrations one after another, so that of two of one new asset the later sees the earlier.
  await countDirectoryChange(client);
  const before = await assetsBefore(client, numbers, tagKeys, visibility);
  for (const { facts, seen } of before.values())
    if (!seen)
      throw new AssetOutOfSight('hidden', byNumber.has(facts.number) ? facts.number : carrier.get(facts.tagKey)!);
  const marks = assets.map((asset) => marksOf(asset, before.get(asset.number)?.facts));
  marks.forEach((mark, index) => {
    if (!seesAsset(visibility, { ...mark, siteId: null })) throw new AssetOutOfSight('leaving', numbers[index]);
  });

  await writeTypes(client, assets);
  await client.query(
    'INSERT INTO tag (key) SELECT key FROM unnest($1::text[]) AS key WHERE key IS NOT NULL ORDER BY key ON CONFLICT DO NOTHING',
    [tagKeys],
  );
  const freed = await freeTags(client, numbers, tagKeys);
  await client.query(
    `INSERT INTO asset (number, name, asset_type_id, tag_id, department, person)
     SELECT given.number, given.name, type.id, tag.id, given.department, given.person
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[]) WITH ORDINALITY
       AS given (number, name, type_key, tag_key, department, person, place)
     JOIN asset_type type ON type.key = given.type_key
     LEFT JOIN tag ON tag.key = given.tag_key
     ORDER BY place
     ON CONFLICT (number) DO UPDATE SET name = excluded.name, asset_type_id = excluded.asset_type_id,
       tag_id = excluded.tag_id, retired_at = NULL, department = excluded.department, person = excluded.person,
       tag_since = CASE WHEN asset.tag_id IS DISTINCT FROM excluded.tag_id THEN now() ELSE asset.tag_since END`,
    [
      ...[numbers, assets.map((asset) => asset.name), assets.map((asset) => asset.typeKey), tagKeys],
      ...[marks.map(({ department }) => department), marks.map(({ person }) => person)],
    ],
  );
  await forgetCurrentPositions(client, freed);
  const changes = await changesSince(client, before, numbers);
  await forgetFormerPersons(client, changes);
  await note(client, changes);
  return given.length;
}

function marksOf(given: RegisterAssets['assets'][number], known: AssetFacts | undefined) {
  return {
    department: given.department === undefined ? (known?.department ?? null) : given.department,
    person: given.person ?? known?.person ?? false,
  };
}

async function writeTypes(client: pg.ClientBase, assets: RegisterAssets['assets']): Promise<void> {
  const names = new Map<string, string | null>();
  for (const { typeKey, typeName } of assets) names.set(typeKey, typeName ?? names.get(typeKey) ?? null);
  await client.query(
    `INSERT INTO asset_type (key, name)
     SELECT given.key, coalesce(given.name, known.name, given.key)
     FROM unnest($1::text[], $2::text[]) AS given (key, name) LEFT JOIN asset_type known ON known.key = given.key
     ORDER BY given.key
     ON CONFLICT (key) DO UPDATE SET name = excluded.name WHERE asset_type.name <> excluded.name`,
    [[...names.keys()], [...names.values()]],
  );
}

/**
 * Takes every tag off its asset that these assets give up, and off every other asset that these take it from.
 * @returns the tags that nobody takes up again.
 */
async function freeTags(client: pg.ClientBase, numbers: string[], tagKeys: (string | null)[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number; taken: boolean }>(
    `WITH moved AS (
       SELECT asset.id, tag.id AS tag_id, tag.key = ANY ($2::text[]) AS taken
       FROM asset JOIN tag ON tag.id = asset.tag_id
       LEFT JOIN unnest($1::text[], $2::text[]) AS given (number, tag_key) ON given.number = asset.number
       WHERE (given.number IS NOT NULL OR tag.key = ANY ($2::text[])) AND given.tag_key IS DISTINCT FROM tag.key
       ORDER BY asset.id FOR UPDATE OF asset
     ), freed AS (
       UPDATE asset SET tag_id = NULL FROM moved WHERE asset.id = moved.id
     )
     SELECT tag_id AS id, coalesce(taken, false) AS taken FROM moved`,
    [numbers, tagKeys],
  );
  return rows.filter((row) => !row.taken).map((row) => row.id);
}
