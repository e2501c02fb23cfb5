import { type KeyInfo, keyState } from '#storage/key-state';

/** A key on one line: what it opens, its use, and how it stands. */
export function lineOfKey(key: KeyInfo, nowMs: number): string {
  const { id, kind, name, start, scopes, readers, createdAt, expiresAt, formerUntil, lastUsedAt, revokedAt } = key;
  const opens = kind === 'gateway' ? `readers ${readers.map((reader) => reader.key).join(',')}` : scopes.join(',');
  const sites = key.siteIds ? ` of sites ${key.siteIds.join(',')}` : '';
  const departments = key.departments ? ` of departments ${key.departments.join(',')}` : '';
  const use = lastUsedAt ? `last used ${day(lastUsedAt)}` : 'never used';
  const state = {
    'in use': expiresAt ? `valid until ${day(expiresAt)}` : 'valid',
    'never used': expiresAt ? `valid until ${day(expiresAt)}` : 'valid',
    unused: 'valid, but nobody used it for 90 days: revoke it?',
    expired: `expired ${day(expiresAt)}`,
    revoked: `revoked ${day(revokedAt)}`,
  }[keyState(key, nowMs)];
  const former = formerUntil
    ? `\tits former secret works until ${day(formerUntil)}${key.formerLastUsedAt ? ' and is still used' : ''}`
    : '';
  return `${id}\t${name}\t${start}\t${opens}${sites}${departments}\tmade ${day(createdAt)}\t${use}\t${state}${former}`;
}

function day(date: Date | null): string {
  return date?.toISOString().slice(0, 10) ?? '';
}
