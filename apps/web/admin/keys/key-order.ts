import type { KeyView } from '#contracts/keys';

const day = 86_400_000;
/** A key that ends sooner than this is called out. */
const soonDays = 14;

export type KeyFlag = 'formerInUse' | 'formerWorks' | 'expiresSoon' | 'unused';

/** Whether a key opens anything now. */
export function isCurrent({ state }: KeyView): boolean {
  return state !== 'expired' && state !== 'revoked';
}

/** What somebody should look after at a key, the most urgent first. */
export function keyFlags(key: KeyView, nowMs: number): KeyFlag[] {
  if (!isCurrent(key)) return [];
  const flags: KeyFlag[] = [];
  const former = key.formerUntil !== null && Date.parse(key.formerUntil) > nowMs;
  if (former && key.formerLastUsedAt !== null) flags.push('formerInUse');
  if (key.expiresAt !== null && Date.parse(key.expiresAt) - nowMs < soonDays * day) flags.push('expiresSoon');
  if (key.state === 'unused') flags.push('unused');
  if (former && key.formerLastUsedAt === null) flags.push('formerWorks');
  return flags;
}

/** Keys to look after first, then those in use by name, then expired and revoked ones, the newest first. */
export function inOrder(keys: readonly KeyView[], nowMs: number): KeyView[] {
  const rank = (key: KeyView) => {
    if (!isCurrent(key)) return 2;
    return keyFlags(key, nowMs).some((flag) => flag !== 'formerWorks') ? 0 : 1;
  };
  return [...keys].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (isCurrent(a) ? a.name.localeCompare(b.name) : b.createdAt.localeCompare(a.createdAt)) ||
      b.id - a.id,
  );
}
