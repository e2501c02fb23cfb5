import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { findReportedSchema } from '#contracts/asset-use';
import { waySchema, type Way } from '#contracts/search';
import { getJson, sendJson } from '../app/api.js';
import { goalWords, type Goal } from './steady-goal.js';

/**
 * The way between two places, as the server finds it; the last one stays while another one is asked for.
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
  const last = useRef<Way | null>(null);
  if (query.data) last.current = query.data;
  return { way: query.data ?? last.current, error: query.error, waiting: query.isFetching, retry: query.refetch };
}

/** Tells that an asset is where it was told to be. `searchMs` since the search began, null without one. @throws ApiError */
export async function reportFound(assetId: number, searchMs: number | null): Promise<void> {
  await sendJson('POST', `/assets/${assetId}/found`, findReportedSchema, { searchMs });
}

/** Tells that an asset is not where it was told to be. @throws ApiError */
export async function reportNotHere(assetId: number, searchMs: number | null): Promise<void> {
  await sendJson('POST', `/assets/${assetId}/not-here`, findReportedSchema, { searchMs });
}
