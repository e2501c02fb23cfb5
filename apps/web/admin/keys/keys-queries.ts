import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFloor } from '../../app/api.js';
import { useSites } from '../../app/queries.js';
import { getKeys } from './keys-api.js';
import type { ReaderChoice } from './reader-search.js';

const keysKey = ['admin', 'keys'];

export function useKeys() {
  return useQuery({ queryKey: keysKey, queryFn: ({ signal }) => getKeys(signal) });
}

/** A change of keys; the list is asked for again, after a failure too: only the answer may have been lost. */
export function useKeyChange<Change, Answer>(mutationFn: (change: Change) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // A browser may think it is offline and still reach the hospital's own server.
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}

/** Readers of all floors that one sees, with the place each belongs to. */
export function useReaders(): { readers: ReaderChoice[]; loading: boolean; error: Error | null } {
  const sites = useSites();
  const floors = (sites.data?.sites ?? []).flatMap((site) =>
    site.buildings.flatMap((building) => building.floors.map(({ id }) => id)),
  );
  const details = useQueries({
    queries: floors.map((floorId) => ({
      queryKey: ['floor', floorId],
      queryFn: ({ signal }: { signal: AbortSignal }) => getFloor(floorId, signal),
      staleTime: 300_000,
    })),
  });
  const readers = details.flatMap(({ data }) =>
    data ? data.readers.map(({ key, name }) => ({ key, name, place: `${data.siteName}, ${data.name}` })) : [],
  );
  return {
    readers,
    loading: sites.isPending || details.some(({ isPending }) => isPending),
    error: sites.error ?? details.find(({ error }) => error)?.error ?? null,
  };
}
