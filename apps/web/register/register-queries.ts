import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getAssetDetail, getEquipment, getPairings, getTypes } from './register-api.js';

const registerKey = ['register'];

/** The equipment that fits a filter, page by page. */
export function useEquipment(filter: string) {
  return useInfiniteQuery({
    queryKey: [...registerKey, 'list', filter],
    queryFn: ({ pageParam, signal }) => getEquipment(filter, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** All types of equipment, by name. */
export function useTypes() {
  return useQuery({
    queryKey: [...registerKey, 'types'],
    queryFn: ({ signal }) => getTypes(signal),
    staleTime: 60_000,
  });
}

export function useAssetDetail(assetId: number | null) {
  return useQuery({
    queryKey: [...registerKey, 'asset', assetId],
    queryFn: ({ signal }) => getAssetDetail(assetId!, signal),
    enabled: assetId !== null,
  });
}

/** Which tags an asset has carried, newest first. */
export function usePairings(assetId: number) {
  return useQuery({
    queryKey: [...registerKey, 'pairings', assetId],
    queryFn: ({ signal }) => getPairings(assetId, signal),
  });
}

/** A change of the register; what is shown of it is asked for again, after a failure too: only the answer may be lost. */
export function useRegisterChange<Change, Answer>(mutationFn: (change: Change) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    networkMode: 'always',
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: registerKey }),
        client.invalidateQueries({ queryKey: ['asset'] }),
        client.invalidateQueries({ queryKey: ['search'] }),
      ]),
  });
}
