import { retentionKinds, type Retention, type RetentionKind } from '#contracts/privacy';
import { wholeNumber } from './persons-draft.js';

/** Days as they were typed. */
export type RetentionDraft = Record<RetentionKind, string>;

export const kinds = Object.keys(retentionKinds) as RetentionKind[];

export function retentionDraft(days: Retention): RetentionDraft {
  return Object.fromEntries(kinds.map((kind) => [kind, String(days[kind])])) as RetentionDraft;
}

/** Whether what was typed can be chosen for a kind. */
export function fits(kind: RetentionKind, typed: string): boolean {
  const days = wholeNumber(typed);
  return days >= retentionKinds[kind].least && days <= retentionKinds[kind].most;
}

/** The days of a form that fits. */
export function retentionOf(draft: RetentionDraft): Retention {
  return Object.fromEntries(kinds.map((kind) => [kind, wholeNumber(draft[kind])])) as Retention;
}

/** Kinds that would be kept for a shorter time than now: something is going to be removed. */
export function shortened(now: Retention, wanted: Retention): RetentionKind[] {
  return kinds.filter((kind) => wanted[kind] < now[kind]);
}
