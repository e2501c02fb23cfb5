import { keepPreviousData, MutationCache, QueryCache, QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import { presence } from '../session/presence.js';
import {
  ApiError,
  getAsset,
  getAssetWhy,
  getFloor,
  getSession,
  getSignInOptions,
  getSites,
  searchAssets,
} from './api.js';

const sessionKey = ['session'] as const;
const signInKey = 'sign-in';
const endedKey = 'ended';

/** Why the page has no session any more. */
export type Ended = 'idle' | 'age' | 'elsewhere' | 'signedOut' | 'unheard';

/** One cache for the page. An answer 401 anywhere: the server is asked whether the session is over. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    const signedIn = client.getQueryData(sessionKey) != null;
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
    queryFn: ({ signal, client }) => askSession(client, signal),
    staleTime: 60_000,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

/** What the sign-in page offers; asked anew whenever somebody has to sign in. */
export function useSignInOptions(wanted: boolean) {
  return useQuery({
    queryKey: [signInKey],
    queryFn: ({ signal }) => getSignInOptions(signal),
    enabled: wanted,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

/** Who is signed in now. When somebody was and nobody is, what they had loaded is forgotten. */
async function askSession(client: QueryClient, signal: AbortSignal) {
  const session = await getSession(signal);
  if (session === null && client.getQueryData(sessionKey)) endSession(client, 'elsewhere');
  return session;
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

/** Forgets everything that was loaded under the ended session, and remembers why it ended. */
export function endSession(client: QueryClient, why: Ended): void {
  const kept: unknown[] = [sessionKey[0], signInKey, endedKey];
  client.setQueryData([endedKey], why);
  client.setQueryData(sessionKey, null);
  client.removeQueries({ predicate: ({ queryKey }) => !kept.includes(queryKey[0]) });
  client.getMutationCache().clear();
}

/** Why the last session of this page ended; undefined when it had none. */
export function useEnded(): Ended | undefined {
  return useQuery<Ended>({ queryKey: [endedKey], queryFn: skipToken }).data;
}

/** What the sign-in page offers has changed. */
export function forgetSignInOptions(client: QueryClient): void {
  client.removeQueries({ queryKey: [signInKey] });
}

/** Takes over who has just signed in. */
export async function beginSession(client: QueryClient): Promise<void> {
  presence.note();
  client.removeQueries({ queryKey: [endedKey] });
  await client.fetchQuery({ queryKey: sessionKey, queryFn: ({ signal }) => getSession(signal), staleTime: 0 });
}
