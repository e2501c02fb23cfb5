import { useQueries } from '@tanstack/react-query';
import type { FloorDetail } from '#contracts/api';
import { getFloor } from '../app/api.js';
import { useSites } from '../app/queries.js';

/** All floors somebody sees, as far as they are known. */
export interface AllFloors {
  floors: FloorDetail[];
  /** Some are on their way. */
  loading: boolean;
  /** Why some, or all, are not known. */
  error: Error | null;
  /** Asks again for what failed. */
  retry: () => void;
}

export function useAllFloors(): AllFloors {
  const sites = useSites();
  const ids =
    sites.data?.sites.flatMap(({ buildings }) => buildings.flatMap((b) => b.floors.map(({ id }) => id))) ?? [];
  const queries = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['floor', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => getFloor(id, signal),
      staleTime: 300_000,
    })),
  });
  // A floor that is known and could only not be asked for again is known.
  const failed = [sites, ...queries].filter(({ isError, data }) => isError && data === undefined);
  return {
    floors: queries.flatMap(({ data }) => data ?? []),
    loading: sites.isPending || queries.some(({ isPending }) => isPending),
    error: failed[0]?.error ?? null,
    retry: () => failed.forEach(({ refetch }) => void refetch()),
  };
}
