import type { CreateKey, KeyView, NewKey } from '#contracts/keys';
import type { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { type KeyInfo, keyState, keyView } from '#storage/key-state';
import type { KeyStore } from '#storage/key-store';
import type { Actor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { ProblemException } from '../problems/problem-exception.js';
import { asked } from './asked-key.js';
import { keyWithin } from './within.js';

/** Making, changing and ending keys. An administrator of a part of the house sees and makes only keys within it. */
export class Keys {
  constructor(
    private readonly database: Database,
    private readonly store: KeyStore,
    private readonly trail: AuditTrail,
    private readonly now: () => number = Date.now,
  ) {}

  /** Newest first. */
  async list({ visibility }: Actor): Promise<KeyView[]> {
    const keys = await this.store.list();
    const nowMs = this.now();
    return keys
      .filter((key) => keyWithin(visibility, key))
      .reverse()
      .map((key) => keyView(key, nowMs));
  }

  /**
   * Makes a key.
   * @throws ProblemException 400 unknown readers or sites, or an end that is past; 403 beyond the own part of the house
   */
  async create(actor: Actor, wanted: CreateKey): Promise<NewKey> {
    const key = await asked(this.store, actor.visibility, wanted, this.now());
    const createdBy = actor.kind === 'person' ? `${actor.name} (${actor.email})` : actor.name;
    return inTransaction(this.database.pool, async (client) => {
      const { id, secret } = await this.store.add({ ...key, createdBy }, client);
      const view = keyView((await this.store.byId(id, client))!, this.now());
      await this.trail.append(eventOf(actor, 'key.create', 'key', subjectOf(view), { after: recorded(view) }), client);
      return { key: view, secret };
    });
  }

  /**
   * Gives a key a new secret; the former works for so many hours more.
   * @throws ProblemException 404 no such key, 409 it was revoked or has expired
   */
  async rotate(actor: Actor, id: number, overlapHours: number): Promise<NewKey> {
    return inTransaction(this.database.pool, async (client) => {
      const before = this.demand(actor, id, await this.store.byId(id, client));
      const state = keyState(before, this.now());
      if (state === 'revoked' || state === 'expired')
        throw new ProblemException(
          409,
          `The key ${id} ${state === 'revoked' ? 'was revoked' : 'has expired'} and opens nothing any more; make another one.`,
        );
      const secret = await this.store.rotate(id, overlapHours, client);
      const view = keyView((await this.store.byId(id, client))!, this.now());
      const change = {
        before: { start: before.start },
        after: { start: view.start, formerUntil: view.formerUntil },
      };
      await this.trail.append(eventOf(actor, 'key.rotate', 'key', subjectOf(view), change), client);
      return { key: view, secret };
    });
  }

  /**
   * Ends a key for good; again changes nothing.
   * @throws ProblemException 404 no such key
   */
  async revoke(actor: Actor, id: number): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const before = this.demand(actor, id, await this.store.byId(id, client));
      if (!(await this.store.revoke(id, client))) return;
      const change = { before: recorded(keyView(before, this.now())), after: null };
      await this.trail.append(eventOf(actor, 'key.revoke', 'key', subjectOf(before), change), client);
    });
  }

  private demand({ visibility }: Actor, id: number, key: KeyInfo | null): KeyInfo {
    if (key === null || !keyWithin(visibility, key))
      throw new ProblemException(404, `There is no key with the number ${id}.`);
    return key;
  }
}

function subjectOf({ id, name }: { id: number; name: string }): string {
  return `${id} ${name}`;
}

/** What the audit trail keeps of a key. */
function recorded({ kind, name, scopes, readerKeys, siteIds, departments, start, expiresAt }: KeyView) {
  return { kind, name, scopes, readerKeys, siteIds, departments, start, expiresAt };
}
