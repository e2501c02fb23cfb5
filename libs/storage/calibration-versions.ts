import type pg from 'pg';
import type {
  CalibrationSource,
  CalibrationState,
  CalibrationVersion,
  FloorCalibration,
  HeldOutScore,
} from '#contracts/calibration';
import { floorCalibrationSchema } from '#contracts/calibration';
import type { Database } from './database.js';
import { countDirectoryChange } from './directory-version.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';

/** A calibration that was just made, with what it was compared with. */
export interface NewCalibration {
  floorId: number;
  source: CalibrationSource;
  content: FloorCalibration;
  score: HeldOutScore;
  /** Null: the values of the plan. */
  comparedVersion: number | null;
  comparedScore: HeldOutScore;
  better: boolean;
  reason: string;
  by: string;
}

interface VersionRow {
  id: number;
  floorId: number;
  version: number;
  source: CalibrationSource;
  state: CalibrationState;
  reason: string;
  score: HeldOutScore | null;
  comparedVersion: number | null;
  comparedScore: HeldOutScore | null;
  createdAt: Date;
  createdBy: string;
  activatedAt: Date | null;
  activatedBy: string | null;
}

const columns = `id, floor_id AS "floorId", version, source, state, reason, score, compared_version AS "comparedVersion",
  compared_score AS "comparedScore", created_at AS "createdAt", created_by AS "createdBy", activated_at AS "activatedAt",
  activated_by AS "activatedBy"`;

/** Of a floor so many versions that are not in use are kept: refused ones, and all others. */
const refusedKept = 30;
const othersKept = 50;

/** Calibrations of floors by version. Every change of the active one counts as a change of the directory. */
export class CalibrationVersions {
  constructor(private readonly database: Database) {}

  /** The newest versions of a floor, newest first. */
  async ofFloor(floorId: number, limit: number): Promise<CalibrationVersion[]> {
    const { rows } = await this.database.pool.query<VersionRow>(
      `SELECT ${columns} FROM calibration WHERE floor_id = $1 ORDER BY version DESC LIMIT $2`,
      [floorId, limit],
    );
    return rows.map(viewOf);
  }

  /** The version in use on a floor with its content; null: the values of the plan are. */
  async active(floorId: number): Promise<{ version: CalibrationVersion; content: FloorCalibration } | null> {
    const { rows } = await this.database.pool.query<VersionRow & { content: FloorCalibration }>(
      `SELECT ${columns}, content FROM calibration WHERE floor_id = $1 AND state = 'active'`,
      [floorId],
    );
    return rows[0] ? { version: viewOf(rows[0]), content: rows[0].content } : null;
  }

  /**
   * Keeps a new calibration. It becomes active when it is better than the one it was compared with and that one is
   * still in use; when another took its place meanwhile it stays a candidate.
   */
  add(made: NewCalibration, note?: Note<CalibrationVersion>): Promise<CalibrationVersion> {
    const content = floorCalibrationSchema.parse(made.content);
    return inTransaction(this.database.pool, async (client) => {
      await lockFloor(client, made.floorId);
      const { rows: known } = await client.query<{ newest: number; active: number | null }>(
        `SELECT coalesce(max(version), 0) AS newest, max(version) FILTER (WHERE state = 'active') AS active
         FROM calibration WHERE floor_id = $1`,
        [made.floorId],
      );
      const overtaken = known[0].active !== made.comparedVersion;
      const { rows } = await client.query<VersionRow>(
        `INSERT INTO calibration (floor_id, version, source, state, reason, content, score, compared_version,
           compared_score, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${columns}`,
        [
          made.floorId,
          known[0].newest + 1,
          made.source,
          made.better ? 'candidate' : 'refused',
          made.better && overtaken
            ? `${made.reason} Another version became active meanwhile, so this one was not put in its place.`
            : made.reason,
          JSON.stringify(content),
          JSON.stringify(made.score),
          made.comparedVersion,
          JSON.stringify(made.comparedScore),
          made.by,
        ],
      );
      await forgetOldest(client, made.floorId);
      const version =
        !made.better || overtaken ? viewOf(rows[0]) : await activate(client, rows[0].id, made.floorId, made.by);
      await note?.(client, version);
      return version;
    });
  }

  /** Puts a version in use, whatever its state. @returns null when there is none with this id. */
  activate(id: number, by: string, note?: Note<CalibrationVersion>): Promise<CalibrationVersion | null> {
    return inTransaction(this.database.pool, async (client) => {
      const { rows } = await client.query<{ floorId: number }>(
        'SELECT floor_id AS "floorId" FROM calibration WHERE id = $1',
        [id],
      );
      if (rows.length === 0) return null;
      await lockFloor(client, rows[0].floorId);
      const version = await activate(client, id, rows[0].floorId, by);
      await note?.(client, version);
      return version;
    });
  }

  /**
   * Goes back to the version that was in use before the active one, or to the plan when there was none.
   * @returns what is in use now; undefined when nothing was in use that could be taken back
   */
  rollBack(
    floorId: number,
    by: string,
    note?: Note<CalibrationVersion | null>,
  ): Promise<CalibrationVersion | null | undefined> {
    return inTransaction(this.database.pool, async (client) => {
      await lockFloor(client, floorId);
      const { rows: left } = await client.query<{ activatedAt: Date }>(
        `UPDATE calibration SET state = 'retired' WHERE floor_id = $1 AND state = 'active'
         RETURNING activated_at AS "activatedAt"`,
        [floorId],
      );
      if (left.length === 0) return undefined;
      // It keeps the time of its first use, so that going back once more goes further back.
      const { rows: before } = await client.query<VersionRow>(
        `UPDATE calibration SET state = 'active', activated_by = $3 WHERE id =
           (SELECT id FROM calibration WHERE floor_id = $1 AND state = 'retired' AND activated_at < $2
            ORDER BY activated_at DESC LIMIT 1)
         RETURNING ${columns}`,
        [floorId, left[0].activatedAt, by],
      );
      await changeTook(client, floorId);
      const version = before[0] ? viewOf(before[0]) : null;
      await note?.(client, version);
      return version;
    });
  }
}

/** Changes of one floor's versions come one after another. */
async function lockFloor(client: pg.ClientBase, floorId: number): Promise<void> {
  await client.query('SELECT FROM floor WHERE id = $1 FOR NO KEY UPDATE', [floorId]);
}

async function activate(client: pg.ClientBase, id: number, floorId: number, by: string): Promise<CalibrationVersion> {
  await client.query(`UPDATE calibration SET state = 'retired' WHERE floor_id = $1 AND state = 'active' AND id <> $2`, [
    floorId,
    id,
  ]);
  const { rows } = await client.query<VersionRow>(
    `UPDATE calibration SET state = 'active', activated_at = now(), activated_by = $2 WHERE id = $1 RETURNING ${columns}`,
    [id, by],
  );
  await changeTook(client, floorId);
  return viewOf(rows[0]);
}

/** Another version is in use: the other processes learn it, and readers are held against it at the next round. */
async function changeTook(client: pg.ClientBase, floorId: number): Promise<void> {
  await client.query('UPDATE calibration_round SET watched_at = NULL WHERE floor_id = $1', [floorId]);
  await countDirectoryChange(client);
}

async function forgetOldest(client: pg.ClientBase, floorId: number): Promise<void> {
  await client.query(
    `DELETE FROM calibration WHERE id IN
       (SELECT id FROM
          (SELECT id, state, row_number() OVER (PARTITION BY state = 'refused' ORDER BY version DESC) AS place
           FROM calibration WHERE floor_id = $1 AND state <> 'active') AS unused
        WHERE place > CASE WHEN state = 'refused' THEN $2::int ELSE $3::int END)`,
    [floorId, refusedKept, othersKept],
  );
}

function viewOf({ createdAt, activatedAt, ...row }: VersionRow): CalibrationVersion {
  return { ...row, createdAt: createdAt.toISOString(), activatedAt: activatedAt?.toISOString() ?? null };
}
