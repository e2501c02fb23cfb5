import type pg from 'pg';
import type { AssetStatus } from '#contracts/asset-status';
import type { Visibility } from '#contracts/visibility';
import { assetSeen, seenValues } from './visible.js';
import { hasOpenDefect, type StatusWrite, statusBeforeMissing, writeStatuses } from './write-statuses.js';

/** An asset in service that somebody does something with. */
export interface UsedAsset {
  id: number;
  number: string;
  tagId: number | null;
  person: boolean;
  status: AssetStatus;
  /** What it was before somebody missed it. */
  beforeMissing: AssetStatus | null;
  /** Somebody reported a defect that nobody has mended. */
  defective: boolean;
  /** To whom it is lent. */
  borrower: string | null;
  /** Who has reserved it now. */
  reservation: { by: string; userId: number | null; until: Date } | null;
}

/** Somebody who does something with equipment; `userId` is null for a key. */
export interface User {
  userId: number | null;
  name: string;
}

/** The asset, locked until the transaction ends; null when it is not in service or out of sight. */
export async function lockAsset(
  client: pg.ClientBase,
  assetId: number,
  visibility: Visibility,
): Promise<UsedAsset | null> {
  const { rowCount } = await client.query(
    `SELECT FROM asset WHERE id = $4 AND retired_at IS NULL AND ${assetSeen(1)} FOR UPDATE OF asset`,
    [...seenValues(visibility), assetId],
  );
  if (rowCount === 0) return null;
  // A statement of its own: it sees what whoever held the lock before has committed.
  const { rows } = await client.query<UsedAsset & { by: string | null; userId: number | null; until: Date }>(
    `SELECT asset.id, asset.number, asset.tag_id AS "tagId", asset.person, asset.status,
       ${statusBeforeMissing} AS "beforeMissing", ${hasOpenDefect} AS defective,
       (SELECT borrower FROM loan WHERE loan.asset_id = asset.id AND returned_at IS NULL) AS borrower,
       held.reserved_by AS by, held.user_id AS "userId", held.expires_at AS until
     FROM asset LEFT JOIN LATERAL (SELECT reserved_by, user_id, expires_at FROM reservation
       WHERE asset_id = asset.id AND ended_at IS NULL AND expires_at > now() ORDER BY id DESC LIMIT 1) held ON true
     WHERE asset.id = $1`,
    [assetId],
  );
  const { by, userId, until, ...asset } = rows[0];
  return { ...asset, reservation: by === null ? null : { by, userId, until } };
}

/** Whether a reservation keeps an asset from somebody. */
export function isReservedFrom({ reservation }: UsedAsset, user: User): boolean {
  return reservation !== null && !isUser(user, { userId: reservation.userId, name: reservation.by });
}

/** Whether both are the same; keys are told from each other by their names. */
export function isUser(one: User, other: User): boolean {
  return one.userId === other.userId && (one.userId !== null || one.name === other.name);
}

/** Writes what a person says of an asset, from now on. */
export function writeSaid(
  client: pg.ClientBase,
  assetId: number,
  value: AssetStatus,
  by: string,
  note: string | null = null,
): Promise<void> {
  // The clock of this process: the order of what is said is the order of the locks.
  const said: StatusWrite = { assetId, value, since: new Date(), source: 'person', by, note, zoneId: null };
  return writeStatuses(client, [said]);
}
