import type pg from 'pg';
import type { AssetStatus, StatusSource } from '#contracts/asset-status';

/** What the status of an asset becomes. */
export interface StatusWrite {
  assetId: number;
  value: AssetStatus;
  since: Date;
  source: StatusSource;
  /** Name of who said it. */
  by: string | null;
  note: string | null;
  /** The zone whose rule it was. */
  zoneId: number | null;
}

/**
 * Writes statuses and what they were into the history, inside the caller's transaction. Of several of one asset the last
 * one stands. The first change of an asset also writes down what it was before.
 */
export async function writeStatuses(client: pg.ClientBase, writes: readonly StatusWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const assetIds = [...new Set(writes.map(({ assetId }) => assetId))];
  await client.query(
    `INSERT INTO status_change (asset_id, status, since, source, changed_by, note)
     SELECT id, status, status_since, status_source, status_by, status_note FROM asset
     WHERE id = ANY ($1::int[]) AND NOT EXISTS (SELECT FROM status_change WHERE asset_id = asset.id) ORDER BY id`,
    [assetIds],
  );
  await client.query(
    `INSERT INTO status_change (asset_id, status, since, source, changed_by, note, zone_id)
     SELECT asset_id, status, since, source, changed_by, note, zone_id
     FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::int[])
       WITH ORDINALITY AS one (asset_id, status, since, source, changed_by, note, zone_id, place)
     ORDER BY place`,
    columnsOf(writes),
  );
  const last = [...new Map(writes.map((write) => [write.assetId, write])).values()];
  await client.query(
    `UPDATE asset SET status = one.status, status_since = one.since, status_source = one.source,
       status_by = one.changed_by, status_note = one.note
     FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::int[])
       AS one (asset_id, status, since, source, changed_by, note, zone_id)
     WHERE asset.id = one.asset_id`,
    columnsOf(last),
  );
}

function columnsOf(writes: readonly StatusWrite[]): unknown[] {
  return [
    writes.map(({ assetId }) => assetId),
    writes.map(({ value }) => value),
    writes.map(({ since }) => since),
    writes.map(({ source }) => source),
    writes.map(({ by }) => by),
    writes.map(({ note }) => note),
    writes.map(({ zoneId }) => zoneId),
  ];
}

/** SQL for the status of the row of `asset` before it was missed. */
export const statusBeforeMissing = `(SELECT earlier.status FROM status_change earlier
  WHERE earlier.asset_id = asset.id AND earlier.status <> 'missing' ORDER BY earlier.id DESC LIMIT 1)`;

/** SQL for whether the row of `asset` has a defect that nobody has mended. */
export const hasOpenDefect = `EXISTS (SELECT FROM defect WHERE defect.asset_id = asset.id AND defect.mended_at IS NULL)`;
