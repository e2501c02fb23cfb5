import type pg from 'pg';
import { forEachJournalReading } from '#pipeline/journal-codec';

const shownRows = 12;

/** What a run left in the database, by keys and not by ids, one line a row, so that two runs can be compared. */
export interface StoredRows {
  positions: string[];
  visits: string[];
  current: string[];
}

/** Reads everything that was worked out of the readings, exactly as it is stored. */
export async function storedRows(pool: pg.Pool): Promise<StoredRows> {
  const rows = async (sql: string) =>
    (await pool.query<object>(sql)).rows.map((row) => Object.values(row).map(inWords).join(' '));
  return {
    positions: await rows(
      `SELECT tag.key AS tag, observed_at, floor.key AS floor, x, y, var_x, var_y, cov_xy, radius90_m, zone.key AS zone, method, late
       FROM position JOIN tag ON tag.id = tag_id JOIN floor ON floor.id = position.floor_id LEFT JOIN zone ON zone.id = zone_id
       ORDER BY tag.key, observed_at`,
    ),
    visits: await rows(
      `SELECT tag.key AS tag, asset.number AS asset, zone.key AS zone, entered_at, left_at
       FROM visit JOIN tag ON tag.id = visit.tag_id JOIN zone ON zone.id = zone_id LEFT JOIN asset ON asset.id = asset_id
       ORDER BY tag.key, entered_at`,
    ),
    current: await rows(
      `SELECT tag.key AS tag, floor.key AS floor, x, y, radius90_m, zone.key AS zone, in_zone_since, observed_at, method
       FROM current_position c JOIN tag ON tag.id = tag_id JOIN floor ON floor.id = c.floor_id LEFT JOIN zone ON zone.id = zone_id
       ORDER BY tag.key`,
    ),
  };
}

function inWords(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** What one run stored and the other did not; of long lists the first few. */
export function difference(found: StoredRows, expected: StoredRows): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const table of ['positions', 'visits', 'current'] as const) {
    const missing = expected[table].filter((row) => !found[table].includes(row));
    const excess = found[table].filter((row) => !expected[table].includes(row));
    if (missing.length > 0) lists[`${missing.length} ${table} missing`] = missing.slice(0, shownRows);
    if (excess.length > 0) lists[`${excess.length} ${table} too many`] = excess.slice(0, shownRows);
    if (found[table].length !== new Set(found[table]).size) lists[`${table} doubled`] = [];
  }
  return lists;
}

/** Every reading that workers committed, once each and in order, as text: tag, reader, time in ms and dBm. */
export async function journalledReadings(pool: pg.Pool): Promise<string[]> {
  const { rows: keys } = await pool.query<{ kind: string; id: number; key: string }>(
    `SELECT 'tag' AS kind, id, key FROM tag UNION ALL SELECT 'reader', id, key FROM reader`,
  );
  const keyOf = new Map(keys.map(({ kind, id, key }) => [`${kind} ${id}`, key]));
  const { rows } = await pool.query<{ readings: Buffer }>('SELECT readings FROM reading_journal');
  const found = new Set<string>();
  for (const { readings } of rows)
    forEachJournalReading(
      readings,
      (tagId, at, readerId, _antenna, centiDbm) =>
        found.add(`${keyOf.get(`tag ${tagId}`)} ${keyOf.get(`reader ${readerId}`)} ${at} ${centiDbm / 100}`),
      (tagId, place) => found.add(`${keyOf.get(`tag ${tagId}`)} ${JSON.stringify(place)}`),
    );
  return [...found].sort();
}
