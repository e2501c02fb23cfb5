import type pg from 'pg';
import { defaultRadio, type Floorplan } from '#contracts/floorplan';
import { normaliseKey } from '#contracts/readings';
import { countDirectoryChange } from './directory-version.js';
import { cleanPlanDrawing } from './plan-drawing/clean-plan-drawing.js';

/** Rows of sites, buildings, floors, zones and readers together. */
export interface ImportCounts {
  created: number;
  updated: number;
  removed: number;
}

/** Two imports that name the same new site would otherwise wait for each other crosswise. */
const importLock = 7_261_002;

/** One floor's file and its cleaned drawing into the tables, inside the caller's transaction. */
export async function importFloorplan(client: pg.ClientBase, plan: Floorplan, svg: string): Promise<ImportCounts> {
  refuseDoubles(
    'zone',
    plan.zones.map((zone) => zone.key),
  );
  refuseDoubles(
    'reader',
    plan.readers.map((reader) => normaliseKey(reader.key)),
  );
  const drawing = cleanPlanDrawing(svg, plan.floor.plan);
  await client.query('SELECT pg_advisory_xact_lock($1)', [importLock]);

  const counts: ImportCounts = { created: 0, updated: 0, removed: 0 };
  const floorId = await upsertFloor(client, plan, drawing.svg, counts);
  await upsertZones(client, floorId, plan, counts);
  await upsertReaders(client, floorId, plan, counts);
  await removeMissing(
    client,
    'zone',
    floorId,
    plan.zones.map((zone) => zone.key),
    counts,
  );
  await removeMissing(
    client,
    'reader',
    floorId,
    plan.readers.map((reader) => normaliseKey(reader.key)),
    counts,
  );
  if (counts.created + counts.updated + counts.removed > 0) await countDirectoryChange(client);
  return counts;
}

function refuseDoubles(what: string, keys: string[]): void {
  const double = keys.find((key, index) => keys.indexOf(key) !== index);
  if (double !== undefined)
    throw new Error(`${what} ${double} is in the floor plan twice; each ${what} needs a key of its own`);
}

/*
 * Each upsert writes only what differs, so that its RETURNING list is the list of changes;
 * xmax = 0 tells a new row from a changed one.
 */
async function upsert(client: pg.ClientBase, counts: ImportCounts, sql: string, values: unknown[]): Promise<void> {
  const { rows } = await client.query<{ created: boolean }>(`${sql} RETURNING (xmax = 0) AS created`, values);
  for (const row of rows) counts[row.created ? 'created' : 'updated']++;
}

async function upsertFloor(
  client: pg.ClientBase,
  { site, building, floor, walls, doors }: Floorplan,
  svg: string,
  counts: ImportCounts,
): Promise<number> {
  await upsert(
    client,
    counts,
    `INSERT INTO site (key, name, time_zone, keep_every_fix, attribution) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
       keep_every_fix = excluded.keep_every_fix, attribution = excluded.attribution
     WHERE (site.name, site.time_zone, site.keep_every_fix, site.attribution)
       IS DISTINCT FROM (excluded.name, excluded.time_zone, excluded.keep_every_fix, excluded.attribution)`,
    [site.key, site.name, site.timeZone, site.keepEveryFix, site.attribution ?? null],
  );
  await upsert(
    client,
    counts,
    `INSERT INTO building (site_id, key, name) SELECT id, $2, $3 FROM site WHERE key = $1
     ON CONFLICT (site_id, key) DO UPDATE SET name = excluded.name WHERE building.name <> excluded.name`,
    [site.key, building.key, building.name],
  );
  await upsert(
    client,
    counts,
    `INSERT INTO floor (building_id, key, name, level, plan_svg, min_x, min_y, max_x, max_y, tag_height_m, walls, doors)
     SELECT building.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb
     FROM building JOIN site ON site.id = building.site_id WHERE site.key = $1 AND building.key = $2
     ON CONFLICT (building_id, key) DO UPDATE SET name = excluded.name, level = excluded.level,
       plan_svg = excluded.plan_svg, min_x = excluded.min_x, min_y = excluded.min_y, max_x = excluded.max_x,
       max_y = excluded.max_y, tag_height_m = excluded.tag_height_m, walls = excluded.walls, doors = excluded.doors
     WHERE (floor.name, floor.level, floor.plan_svg, floor.min_x, floor.min_y, floor.max_x, floor.max_y,
            floor.tag_height_m, floor.walls, floor.doors)
       IS DISTINCT FROM (excluded.name, excluded.level, excluded.plan_svg, excluded.min_x, excluded.min_y,
            excluded.max_x, excluded.max_y, excluded.tag_height_m, excluded.walls, excluded.doors)`,
    [
      site.key,
      building.key,
      floor.key,
      floor.name,
      floor.level,
      svg,
      floor.bounds.minX,
      floor.bounds.minY,
      floor.bounds.maxX,
      floor.bounds.maxY,
      floor.tagHeightM,
      JSON.stringify(walls),
      JSON.stringify(doors),
    ],
  );
  const { rows } = await client.query<{ id: number }>(
    `SELECT floor.id FROM floor JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
     WHERE site.key = $1 AND building.key = $2 AND floor.key = $3`,
    [site.key, building.key, floor.key],
  );
  return rows[0].id;
}

async function upsertZones(
  client: pg.ClientBase,
  floorId: number,
  { zones }: Floorplan,
  counts: ImportCounts,
): Promise<void> {
  await upsert(
    client,
    counts,
    `INSERT INTO zone (floor_id, key, name, kind, department, polygon)
     SELECT $1, * FROM json_to_recordset($2) AS zone (key text, name text, kind text, department text, polygon jsonb)
     ON CONFLICT (floor_id, key) DO UPDATE SET name = excluded.name, kind = excluded.kind,
       department = excluded.department, polygon = excluded.polygon, removed_at = NULL
     WHERE (zone.name, zone.kind, zone.department, zone.polygon, zone.removed_at)
       IS DISTINCT FROM (excluded.name, excluded.kind, excluded.department, excluded.polygon, NULL)`,
    [floorId, JSON.stringify(zones)],
  );
}

async function upsertReaders(
  client: pg.ClientBase,
  floorId: number,
  { readers }: Floorplan,
  counts: ImportCounts,
): Promise<void> {
  const rows = readers.map((reader) => {
    const radio = reader.radio ?? defaultRadio;
    const key = normaliseKey(reader.key);
    return {
      key,
      name: reader.name ?? reader.key,
      kind: reader.kind,
      x: reader.x,
      y: reader.y,
      z: reader.z,
      level: radio.levelAt1mDbm,
      exponent: radio.pathLossExponent,
      sigma: radio.sigmaDb,
      antennas: reader.antennas ?? [],
      range: reader.range ?? null,
    };
  });
  await upsert(
    client,
    counts,
    `INSERT INTO reader (floor_id, key, name, kind, x, y, z, level_at_1m_dbm, path_loss_exponent, sigma_db,
       antennas, range)
     SELECT $1, * FROM json_to_recordset($2) AS reader (key text, name text, kind text, x float8, y float8, z float8,
       level float8, exponent float8, sigma float8, antennas jsonb, range jsonb)
     ON CONFLICT (key) DO UPDATE SET floor_id = excluded.floor_id, name = excluded.name, kind = excluded.kind,
       x = excluded.x, y = excluded.y, z = excluded.z, level_at_1m_dbm = excluded.level_at_1m_dbm,
       path_loss_exponent = excluded.path_loss_exponent, sigma_db = excluded.sigma_db, antennas = excluded.antennas,
       range = excluded.range, removed_at = NULL
     WHERE (reader.floor_id, reader.name, reader.kind, reader.x, reader.y, reader.z, reader.level_at_1m_dbm,
            reader.path_loss_exponent, reader.sigma_db, reader.antennas, reader.range, reader.removed_at)
       IS DISTINCT FROM (excluded.floor_id, excluded.name, excluded.kind, excluded.x, excluded.y, excluded.z,
            excluded.level_at_1m_dbm, excluded.path_loss_exponent, excluded.sigma_db, excluded.antennas, excluded.range, NULL)`,
    [floorId, JSON.stringify(rows)],
  );
}

/*
 * Zones and readers are marked, not deleted: positions, visits and journalled readings of years name them by
 * id, and a key that comes back on a plan is the same zone or device as before.
 */
async function removeMissing(
  client: pg.ClientBase,
  table: 'zone' | 'reader',
  floorId: number,
  keys: string[],
  counts: ImportCounts,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE ${table} SET removed_at = now() WHERE floor_id = $1 AND removed_at IS NULL AND key <> ALL ($2::text[])`,
    [floorId, keys],
  );
  counts.removed += rowCount ?? 0;
}
