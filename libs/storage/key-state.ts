import type { KeyKind, KeyView } from '#contracts/keys';
import type { KeyScope } from '#contracts/permissions';

/** What is known of a key; the key itself is known only to its owner. */
export interface KeyInfo {
  id: number;
  kind: KeyKind;
  name: string;
  scopes: KeyScope[];
  /** Readers of a gateway's key. */
  readers: { key: string; siteId: number }[];
  siteIds: number[] | null;
  departments: string[] | null;
  start: string;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date | null;
  /** The secret before a rotation works until then; null when none does. */
  formerUntil: Date | null;
  formerLastUsedAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** A key nobody used for so long is pointed out: a door somebody forgot. */
export const unusedAfterDays = 90;

/** How a key stands at a time (milliseconds since 1970). */
export function keyState(
  key: Pick<KeyInfo, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'revokedAt'>,
  nowMs: number,
): KeyView['state'] {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt.getTime() <= nowMs) return 'expired';
  const idleMs = nowMs - (key.lastUsedAt ?? key.createdAt).getTime();
  if (idleMs > unusedAfterDays * 86_400_000) return 'unused';
  return key.lastUsedAt === null ? 'never used' : 'in use';
}

/** A key as people see it. */
export function keyView(key: KeyInfo, nowMs: number): KeyView {
  const { readers, ...rest } = key;
  const { createdAt, expiresAt, formerUntil, formerLastUsedAt, lastUsedAt, revokedAt } = key;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    ...rest,
    readerKeys: readers.map((reader) => reader.key),
    createdAt: createdAt.toISOString(),
    expiresAt: iso(expiresAt),
    formerUntil: iso(formerUntil),
    formerLastUsedAt: iso(formerLastUsedAt),
    lastUsedAt: iso(lastUsedAt),
    revokedAt: iso(revokedAt),
    state: keyState(key, nowMs),
  };
}
