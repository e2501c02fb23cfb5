import type pg from 'pg';
import type { RegisterAssets } from '#contracts/assets';
import { normaliseKey } from '#contracts/readings';
import { seesAsset } from '#contracts/visibility';
import { type AssetChangeRules, type AssetFacts, assetsBefore, everythingUnnoted } from './asset-changes.js';
import { countDirectoryChange } from './directory-version.js';
import { type AssetWrite, writeAssets } from './write-assets.js';

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

/** An asset cannot be carried by a person: it is a kit, or part of one, and tells where the others are. */
export class PersonInKit extends Error {
  constructor(readonly number: string) {
    super(`The asset ${number} is a kit, or part of one`);
  }
}

/** What a new asset is when nothing is said of it. */
export const blankAsset: Omit<AssetWrite, 'number' | 'name' | 'typeKey'> = {
  ...{
    id: null,
    tagKey: null,
    department: null,
    person: false,
    manufacturer: null,
    model: null,
    serial: null,
    udi: null,
  },
  ...{ riskClass: null, homeZoneId: null, attributes: {}, kitNumber: null },
};

/** An asset as it was, to be written again. */
export function writeOf(id: number, facts: AssetFacts): AssetWrite {
  const { number, name, typeKey, tagKey, department, person, manufacturer, model, serial, udi } = facts;
  const { riskClass, homeZoneId, attributes, kitNumber } = facts;
  return {
    ...{ id, number, name, typeKey, tagKey, department, person, manufacturer, model, serial, udi },
    ...{ riskClass, homeZoneId, attributes, kitNumber },
  };
}

/**
 * Writes assets, their types and tags inside the caller's transaction. Of two entries with the same number,
 * or for the same tag, the later one counts, as if they had come one after another.
 * @throws AssetOutOfSight, PersonInKit
 */
export async function registerAssets(
  client: pg.ClientBase,
  given: RegisterAssets['assets'],
  rules: AssetChangeRules = everythingUnnoted,
): Promise<number> {
  const { visibility } = rules;
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
  const writes = assets.map(({ number, name, typeKey, department, person }, index): AssetWrite => {
    const known = before.get(number);
    const as = known ? writeOf(known.id, known.facts) : blankAsset;
    const marks = { department: department === undefined ? as.department : department, person: person ?? as.person };
    return { ...as, number, name, typeKey, tagKey: tagKeys[index], ...marks };
  });
  for (const { number, department, person } of writes)
    if (!seesAsset(visibility, { department, person, siteId: null })) throw new AssetOutOfSight('leaving', number);
  await demandNoPersonInKits(client, writes);

  await writeTypes(client, assets);
  await writeAssets(client, writes, before, rules);
  return given.length;
}

async function demandNoPersonInKits(client: pg.ClientBase, writes: readonly AssetWrite[]): Promise<void> {
  const persons = writes.filter(({ person }) => person);
  if (persons.length === 0) return;
  const { rows } = await client.query<{ number: string }>(
    `SELECT number FROM asset WHERE number = ANY ($1::text[])
       AND (kit_id IS NOT NULL OR EXISTS (SELECT FROM asset part WHERE part.kit_id = asset.id)) LIMIT 1`,
    [persons.map(({ number }) => number)],
  );
  if (rows.length > 0) throw new PersonInKit(rows[0].number);
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
