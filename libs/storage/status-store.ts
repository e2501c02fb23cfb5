import type { AssetStatus, StatusRule, StatusSource } from '#contracts/asset-status';
import type { ZoneKind } from '#contracts/floorplan';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { hasOpenDefect, statusBeforeMissing, type StatusWrite, writeStatuses } from './write-statuses.js';

/** Where an asset was heard, and its status as it stands. Times in ms since 1970. */
export interface StatusEvidence {
  assetId: number;
  typeKey: string;
  status: AssetStatus;
  statusSinceMs: number;
  statusSource: StatusSource;
  beforeMissing: AssetStatus | null;
  /** It has an open defect. */
  defective: boolean;
  zoneId: number;
  zoneKind: ZoneKind;
  enteredAtMs: number;
  heardUntilMs: number;
  /** Of a stay that was asked for by its visit; null for where the asset is now. */
  visitId: string | null;
  /** It is there still. */
  open: boolean;
}

/** What becomes of one asset, provided that its status is still the one it was decided from. */
export interface DecidedStatuses {
  from: Pick<StatusEvidence, 'assetId' | 'status' | 'statusSinceMs' | 'statusSource' | 'defective'>;
  changes: readonly { value: AssetStatus; sinceMs: number; zoneId: number }[];
}

const milliseconds = (time: string) => `floor(extract(epoch FROM ${time}) * 1000)::float8`;

/** Equipment in service with what carries its tag: itself, or its kit while it has none of its own. */
const equipment = `asset JOIN asset_type type ON type.id = asset.asset_type_id
  JOIN asset carrier ON carrier.id = CASE WHEN asset.tag_id IS NULL THEN asset.kit_id ELSE asset.id END`;
const isEquipment = `asset.retired_at IS NULL AND carrier.retired_at IS NULL AND NOT asset.person AND NOT carrier.person
  AND asset.status NOT IN ('lent', 'retired')`;
/** Before it carried the tag, what was heard of the tag says nothing of it. */
const columns = (entered: string) => `asset.id AS "assetId", type.key AS "typeKey", asset.status,
  ${milliseconds('asset.status_since')} AS "statusSinceMs", asset.status_source AS "statusSource",
  CASE WHEN asset.status = 'missing' THEN ${statusBeforeMissing} END AS "beforeMissing",
  ${hasOpenDefect} AS defective,
  zone.id AS "zoneId", zone.kind AS "zoneKind", ${milliseconds(`greatest(${entered}, carrier.tag_since)`)} AS "enteredAtMs"`;

/** What places say of equipment, and what they have brought about. */
export class StatusStore {
  constructor(private readonly database: Database) {}

  /** All rules, in the order of zone kinds and types. */
  async rules(): Promise<StatusRule[]> {
    const { rows } = await this.database.pool.query<StatusRule>(
      `SELECT rule.zone_kind AS "zoneKind", type.key AS "typeKey", rule.status, rule.dwell_s AS "dwellS"
       FROM status_rule rule LEFT JOIN asset_type type ON type.id = rule.asset_type_id
       ORDER BY rule.zone_kind, type.key NULLS FIRST`,
    );
    return rows;
  }

  /**
   * Replaces all rules, at most one for each kind and type.
   * @returns the type of equipment that does not exist, or null when the rules hold now
   */
  replaceRules(rules: readonly StatusRule[], note: Note<StatusRule[]>): Promise<string | null> {
    return inTransaction(this.database.pool, async (client) => {
      await client.query('LOCK TABLE status_rule IN SHARE ROW EXCLUSIVE MODE');
      const { rows: before } = await client.query<StatusRule>(
        `SELECT zone_kind AS "zoneKind", type.key AS "typeKey", status, dwell_s AS "dwellS"
         FROM status_rule rule LEFT JOIN asset_type type ON type.id = rule.asset_type_id
         ORDER BY zone_kind, type.key NULLS FIRST`,
      );
      const typeKeys = rules.map(({ typeKey }) => typeKey);
      const { rows: unknown } = await client.query<{ key: string }>(
        `SELECT key FROM unnest($1::text[]) AS key WHERE key IS NOT NULL AND key NOT IN (SELECT key FROM asset_type)`,
        [typeKeys],
      );
      if (unknown.length > 0) return unknown[0].key;
      await client.query('DELETE FROM status_rule');
      await client.query(
        `INSERT INTO status_rule (zone_kind, asset_type_id, status, dwell_s)
         SELECT one.kind, type.id, one.status, one.dwell
         FROM unnest($1::text[], $2::text[], $3::text[], $4::int[]) AS one (kind, type_key, status, dwell)
         LEFT JOIN asset_type type ON type.key = one.type_key`,
        [
          ...[rules.map(({ zoneKind }) => zoneKind), typeKeys],
          ...[rules.map(({ status }) => status), rules.map(({ dwellS }) => dwellS)],
        ],
      );
      await note(client, before);
      return null;
    });
  }

  /** Where equipment is now, of what some rule may change. */
  async openStays(): Promise<StatusEvidence[]> {
    const { rows } = await this.database.pool.query<StatusEvidence>(
      `SELECT ${columns('here.in_zone_since')}, ${milliseconds('here.observed_at')} AS "heardUntilMs",
         NULL AS "visitId", true AS open
       FROM ${equipment}
       JOIN current_position here ON here.tag_id = carrier.tag_id
       JOIN zone ON zone.id = here.zone_id
       WHERE ${isEquipment} AND here.in_zone_since IS NOT NULL
         AND (asset.status_source <> 'person' OR greatest(here.in_zone_since, carrier.tag_since) > asset.status_since)
         AND (asset.status = 'missing' OR EXISTS (SELECT FROM status_rule rule WHERE rule.zone_kind = zone.kind
           AND coalesce(rule.asset_type_id, asset.asset_type_id) = asset.asset_type_id AND rule.status <> asset.status))`,
    );
    return rows;
  }

  /** The number of the newest visit, as text; "0" before the first. */
  async newestVisit(): Promise<string> {
    const { rows } = await this.database.pool.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM visit');
    return rows[0].id;
  }

  /**
   * Stays of equipment by their visits: those that were written after one, and those that are named. A stay that ended
   * counts as heard up to the last position that was written of it.
   */
  async staysOf(afterVisit: string, visitIds: readonly string[]): Promise<StatusEvidence[]> {
    const { rows } = await this.database.pool.query<StatusEvidence>(
      `SELECT ${columns('visit.entered_at')}, visit.id AS "visitId", visit.left_at IS NULL AS open,
         ${milliseconds(`CASE WHEN visit.left_at IS NULL THEN here.observed_at
           ELSE (SELECT max(was.observed_at) FROM position was WHERE was.tag_id = visit.tag_id AND NOT was.late
             AND was.observed_at >= visit.entered_at AND was.observed_at < visit.left_at) END`)} AS "heardUntilMs"
       FROM (SELECT id FROM visit WHERE id > $1::bigint UNION SELECT unnest($2::bigint[])) looked
       JOIN visit ON visit.id = looked.id
       JOIN zone ON zone.id = visit.zone_id
       JOIN asset carrying ON carrying.tag_id = visit.tag_id
       JOIN asset ON asset.id = carrying.id OR (asset.kit_id = carrying.id AND asset.tag_id IS NULL)
       JOIN asset_type type ON type.id = asset.asset_type_id
       JOIN asset carrier ON carrier.id = carrying.id
       LEFT JOIN current_position here ON here.tag_id = visit.tag_id
       WHERE ${isEquipment} AND (visit.left_at IS NULL OR visit.left_at > carrier.tag_since)`,
      [afterVisit, visitIds],
    );
    return rows;
  }

  /**
   * Writes what places bring about. An asset of which somebody said something meanwhile stays as it is.
   * @returns the tags of those that have changed
   */
  apply(decided: readonly DecidedStatuses[]): Promise<number[]> {
    if (decided.length === 0) return Promise.resolve([]);
    return inTransaction(this.database.pool, async (client) => {
      const from = decided.map((one) => one.from);
      const { rows } = await client.query<{ id: number; tagId: number | null }>(
        `SELECT asset.id, asset.tag_id AS "tagId" FROM asset
         JOIN unnest($1::int[], $2::text[], $3::float8[], $4::text[], $5::bool[])
             AS was (id, status, since, source, defective)
           ON was.id = asset.id AND was.status = asset.status AND was.source = asset.status_source
             AND was.since = ${milliseconds('asset.status_since')} AND was.defective = ${hasOpenDefect}
         WHERE asset.retired_at IS NULL ORDER BY asset.id FOR UPDATE OF asset`,
        [
          ...[from.map(({ assetId }) => assetId), from.map(({ status }) => status)],
          ...[from.map(({ statusSinceMs }) => statusSinceMs), from.map(({ statusSource }) => statusSource)],
          from.map(({ defective }) => defective),
        ],
      );
      const unchanged = new Set(rows.map(({ id }) => id));
      const writes = decided.flatMap(({ from: { assetId }, changes }) =>
        unchanged.has(assetId) ? changes.map((change) => placedBy(assetId, change)) : [],
      );
      await writeStatuses(client, writes);
      return rows.flatMap(({ tagId }) => tagId ?? []);
    });
  }
}

function placedBy(assetId: number, { value, sinceMs, zoneId }: DecidedStatuses['changes'][number]): StatusWrite {
  return { assetId, value, since: new Date(sinceMs), source: 'place', by: null, note: null, zoneId };
}
