import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { findReportedSchema } from '#contracts/asset-use';
import { waySchema, type Way } from '#contracts/search';
import { ApiError, getJson, send, sendJson } from '../app/api.js';
import { goalWords, type Goal } from './steady-goal.js';

/** A way, and whether it leads to where the goal was before. */
export interface AskedWay {
  way: Way | null;
  outdated: boolean;
}

/**
 * What is shown of ways: the one that was asked for, or meanwhile the last one from the same place, as outdated. One that the
 * server refuses to find is no way any more; one that cannot be asked for without a network is the best there is.
 */
export function wayToShow(asked: Way | null, last: Way | null, refused: boolean): AskedWay {
  if (asked) return { way: asked, outdated: false };
  return { way: refused ? null : last, outdated: !refused && last !== null };
}

/**
 * The way between two places, as the server finds it; the last one stays, as outdated, while another one is asked for.
 * @param wheels never over stairs
 */
export function useWay(from: string | null, goal: Goal | null, wheels: boolean) {
  const to = goal && goalWords(goal);
  const query = useQuery({
    queryKey: ['way', from, to, wheels],
    queryFn: ({ signal }) =>
      getJson(`/ways?${new URLSearchParams({ from: from!, to: to!, wheels: String(wheels) })}`, waySchema, signal),
    enabled: from !== null && to !== null,
    staleTime: 300_000,
    retry: 1,
  });
  const last = useRef<{ from: string | null; way: Way } | null>(null);
  if (query.data) last.current = { from, way: query.data };
  const before = last.current?.from === from ? last.current.way : null;
  const refused = query.error !== null && !isUnanswered(query.error);
  return {
    ...wayToShow(query.data ?? null, before, refused),
    error: query.error,
    waiting: query.isFetching,
    retry: () => void query.refetch(),
  };
}

/** No answer came: nobody knows what it would have been. */
export function isUnanswered(error: Error): boolean {
  return error instanceof ApiError && error.status === 0;
}

/**
 * Tells in which zone an asset is; null: where it was told to be. `searchMs` since the search began, null without one.
 * @throws ApiError
 */
export async function reportFound(assetId: number, searchMs: number | null, zoneId: number | null): Promise<void> {
  await sendJson('POST', `/assets/${assetId}/found`, findReportedSchema, { searchMs, zoneId });
}

/** Takes back what one said last of an asset. @throws ApiError */
export function undoReport(assetId: number): Promise<void> {
  return send(`/assets/${assetId}/undo`);
}

/** Tells that an asset is not where it was told to be. @throws ApiError */
export async function reportNotHere(assetId: number, searchMs: number | null): Promise<void> {
  await sendJson('POST', `/assets/${assetId}/not-here`, findReportedSchema, { searchMs });
}
