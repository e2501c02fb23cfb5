import type pg from 'pg';
import type { AssetStatus } from '#contracts/asset-status';
import { soundStatuses } from '#contracts/asset-status';
import { undoWithinS } from '#contracts/asset-use';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { isUser, lockAsset, type UsedAsset, type User, writeSaid } from './used-asset.js';
import { hasOpenDefect } from './write-statuses.js';

/** What people do with an asset, by what it leaves behind. */
export type ActKind =
  'status' | 'reserve' | 'give-up' | 'lend' | 'take-back' | 'defect' | 'mend' | 'found' | 'not-here';

/** Something that a person did with an asset and can take back. */
export interface Act {
  kind: ActKind;
  /** The reservation, loan, defect or report that it is about. */
  subjectId: number | null;
  /** It wrote the newest status of the asset. */
  saidStatus: boolean;
}

/** Remembers what a person did with a locked asset; of each asset only the last act, and none when it is null. */
export async function rememberAct(
  client: pg.ClientBase,
  assetId: number,
  { userId, name }: User,
  act: Act | null,
): Promise<void> {
  await client.query('DELETE FROM last_act WHERE asset_id = $1', [assetId]);
  if (act === null) return;
  await client.query(
    `INSERT INTO last_act (asset_id, user_id, done_by, kind, subject_id, change_id)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN (SELECT max(id) FROM status_change WHERE asset_id = $1) END)`,
    [assetId, userId, name, act.kind, act.subjectId, act.saidStatus],
  );
}

/** Why something cannot be taken back: it was not the last thing, not theirs, or long ago; or the status has changed since. */
export class CannotUndo extends Error {
  constructor(readonly why: 'not-last' | 'changed') {
    super(`The last act cannot be taken back: ${why}`);
  }
}

/** What was taken back, with the asset as it was before that, and its status now. */
export interface Undone {
  asset: UsedAsset;
  kind: ActKind;
  status: AssetStatus;
}

interface LastAct {
  userId: number | null;
  doneBy: string;
  kind: ActKind;
  subjectId: string | null;
  changeId: string | null;
  labelId: number | null;
  fresh: boolean;
  newestChangeId: string | null;
}

/** Takes back what people did last with equipment. */
export class LastActStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes back the last act of a person with an asset: its status, and what else the act changed, become again what they were.
   * The history keeps both and says so.
   * @returns null when there is no such asset in service, or it is out of sight
   * @throws CannotUndo
   */
  undo(
    { assetId, user, visibility }: { assetId: number; user: User; visibility: Visibility },
    note: Note<Undone>,
  ): Promise<Undone | null> {
    return inTransaction(this.database.pool, async (client) => {
      const asset = await lockAsset(client, assetId, visibility);
      if (asset === null) return null;
      const act = await lastAct(client, assetId);
      if (!act?.fresh || !isUser(user, { userId: act.userId, name: act.doneBy })) throw new CannotUndo('not-last');
      if (act.changeId !== null && act.changeId !== act.newestChangeId) throw new CannotUndo('changed');
      await undoSubject(client, assetId, act);
      if (act.changeId !== null) await restoreStatus(client, assetId, act.changeId, user.name);
      const status = await soundOnly(client, assetId, user.name);
      await rememberAct(client, assetId, user, null);
      const undone = { asset, kind: act.kind, status };
      await note(client, undone);
      return undone;
    });
  }

  /** Notes what the calibration learnt from a report, so that both are taken back together. */
  async rememberLabel(reportId: number, labelId: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE last_act SET label_id = $2 WHERE kind = 'found' AND subject_id = $1::bigint`,
      [reportId, labelId],
    );
  }
}

async function lastAct(client: pg.ClientBase, assetId: number): Promise<LastAct | null> {
  const { rows } = await client.query<LastAct>(
    `SELECT user_id AS "userId", done_by AS "doneBy", kind, subject_id AS "subjectId", change_id AS "changeId",
       label_id AS "labelId", at > now() - make_interval(secs => $2) AS fresh,
       (SELECT max(id) FROM status_change WHERE asset_id = $1) AS "newestChangeId"
     FROM last_act WHERE asset_id = $1`,
    [assetId, undoWithinS],
  );
  return rows[0] ?? null;
}

/** Undoes what an act did beside the status. */
async function undoSubject(client: pg.ClientBase, assetId: number, act: LastAct): Promise<void> {
  const { subjectId, labelId } = act;
  switch (act.kind) {
    case 'status':
      return;
    case 'reserve':
      // One that was ended by this one began to be so at its begin.
      await client.query(
        `UPDATE reservation SET ended_at = NULL WHERE asset_id = $1 AND expires_at > now()
           AND ended_at = (SELECT reserved_at FROM reservation WHERE id = $2)`,
        [assetId, subjectId],
      );
      await client.query('UPDATE reservation SET ended_at = now() WHERE id = $1', [subjectId]);
      return;
    case 'give-up':
      await client.query('UPDATE reservation SET ended_at = NULL WHERE id = $1 AND expires_at > now()', [subjectId]);
      return;
    case 'lend':
      await client.query('DELETE FROM loan WHERE id = $1', [subjectId]);
      return;
    case 'take-back':
      await client.query('UPDATE loan SET returned_at = NULL WHERE id = $1', [subjectId]);
      return;
    case 'defect':
      await client.query('DELETE FROM defect WHERE id = $1', [subjectId]);
      return;
    case 'mend':
      await client.query('UPDATE defect SET mended_at = NULL WHERE id = $1', [subjectId]);
      return;
    case 'found':
    case 'not-here':
      await client.query('DELETE FROM find_report WHERE id = $1', [subjectId]);
      await client.query('DELETE FROM room_label WHERE id = $1', [labelId]);
  }
}

/** Says again what the status was before a change: its value, since when, by whom and why. */
async function restoreStatus(client: pg.ClientBase, assetId: number, changeId: string, by: string): Promise<void> {
  await client.query(
    `WITH again AS (
       INSERT INTO status_change (asset_id, status, since, source, changed_by, note, zone_id, undoes, undone_by, undone_at)
       SELECT asset_id, status, since, source, changed_by, note, zone_id, $2::bigint, $3, now() FROM status_change
       WHERE asset_id = $1 AND id < $2::bigint ORDER BY id DESC LIMIT 1
       RETURNING asset_id, status, since, source, changed_by, note)
     UPDATE asset SET status = again.status, status_since = again.since, status_source = again.source,
       status_by = again.changed_by, status_note = again.note
     FROM again WHERE asset.id = again.asset_id`,
    [assetId, changeId, by],
  );
}

/** Nothing with an open defect is ready, also not by taking something back. @returns the status that it has now */
async function soundOnly(client: pg.ClientBase, assetId: number, by: string): Promise<AssetStatus> {
  const { rows } = await client.query<{ status: AssetStatus; defective: boolean }>(
    `SELECT status, ${hasOpenDefect} AS defective FROM asset WHERE id = $1`,
    [assetId],
  );
  const [{ status, defective }] = rows;
  if (!defective || !soundStatuses.includes(status)) return status;
  await writeSaid(client, assetId, 'needs-repair', by);
  return 'needs-repair';
}
