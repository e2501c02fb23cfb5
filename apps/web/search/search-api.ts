import { z } from 'zod';
import { keptSearchListSchema, searchAnswerSchema, type KeptSearch, type SearchAnswer } from '#contracts/search';
import { getAged, getJson, remove, sendJson } from '../app/api.js';

/** How many answers to a question are asked for at a time. */
const answersAPage = 30;

/**
 * What the house has for a question, best first; or had, when there is no network.
 * @param after `next` of the page before
 * @throws ApiError
 */
export function askSearch(
  q: string,
  near: string | null,
  signal?: AbortSignal,
  after: string | null = null,
): Promise<{ answer: SearchAnswer; keptAtMs: number | null }> {
  const params = new URLSearchParams({ q, limit: String(answersAPage) });
  if (near) params.set('near', near);
  if (after !== null) params.set('after', after);
  return getAged(`/search?${params}`, searchAnswerSchema, signal);
}

/** One's own searches, pinned ones first. @throws ApiError */
export async function getKeptSearches(signal?: AbortSignal): Promise<KeptSearch[]> {
  return (await getJson('/searches', keptSearchListSchema, signal)).searches;
}

/** Remembers a search, pinned or not. @throws ApiError */
export async function keepSearch(search: KeptSearch): Promise<void> {
  await sendJson('PUT', '/searches', z.unknown(), search);
}

/** Forgets a search. @throws ApiError */
export function forgetSearch(q: string): Promise<void> {
  return remove('/searches', { q });
}
