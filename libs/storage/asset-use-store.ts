import type pg from 'pg';
import { soundStatuses, type AssetStatus } from '#contracts/asset-status';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { type Act, rememberAct } from './last-act.js';
import type { Note } from './noted.js';
import { isReservedFrom, lockAsset, type UsedAsset, type User, writeSaid } from './used-asset.js';

/** Somebody, the asset they mean, and how what they do is recorded: with the asset as it was before. */
export interface Use {
  assetId: number;
  user: User;
  visibility: Visibility;
  note: Note<UsedAsset>;
}

/** What was done, and the asset as it was before. */
export interface Done {
  asset: UsedAsset;
  /** There was nothing to do, and nothing was recorded. */
  nothing?: true;
}

/** What became of it: what can be taken back (null: it cannot), or nothing at all. */
type Came = { act: Act | null } | { nothing: true };

/** Why something could not be done with an asset: it is reserved, lent or defective, or a person. */
export class AssetTaken extends Error {
  constructor(
    readonly why: 'reserved' | 'lent' | 'defective' | 'person',
    readonly asset: UsedAsset,
  ) {
    super(`The asset ${asset.number} is ${why}`);
  }
}

/**
 * What people do with equipment. Each answers the asset as it was before, or null when there is none in service with this
 * id or it is out of sight; each locks it, so that of two at the same time the second sees what the first has done.
 */
export class AssetUseStore {
  constructor(private readonly database: Database) {}

  /** @throws AssetTaken while it is lent, and for what is said of sound equipment only while it has an open defect */
  say(use: Use, status: AssetStatus, words: string | null): Promise<Done | null> {
    return this.#with(use, async (client, asset) => {
      if (asset.borrower !== null) throw new AssetTaken('lent', asset);
      if (asset.defective && soundStatuses.includes(status)) throw new AssetTaken('defective', asset);
      await writeSaid(client, asset.id, status, use.user.name, words);
      return { act: { kind: 'status', subjectId: null, saidStatus: true } };
    });
  }

  /** @throws AssetTaken when somebody else has reserved it */
  reserve(use: Use, until: Date, words: string | null): Promise<Done | null> {
    return this.#with(use, async (client, asset) => {
      if (isReservedFrom(asset, use.user)) throw new AssetTaken('reserved', asset);
      await endReservations(client, asset.id);
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO reservation (asset_id, user_id, reserved_by, note, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [asset.id, use.user.userId, use.user.name, words, until],
      );
      return { act: { kind: 'reserve', subjectId: rows[0].id, saidStatus: false } };
    });
  }

  /**
   * Ends a reservation; nothing is recorded when there is none.
   * @param anybodys whether also that of somebody else may be ended
   * @throws AssetTaken when somebody else has reserved it
   */
  giveUp(use: Use, anybodys: boolean): Promise<Done | null> {
    return this.#with(use, async (client, asset) => {
      if (asset.reservation === null) return { nothing: true };
      if (!anybodys && isReservedFrom(asset, use.user)) throw new AssetTaken('reserved', asset);
      const subjectId = await endReservations(client, asset.id);
      return { act: { kind: 'give-up', subjectId, saidStatus: false } };
    });
  }

  /** Lends it; again to the same borrower: the new end counts. @throws AssetTaken when it is another's */
  lend(use: Use, borrower: string, dueAt: Date | null): Promise<Done | null> {
    return this.#with(use, async (client, asset) => {
      if (isReservedFrom(asset, use.user)) throw new AssetTaken('reserved', asset);
      if (asset.borrower !== null && asset.borrower !== borrower) throw new AssetTaken('lent', asset);
      if (asset.borrower === borrower) {
        await client.query('UPDATE loan SET due_at = $2 WHERE asset_id = $1 AND returned_at IS NULL', [
          ...[asset.id, dueAt],
        ]);
        return { act: null };
      }
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO loan (asset_id, borrower, lent_by, due_at) VALUES ($1, $2, $3, $4) RETURNING id',
        [asset.id, borrower, use.user.name, dueAt],
      );
      await writeSaid(client, asset.id, 'lent', use.user.name, borrower);
      return { act: { kind: 'lend', subjectId: rows[0].id, saidStatus: true } };
    });
  }

  /** Takes it back: it is what is said of it now, or needs repair while a defect is open. Nothing is recorded when it is not lent. */
  takeBack(use: Use, now: AssetStatus): Promise<Done | null> {
    return this.#with(use, async (client, asset) => {
      if (asset.borrower === null) return { nothing: true };
      const { rows } = await client.query<{ id: number }>(
        'UPDATE loan SET returned_at = now() WHERE asset_id = $1 AND returned_at IS NULL RETURNING id',
        [asset.id],
      );
      await writeSaid(client, asset.id, asset.defective ? 'needs-repair' : now, use.user.name);
      return { act: { kind: 'take-back', subjectId: rows[0].id, saidStatus: true } };
    });
  }

  /** Notes a defect, whose number is answered as well: the asset needs repair. */
  reportDefect(use: Use, text: string): Promise<(Done & { id: number }) | null> {
    return this.#with(use, async (client, asset) => {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO defect (asset_id, text, reported_by) VALUES ($1, $2, $3) RETURNING id',
        [asset.id, text, use.user.name],
      );
      // What is lent or missing stays so; the defect waits for it.
      const saidStatus = asset.borrower === null && asset.status !== 'missing';
      if (saidStatus) await writeSaid(client, asset.id, 'needs-repair', use.user.name, text);
      return { id: rows[0].id, act: { kind: 'defect', subjectId: rows[0].id, saidStatus } };
    });
  }

  /** Notes that a defect is mended, if it has it open; with the last one the asset is available again. */
  mend(use: Use, defectId: number): Promise<(Done & { mended: boolean }) | null> {
    return this.#with(use, async (client, asset) => {
      const { rowCount } = await client.query(
        'UPDATE defect SET mended_at = now() WHERE id = $1 AND asset_id = $2 AND mended_at IS NULL',
        [defectId, asset.id],
      );
      if (rowCount === 0) return { mended: false, nothing: true };
      const { rowCount: open } = await client.query('SELECT FROM defect WHERE asset_id = $1 AND mended_at IS NULL', [
        asset.id,
      ]);
      const saidStatus = asset.status === 'needs-repair' && open === 0;
      if (saidStatus) await writeSaid(client, asset.id, 'available', use.user.name);
      return { mended: true, act: { kind: 'mend', subjectId: defectId, saidStatus } };
    });
  }

  /** Does something with a locked asset, and records and remembers it unless it came to nothing. */
  #with<T extends object = object>(
    { assetId, user, visibility, note }: Use,
    work: (client: pg.ClientBase, asset: UsedAsset) => Promise<T & Came>,
  ): Promise<(Done & T) | null> {
    return inTransaction(this.database.pool, async (client) => {
      const asset = await lockAsset(client, assetId, visibility);
      if (asset === null) return null;
      if (asset.person) throw new AssetTaken('person', asset);
      const came = await work(client, asset);
      if ('act' in came) {
        await rememberAct(client, asset.id, user, came.act);
        await note(client, asset);
      }
      return { asset, ...came };
    });
  }
}

/** @returns the newest of those that were ended */
async function endReservations(client: pg.ClientBase, assetId: number): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>(
    'UPDATE reservation SET ended_at = now() WHERE asset_id = $1 AND ended_at IS NULL RETURNING id',
    [assetId],
  );
  return rows.length === 0 ? null : Math.max(...rows.map(({ id }) => id));
}
