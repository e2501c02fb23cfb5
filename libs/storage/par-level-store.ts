import type pg from 'pg';
import type { ParLevel, ParLevelFields } from '#contracts/par-levels';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { siteSeen } from './visible.js';

/** Why a level cannot be written: what it names is not there, or not shown to who asks. */
export class ParLevelRefused extends Error {
  constructor(readonly why: 'level' | 'type' | 'zone' | 'department' | 'which-site') {
    super(`a PAR level cannot be written: ${why}`);
  }
}

/** A level as it was and as it is; null before the first and after the last. */
export interface ParLevelChange {
  before: ParLevel | null;
  after: ParLevel | null;
}

export interface ParLevelRules {
  visibility: Visibility;
  /** Called with the other levels of the same type and place before anything is written; throws when they do not agree. */
  demandFree: (others: readonly ParLevel[]) => void;
  note: Note<ParLevelChange>;
}

interface Place {
  zoneId: number | null;
  department: string | null;
  siteId: number;
}

/** Levels with their places; a zone that was taken off its plan keeps its levels, to be looked at and deleted. */
const selectLevels = `SELECT par_level.id, type.key AS "typeKey", type.name AS "typeName",
    json_build_object('zoneId', zone.id, 'department', coalesce(par_level.department, zone.department),
      'name', coalesce(zone.name, par_level.department), 'floorId', floor.id, 'floorName', floor.name,
      'siteId', site.id, 'siteName', site.name) AS place,
    par_level.days, from_minute AS "fromMinute", until_minute AS "untilMinute", target,
    critical_min AS "criticalMin", critical_max AS "criticalMax"
  FROM par_level JOIN asset_type type ON type.id = par_level.asset_type_id
  JOIN site ON site.id = par_level.site_id
  LEFT JOIN zone ON zone.id = par_level.zone_id LEFT JOIN floor ON floor.id = zone.floor_id
  WHERE ${siteSeen(1, 'par_level.site_id')} AND ${departmentSeen(2, 'coalesce(par_level.department, zone.department)')}`;

/** SQL that is true of places of no department, and of those of somebody's own; theirs, or null for all, are the parameter. */
function departmentSeen(parameter: number, department: string): string {
  return `($${parameter}::text[] IS NULL OR ${department} IS NULL OR ${department} = ANY ($${parameter}::text[]))`;
}

/** How many of a type should be where, and when in the week. A level is shown to those who are for its site and department. */
export class ParLevelStore {
  constructor(private readonly database: Database) {}

  /** The levels somebody sees, by type, place and time. */
  async list(visibility: Visibility): Promise<ParLevel[]> {
    const { rows } = await this.database.pool.query<ParLevel>(
      `${selectLevels} ORDER BY type.name, site.name, coalesce(zone.name, par_level.department), from_minute, par_level.id`,
      seen(visibility),
    );
    return rows;
  }

  /** @throws ParLevelRefused, or what the rules throw */
  add(fields: ParLevelFields, rules: ParLevelRules): Promise<ParLevel> {
    return inTransaction(this.database.pool, (client) => write(client, null, fields, rules));
  }

  /** @throws ParLevelRefused, or what the rules throw */
  change(id: number, fields: ParLevelFields, rules: ParLevelRules): Promise<ParLevel> {
    return inTransaction(this.database.pool, (client) => write(client, id, fields, rules));
  }

  /** @throws ParLevelRefused when there is none with this id that is shown to who asks */
  remove(id: number, { visibility, note }: Omit<ParLevelRules, 'demandFree'>): Promise<void> {
    return inTransaction(this.database.pool, async (client) => {
      const before = await levelOf(client, id, visibility);
      await client.query('DELETE FROM par_level WHERE id = $1', [id]);
      await note(client, { before, after: null });
    });
  }

  /** Whether there is such a level at all, for the records. */
  async exists(id: number): Promise<boolean> {
    return (await this.database.pool.query('SELECT FROM par_level WHERE id = $1', [id])).rows.length > 0;
  }
}

function seen({ siteIds, departments }: Visibility): unknown[] {
  return [siteIds, departments];
}

async function write(
  client: pg.ClientBase,
  id: number | null,
  fields: ParLevelFields,
  { visibility, demandFree, note }: ParLevelRules,
): Promise<ParLevel> {
  const before = id === null ? null : await levelOf(client, id, visibility);
  // Who writes levels of the same type waits here, so that two of them cannot overlap unseen.
  const types = await client.query<{ id: number }>('SELECT id FROM asset_type WHERE key = $1 FOR NO KEY UPDATE', [
    fields.typeKey,
  ]);
  if (types.rows.length === 0) throw new ParLevelRefused('type');
  const { zoneId, department, siteId } = await placeOf(client, fields, visibility);
  const others = await client.query<ParLevel>(
    `${selectLevels} AND type.key = $3 AND par_level.zone_id IS NOT DISTINCT FROM $4
       AND par_level.department IS NOT DISTINCT FROM $5 AND par_level.site_id = $6 AND par_level.id IS DISTINCT FROM $7
     ORDER BY par_level.id`,
    [...seen(visibility), fields.typeKey, zoneId, department, siteId, id],
  );
  demandFree(others.rows);
  const { days, fromMinute, untilMinute, target, criticalMin, criticalMax } = fields;
  const values = [
    ...[types.rows[0].id, zoneId, department, siteId, [...new Set(days)].sort()],
    ...[fromMinute, untilMinute, target, criticalMin, criticalMax],
  ];
  const { rows } = await client.query<{ id: number }>(
    id === null
      ? `INSERT INTO par_level (asset_type_id, zone_id, department, site_id, days, from_minute, until_minute, target,
           critical_min, critical_max) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`
      : `UPDATE par_level SET asset_type_id = $1, zone_id = $2, department = $3, site_id = $4, days = $5, from_minute = $6,
           until_minute = $7, target = $8, critical_min = $9, critical_max = $10 WHERE id = $11 RETURNING id`,
    id === null ? values : [...values, id],
  );
  const after = await levelOf(client, rows[0].id, visibility);
  await note(client, { before, after });
  return after;
}

async function levelOf(client: pg.ClientBase, id: number, visibility: Visibility): Promise<ParLevel> {
  const { rows } = await client.query<ParLevel>(`${selectLevels} AND par_level.id = $3 FOR UPDATE OF par_level`, [
    ...seen(visibility),
    id,
  ]);
  if (rows.length === 0) throw new ParLevelRefused('level');
  return rows[0];
}

/** The place that fields name, when it is shown to who asks. */
async function placeOf(
  client: pg.ClientBase,
  { zoneId, department, siteId }: ParLevelFields,
  visibility: Visibility,
): Promise<Place> {
  const { rows } = await client.query<{ siteId: number }>(
    `SELECT DISTINCT building.site_id AS "siteId" FROM zone JOIN floor ON floor.id = zone.floor_id
     JOIN building ON building.id = floor.building_id
     WHERE zone.removed_at IS NULL AND ($3::int IS NULL OR zone.id = $3) AND ($4::text IS NULL OR zone.department = $4)
       AND ($5::int IS NULL OR building.site_id = $5)
       AND ${siteSeen(1, 'building.site_id')} AND ${departmentSeen(2, 'zone.department')}`,
    [...seen(visibility), zoneId, department, zoneId === null ? siteId : null],
  );
  if (rows.length === 0) throw new ParLevelRefused(zoneId === null ? 'department' : 'zone');
  if (rows.length > 1) throw new ParLevelRefused('which-site');
  return { zoneId, department, siteId: rows[0].siteId };
}
