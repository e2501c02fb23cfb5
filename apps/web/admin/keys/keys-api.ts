import { keyListSchema, newKeySchema, type CreateKey, type KeyView, type NewKey } from '#contracts/keys';
import { getJson, remove, sendJson } from '../../app/api.js';

export async function getKeys(signal?: AbortSignal): Promise<KeyView[]> {
  return (await getJson('/keys', keyListSchema, signal)).keys;
}

export function createKey(key: CreateKey): Promise<NewKey> {
  return sendJson('POST', '/keys', newKeySchema, key);
}

/** A new secret; the one before works for so many hours more. */
export function rotateKey(keyId: number, overlapHours: number): Promise<NewKey> {
  return sendJson('POST', `/keys/${keyId}/rotate`, newKeySchema, { overlapHours });
}

export function revokeKey(keyId: number): Promise<void> {
  return remove(`/keys/${keyId}`);
}
