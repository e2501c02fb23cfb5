import { MutationCache, QueryCache, QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import {
  askSession,
  beginSession as beginCached,
  endedKey,
  knownSession,
  sessionKey,
  signInKey,
  type Ended,
} from '../session/cached-session.js';
import { presence } from '../session/presence.js';
import { ApiError, getAsset, getAssetWhy, getFloor, getSession, getSignInOptions, getSites } from './api.js';

/** One cache for the page. An answer 401 anywhere: the server is asked whether the session is over. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    const signedIn = knownSession(client) != null;
    if (error instanceof ApiError && error.status === 401 && signedIn) void refreshSession(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
    queryFn: ({ signal, client }) =>
      askSession(client, async () => {
        const session = await getSession(signal);
        // Whoever comes back from the hospital's own sign-in starts with a new page: other tabs do not know yet.
        if (session !== null && knownSession(client) === undefined) presence.tellBegun();
        return session;
      }),
    staleTime: 60_000,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

/** What the sign-in page offers; asked anew whenever somebody has to sign in. */
export function useSignInOptions(wanted: boolean) {
  return useQuery({
    queryKey: signInKey,
    queryFn: ({ signal }) => getSignInOptions(signal),
    enabled: wanted,
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

/** Asks the server again who this browser is. */
export function refreshSession(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: sessionKey });
}

/** Why the last session of this page ended; undefined when it had none. */
export function useEnded(): Ended | undefined {
  return useQuery<Ended>({ queryKey: endedKey, queryFn: skipToken }).data;
}

/** What the sign-in page offers has changed. */
export function forgetSignInOptions(client: QueryClient): void {
  client.removeQueries({ queryKey: signInKey });
}

/** Takes over who has just signed in, here and in the other tabs. */
export async function beginSession(client: QueryClient): Promise<void> {
  presence.note();
  presence.tellBegun();
  try {
    await beginCached(client, () => getSession());
  } catch (error) {
    void refreshSession(client);
    throw error;
  }
}
