import { createKeySchema, type CreateKey, type KeyKind } from '#contracts/keys';
import type { KeyScope } from '#contracts/permissions';
import { keysTexts } from '../../texts/admin-texts.js';
import type { Problems } from '../../forms/field-problems.js';
import { problemsIn } from '../form-problems.js';
import { endOfDay } from '../time-words.js';

/** How long a key works: until it is revoked, so many days, or until a day of one's own. */
export type Expiry = 'never' | '30' | '90' | '365' | 'own';

/** What the form of a key holds. */
export interface KeyDraft {
  kind: KeyKind;
  name: string;
  readerKeys: readonly string[];
  scopes: readonly KeyScope[];
  siteIds: readonly number[] | null;
  departments: readonly string[] | null;
  expiry: Expiry;
  /** Of the choice "own": "2027-01-31". */
  lastDay: string;
}

export const keyFields = ['kind', 'name', 'readerKeys', 'scopes', 'siteIds', 'departments', 'expiresAt'] as const;
export type KeyProblems = Problems<(typeof keyFields)[number]>;

/** When a key of this form ends, as ISO time: null for never, undefined for a day that cannot be. */
export function expiryOf({ expiry, lastDay }: KeyDraft, nowMs: number): string | null | undefined {
  if (expiry === 'never') return null;
  if (expiry !== 'own') return new Date(nowMs + Number(expiry) * 86_400_000).toISOString();
  const end = endOfDay(lastDay);
  return end !== null && Date.parse(end) > nowMs ? end : undefined;
}

/** The request of a form, or what is wrong with it. */
export function newKeyOf(draft: KeyDraft, nowMs: number): { key: CreateKey } | { problems: KeyProblems } {
  const { kind, name, readerKeys, scopes, siteIds, departments } = draft;
  const expiresAt = expiryOf(draft, nowMs);
  const limits = { scopes, siteIds, departments };
  const checked = createKeySchema.safeParse({
    kind,
    name,
    expiresAt,
    ...(kind === 'gateway' ? { readerKeys } : limits),
  });
  if (checked.success) return { key: checked.data };
  return { problems: problemsIn(checked.error, keyFields, keysTexts.wrong) };
}
