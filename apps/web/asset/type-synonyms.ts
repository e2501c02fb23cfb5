import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

/** Other words for types of equipment, by their keys; empty until they are known, and asked for only when `wanted`. */
export function useTypeSynonyms(wanted: boolean): ReadonlyMap<string, readonly string[]> {
  const types = useQuery({
    // As the register keeps them; its code is not needed to open the map.
    queryKey: ['register', 'types'],
    queryFn: async ({ signal }) => (await import('../register/register-api.js')).getTypes(signal),
    staleTime: 60_000,
    enabled: wanted,
  }).data;
  return useMemo(() => new Map(types?.map(({ key, synonyms }) => [key, synonyms])), [types]);
}
