import { createHash } from 'node:crypto';
import { cursorOf, readCursor } from '#storage/keyset-cursor';

/** Where a page ended: how many were told until there, and the last of them. */
export interface PageEnd {
  told: number;
  lastId: number;
}

/** Things move between two pages: so far from its old place the last one is looked for. */
export const nearbyRanks = 20;

/** The order a cursor belongs to: another question has another one. */
const orderOf = (q: string, near: string | undefined) =>
  createHash('sha256')
    .update(JSON.stringify([q, near ?? null]))
    .digest('base64url')
    .slice(0, 16);

/** The end of a page as a text that goes through addresses. */
export function nextPage(q: string, near: string | undefined, { told, lastId }: PageEnd): string {
  return cursorOf(orderOf(q, near), String(told), lastId);
}

/** @throws BadCursor for what `nextPage` has not made for this question */
export function readPage(cursor: string, q: string, near: string | undefined): PageEnd {
  const { value, id } = readCursor(cursor, orderOf(q, near));
  const told = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  return { told, lastId: id };
}

/**
 * Where the next page begins in what is ranked now: behind the last one that was told, when it is still about where it
 * was; or else behind as many as were told.
 * @param ids in their order, at least `nearbyRanks` beyond `told` as far as there are so many
 */
export function beginOf(ids: readonly number[], { told, lastId }: PageEnd): number {
  const from = Math.max(0, told - 1 - nearbyRanks);
  const at = ids.slice(from, told + nearbyRanks).indexOf(lastId);
  return at < 0 ? told : from + at + 1;
}
