import type pg from 'pg';
import type { Position } from '#contracts/position';

const statement = `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late)
  SELECT tag_id, to_timestamp(observed_ms / 1000), floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late
  FROM unnest($1::int[], $2::float8[], $3::int[], $4::real[], $5::real[], $6::real[], $7::real[], $8::real[], $9::real[],
              $10::int[], $11::text[], $12::bool[])
    AS row (tag_id, observed_ms, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method, late)
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

/**
 * The rows column by column, each as the text of a PostgreSQL array: joined here, because the driver's own
 * array writer quotes every number.
 */
function columnsOf(rows: readonly Position[]): string[] {
  const length = rows.length;
  const columns = Array.from({ length: 12 }, () => [] as (number | string | boolean)[]);
  const [tagId, observedMs, floorId, x, y, varX, varY, covXY, radius90M, zoneId, method, late] = columns;
  for (let index = 0; index < length; index++) {
    const row = rows[index];
    tagId[index] = row.tagId;
    observedMs[index] = row.observedAt;
    floorId[index] = row.floorId;
    x[index] = row.x;
    y[index] = row.y;
    varX[index] = row.varX;
    varY[index] = row.varY;
    covXY[index] = row.covXY;
    radius90M[index] = row.radius90M;
    zoneId[index] = row.zoneId ?? 'NULL';
    method[index] = row.method;
    late[index] = row.late;
  }
  return columns.map((column) => `{${column.join(',')}}`);
}
