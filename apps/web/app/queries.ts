import { keepPreviousData, QueryCache, QueryClient, useQuery } from '@tanstack/react-query';
import { ApiError, getAsset, getAssetWhy, getFloor, getSession, getSites, searchAssets } from './api.js';

const sessionKey = ['session'] as const;

/** One cache for the page. An answer 401 anywhere means the session is over: the sign-in page follows. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.status === 401) client.setQueryData(sessionKey, null);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          error instanceof ApiError && error.status >= 400 && error.status < 500 ? false : failures < 2,
        refetchOnWindowFocus: false,
        // A browser may think it is offline and still reach the hospital's own server.
        networkMode: 'always',
      },
    },
  });
  return client;
}

export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => getSession(signal),
    staleTime: 60_000,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

export function useSites() {
  return useQuery({
    queryKey: ['sites'],
    queryFn: ({ signal }) => getSites(signal),
    staleTime: 60_000,
    refetchInterval: (query) => (query.state.data?.sites.length ? 300_000 : 5_000),
  });
}

export function useFloor(floorId: number | null) {
  return useQuery({
    queryKey: ['floor', floorId],
    queryFn: ({ signal }) => getFloor(floorId!, signal),
    enabled: floorId !== null,
    staleTime: 300_000,
  });
}

/** The asset as the server knows it; asked again every few seconds, because it may change floors. */
export function useAsset(assetId: number | null) {
  return useQuery({
    queryKey: ['asset', assetId],
    queryFn: ({ signal }) => getAsset(assetId!, signal),
    enabled: assetId !== null,
    refetchInterval: 5_000,
  });
}

/** Why an asset is shown where it is; asked while somebody looks at it (`open`). */
export function useAssetWhy(assetId: number, open: boolean) {
  return useQuery({
    queryKey: ['why', assetId],
    queryFn: ({ signal }) => getAssetWhy(assetId, signal),
    enabled: open,
    refetchInterval: 5_000,
  });
}

export const searchLimit = 30;

/** Results for a text; kept up to date while they are looked at (`open`). */
export function useAssetSearch(search: string, open: boolean) {
  return useQuery({
    queryKey: ['search', search],
    queryFn: ({ signal }) => searchAssets(search, searchLimit, signal),
    enabled: open && search !== '',
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

/** Asks the server again who this browser is. */
export function refreshSession(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: sessionKey });
}

/** Forgets everything that was loaded under the ended session. */
export function endSession(client: QueryClient): void {
  client.setQueryData(sessionKey, null);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
}
