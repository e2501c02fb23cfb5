import type { AssetDetail, ChangeAsset, CreateAsset } from '#contracts/assets';
import type { AssetStore } from '#storage/asset-store';
import { type AssetRegister, type Pairings, WrongAsset } from '#storage/asset-register';
import type { AuditTrail } from '#storage/audit-trail';
import { type Actor, userIdOf } from '../access/actor.js';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import type { Refusals } from '../audit/refusals.js';
import type { DirectoryChanges } from '../directory/directory-changes.js';
import { ProblemException } from '../problems/problem-exception.js';
import { changeRules, pairingAction } from './change-rules.js';

/** 404 in the same words for an asset that does not exist, is out of service, or is out of sight. */
export function absentAsset(id: number): ProblemException {
  return new ProblemException(404, `There is no asset in service with the id ${id}.`);
}

/** Single assets of the register: taken in, changed, and paired with tags. */
export class Registering {
  constructor(
    private readonly register: AssetRegister,
    private readonly assets: Pick<AssetStore, 'detail'>,
    private readonly trail: AuditTrail,
    private readonly refusals: Pick<Refusals, 'add'>,
    private readonly changes: DirectoryChanges,
  ) {}

  /** @throws ProblemException 404 */
  async detail(id: number, actor: Actor): Promise<AssetDetail> {
    const asset = await this.assets.detail(id, actor.visibility, userIdOf(actor));
    if (asset === null) throw absentAsset(id);
    return asset;
  }

  /** @throws ProblemException 400 for what is wrong, 409 for what is taken, 403 for what would be out of their own sight */
  async create(asset: CreateAsset, actor: Actor): Promise<AssetDetail> {
    const rules = changeRules(actor, this.trail, () => 'asset.change');
    const id = await this.#refused(actor, () => this.register.create(asset, rules));
    await this.changes.announce();
    return this.detail(id, actor);
  }

  /** @throws ProblemException 404, and as `create` */
  change(id: number, change: ChangeAsset, actor: Actor): Promise<AssetDetail> {
    return this.#changed(id, actor, () =>
      this.register.change(
        id,
        change,
        changeRules(actor, this.trail, () => 'asset.change'),
      ),
    );
  }

  /** @throws ProblemException 404, and 409 when another asset carries the tag */
  pair(id: number, tagKey: string, move: boolean, actor: Actor): Promise<AssetDetail> {
    return this.#changed(id, actor, () =>
      this.register.pair(id, tagKey, move, changeRules(actor, this.trail, pairingAction)),
    );
  }

  /** @throws ProblemException 404 */
  unpair(id: number, actor: Actor): Promise<AssetDetail> {
    return this.#changed(id, actor, () => this.register.unpair(id, changeRules(actor, this.trail, pairingAction)));
  }

  /** @throws ProblemException 404 */
  async pairings(id: number, { visibility }: Actor): Promise<Pairings> {
    const pairings = await this.register.pairings(id, visibility);
    if (pairings === null) throw absentAsset(id);
    return pairings;
  }

  async #changed(id: number, actor: Actor, change: () => Promise<boolean>): Promise<AssetDetail> {
    if (!(await this.#refused(actor, change))) throw absentAsset(id);
    await this.changes.announce();
    return this.detail(id, actor);
  }

  async #refused<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WrongAsset)) throw error;
      for (const { field, hidden, reason } of error.troubles)
        if (hidden) this.refusals.add(outOfSightEvent(actor, 'asset', { field, reason }));
      throw problemOf(error);
    }
  }
}

/** The first reason as a sentence, and all of them by their place in the body. */
function problemOf({ troubles }: WrongAsset): ProblemException {
  const [{ reason, status }] = troubles.toSorted((a, b) => b.status - a.status);
  const errors = troubles.map(({ field, reason: detail }) => ({ pointer: `/${field.replace('.', '/')}`, detail }));
  return new ProblemException(status, `${reason[0].toUpperCase()}${reason.slice(1)}.`, { errors });
}
