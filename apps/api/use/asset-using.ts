import type { AuditAction } from '#contracts/audit';
import { undoWithinS } from '#contracts/asset-use';
import { seesEverything } from '#contracts/visibility';
import type { AssetHistoryStore, SeenHistory } from '#storage/asset-history-store';
import { AssetTaken, type Use } from '#storage/asset-use-store';
import type { AuditTrail } from '#storage/audit-trail';
import { CannotUndo, type Undone } from '#storage/last-act';
import type { Note } from '#storage/noted';
import type { UsedAsset, User } from '#storage/used-asset';
import type { LiveBus } from '#messaging/live-bus';
import type { Logger } from 'pino';
import { type Actor, userIdOf } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import type { Refusals } from '../audit/refusals.js';
import { ProblemException } from '../problems/problem-exception.js';

/** What every use of an asset has in common: who may see it, how it is recorded, and who hears of it. */
export class AssetUsing {
  constructor(
    private readonly history: Pick<AssetHistoryStore, 'historyOf'>,
    private readonly trail: AuditTrail,
    private readonly refusals: Pick<Refusals, 'add'>,
    private readonly bus: Pick<LiveBus, 'publish'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** What a store needs to do something for an actor, and to record it together with what the asset was. */
  use(assetId: number, actor: Actor, action: AuditAction, after: unknown): Use {
    return {
      ...{ assetId, user: personOf(actor), visibility: actor.visibility },
      note: (client, asset) =>
        this.trail.append(eventOf(actor, action, 'asset', asset.number, { before: before(asset), after }), client),
    };
  }

  /** How something that is taken back is recorded. */
  undoNote(actor: Actor): Note<Undone> {
    return (client, { asset, kind, status }) => {
      const told = { before: before(asset), after: { undone: kind, status } };
      return this.trail.append(eventOf(actor, 'asset.undo', 'asset', asset.number, told), client);
    };
  }

  /**
   * Awaits what a store does and lets those who watch hear of it.
   * @throws ProblemException 404 as if there were no such asset; 409 that says who has it
   */
  async done<T extends { asset: UsedAsset }>(doing: Promise<T | null>, assetId: number, actor: Actor): Promise<T> {
    let result: T | null;
    try {
      result = await doing;
    } catch (error) {
      if (error instanceof AssetTaken) throw takenProblem(error);
      if (error instanceof CannotUndo) throw new ProblemException(409, undoWords[error.why]);
      throw error;
    }
    if (result === null) throw await this.absent(assetId, actor);
    await this.announce(result.asset.tagId);
    return result;
  }

  /** Lets those who watch hear that what is told of an asset has changed; a lost message fails no request. */
  async announce(tagId: number | null): Promise<void> {
    if (tagId === null) return;
    await this.bus
      .publish('assets-changed', { tagIds: [tagId] })
      .catch((error: unknown) => this.log.warn({ err: error }, 'a change of an asset was not announced'));
  }

  /** The part of an asset's history that is shown. @throws ProblemException 404 */
  async seen(assetId: number, actor: Actor): Promise<SeenHistory> {
    const history = await this.history.historyOf(assetId, actor.visibility);
    if (history === null) throw await this.absent(assetId, actor);
    return history;
  }

  /** 404 for what does not exist and for what is hidden; an attempt at what is hidden is recorded. */
  async absent(assetId: number, actor: Actor): Promise<ProblemException> {
    const hidden = await this.history.historyOf(assetId, seesEverything);
    if (hidden !== null) this.refusals.add(outOfSightEvent(actor, 'asset', hidden.number));
    return new ProblemException(404, `There is no asset in service with the id ${assetId}.`);
  }
}

const undoWords: Record<CannotUndo['why'], string> = {
  'not-last': `There is nothing to take back: the last thing that was done with it was not yours, or is longer ago than ${undoWithinS / 60} minutes.`,
  changed: 'Its status has changed since: say what it is now.',
};

/** Who uses an asset, by the name that others read. */
export function personOf(actor: Actor): User {
  return { userId: userIdOf(actor), name: actor.name };
}

function before({ status, borrower, reservation }: UsedAsset): unknown {
  return { status, borrower, reservedBy: reservation?.by ?? null };
}

function takenProblem({ why, asset: { reservation, borrower, number } }: AssetTaken): ProblemException {
  if (why === 'person')
    return new ProblemException(409, `${number} is the tag of a person; only equipment is reserved, lent or mended.`);
  if (why === 'lent') return new ProblemException(409, `It is lent to ${borrower}: say first that it is back.`);
  if (why === 'defective')
    return new ProblemException(409, 'It has an open defect: say first that it is mended, or report it as missing.');
  return new ProblemException(
    409,
    `${reservation!.by} has reserved it until ${reservation!.until.toISOString().slice(0, 16)}Z.`,
  );
}
