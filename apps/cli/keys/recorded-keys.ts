import type { KeyScope } from '#contracts/permissions';
import { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { keyState } from '#storage/key-state';
import { KeyStore } from '#storage/key-store';
import { commandEvent, commandLineName } from '../database/command-line.js';

/** A key somebody wants from the command line; it is for the whole house. */
export type WantedKey = { name: string; expiresAt: Date | null } & (
  { kind: 'gateway'; readers: readonly string[] } | { kind: 'integration'; scopes: readonly KeyScope[] }
);

/**
 * Makes a key and records that.
 * @returns the secret
 * @throws Error when a reader is not known
 */
export async function createKey(database: Database, wanted: WantedKey): Promise<string> {
  const store = new KeyStore(database);
  const readerIds = wanted.kind === 'gateway' ? await idsOf(store, wanted.readers) : [];
  const scopes = wanted.kind === 'gateway' ? (['ingest'] as const) : wanted.scopes;
  const { kind, name, expiresAt } = wanted;
  const house = { siteIds: null, departments: null };
  const key = { kind, name, scopes, readerIds, ...house, expiresAt, createdBy: commandLineName() };
  return inTransaction(database.pool, async (client) => {
    const { id, secret } = await store.add(key, client);
    const { start } = (await store.byId(id, client))!;
    const readerKeys = wanted.kind === 'gateway' ? wanted.readers : [];
    const after = { kind, name, scopes, readerKeys, ...house, start, expiresAt };
    await new AuditTrail(database).append(commandEvent('key.create', 'key', `${id} ${name}`, { after }), client);
    return secret;
  });
}

/**
 * Gives a key a new secret and records that; the former works for so many hours more.
 * @returns the new secret
 * @throws Error when there is no such key, or it opens nothing any more
 */
export async function rotateKey(database: Database, id: number, overlapHours: number): Promise<string> {
  const store = new KeyStore(database);
  return inTransaction(database.pool, async (client) => {
    const before = await store.byId(id, client);
    if (before === null || ['revoked', 'expired'].includes(keyState(before, Date.now()))) throw noValidKey(id);
    const secret = await store.rotate(id, overlapHours, client);
    const after = (await store.byId(id, client))!;
    const change = {
      before: { start: before.start },
      after: { start: after.start, formerUntil: after.formerUntil },
    };
    await new AuditTrail(database).append(commandEvent('key.rotate', 'key', `${id} ${before.name}`, change), client);
    return secret;
  });
}

/**
 * Ends a key for good and records that.
 * @throws Error when there is no such key, or it was revoked before
 */
export async function revokeKey(database: Database, id: number): Promise<void> {
  const store = new KeyStore(database);
  await inTransaction(database.pool, async (client) => {
    const key = await store.byId(id, client);
    if (key === null || !(await store.revoke(id, client))) throw noValidKey(id);
    const { kind, name, scopes, start } = key;
    const change = { before: { kind, name, scopes, start }, after: null };
    await new AuditTrail(database).append(commandEvent('key.revoke', 'key', `${id} ${name}`, change), client);
  });
}

async function idsOf(store: KeyStore, keys: readonly string[]): Promise<number[]> {
  const named = await store.readersNamed(keys);
  const missing = keys.find((key) => !named.has(key));
  if (missing !== undefined) throw new Error(`There is no reader "${missing}" on a floor plan; import the plan first.`);
  return [...new Set(keys.map((key) => named.get(key)!.id))];
}

function noValidKey(id: number): Error {
  return new Error(`There is no valid key ${id}; \`wardmap key list\` shows the keys.`);
}
