import type pg from 'pg';
import type { Position } from '#contracts/position';
import { boolArray, float4Array, int4Array, timestamptzArray } from './binary-array.js';

const statement = `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late)
  SELECT tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late
  FROM unnest($1::int[], $2::timestamptz[], $3::int[], $4::real[], $5::real[], $6::real[], $7::real[], $8::real[], $9::real[],
              $10::int[], $11::text[], $12::bool[])
    AS row (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late)
  ON CONFLICT (tag_id, observed_at) DO UPDATE SET floor_id = excluded.floor_id, x = excluded.x, y = excluded.y,
    var_x = excluded.var_x, var_y = excluded.var_y, cov_xy = excluded.cov_xy, radius90_m = excluded.radius90_m,
    zone_id = excluded.zone_id, method = excluded.method, late = excluded.late`;

/**
 * Stores positions with one statement, whatever their number; a position of the same tag and moment is
 * replaced, and of two in the list the later counts. Their days must have partitions (ensureDays).
 */
export async function insertPositions(client: pg.ClientBase, rows: readonly Position[]): Promise<void> {
  if (rows.length === 0) return;
  // One statement may touch a row once only; a double would fail the whole batch, again at every repetition.
  const byKey = new Map(rows.map((row) => [`${row.tagId} ${row.observedAt}`, row]));
  await client.query({ name: 'insert-positions', text: statement, values: columnsOf([...byKey.values()]) });
}

function columnsOf(rows: readonly Position[]): (Buffer | string)[] {
  return [
    int4Array(rows, (row) => row.tagId),
    timestamptzArray(rows, (row) => row.observedAt),
    int4Array(rows, (row) => row.floorId),
    float4Array(rows, (row) => row.x),
    float4Array(rows, (row) => row.y),
    float4Array(rows, (row) => row.varX),
    float4Array(rows, (row) => row.varY),
    float4Array(rows, (row) => row.covXY),
    float4Array(rows, (row) => row.radius90M),
    int4Array(rows, (row) => row.zoneId),
    `{${rows.map((row) => row.method).join(',')}}`,
    boolArray(rows, (row) => row.late),
  ];
}
