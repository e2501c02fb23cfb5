import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getAssetDetail } from '../register/register-api.js';
import { getStatuses, getVisits } from './use-api.js';

/** Everything known of an asset, for its panel. */
export function useAssetDetail(assetId: number) {
  return useQuery({
    queryKey: ['asset', assetId, 'detail'],
    queryFn: ({ signal }) => getAssetDetail(assetId, signal),
    refetchInterval: 10_000,
  });
}

/** Something that is done with an asset; afterwards all that is told of it is asked again. */
export function useAct(assetId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    networkMode: 'always',
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['asset', assetId] }),
        client.invalidateQueries({ queryKey: ['search'] }),
      ]),
  });
}

/** Where an asset was, page after page; every page is a look into its history, and recorded. */
export function useVisits(assetId: number, open: boolean) {
  return useInfiniteQuery({
    queryKey: ['visits', assetId],
    queryFn: ({ pageParam, signal }) => getVisits(assetId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: open,
    staleTime: 60_000,
  });
}

/** What the status of an asset was, page after page. */
export function useStatuses(assetId: number, open: boolean) {
  return useInfiniteQuery({
    queryKey: ['statuses', assetId],
    queryFn: ({ pageParam, signal }) => getStatuses(assetId, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    enabled: open,
    staleTime: 60_000,
  });
}
