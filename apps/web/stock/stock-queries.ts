import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { assetTypeListSchema } from '#contracts/asset-types';
import { type ParLevelFields, parLevelListSchema, parLevelSchema, stockSchema } from '#contracts/par-levels';
import { getFloor, getJson, remove, sendJson } from '../app/api.js';
import { useSites } from '../app/queries.js';

// A browser may think it is offline and still reach the hospital's own server.
const networkMode = 'always';
const countedEveryMs = 10_000;

/** The levels that hold now, of one department or of all, counted anew every ten seconds. */
export function useStock(department: string | null) {
  const query = department === null ? '' : `?${new URLSearchParams({ department })}`;
  return useQuery({
    queryKey: ['stock', 'now', department],
    queryFn: ({ signal }) => getJson(`/stock${query}`, stockSchema, signal),
    placeholderData: keepPreviousData,
    refetchInterval: countedEveryMs,
  });
}

export function useParLevels() {
  return useQuery({
    queryKey: ['stock', 'levels'],
    queryFn: async ({ signal }) => (await getJson('/par-levels', parLevelListSchema, signal)).levels,
    refetchInterval: 60_000,
  });
}

/** Changes of levels; afterwards both parts of the page ask again. */
export function useParLevelChanges() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['stock'] });
  return {
    save: useMutation({
      mutationFn: ({ id, fields }: { id: number | null; fields: ParLevelFields }) =>
        id === null
          ? sendJson('POST', '/par-levels', parLevelSchema, fields)
          : sendJson('PUT', `/par-levels/${id}`, parLevelSchema, fields),
      networkMode,
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: number) => remove(`/par-levels/${id}`), networkMode, onSettled }),
  };
}

/** Types of equipment by name, to choose from. */
export function useTypes() {
  return useQuery({
    queryKey: ['asset-types'],
    queryFn: async ({ signal }) => (await getJson('/asset-types', assetTypeListSchema, signal)).types,
    staleTime: 60_000,
  });
}

/** Every floor with its zones, to choose a place from. */
export function useAllFloors() {
  const sites = useSites();
  const ids = (sites.data?.sites ?? []).flatMap((site) =>
    site.buildings.flatMap((building) => building.floors.map(({ id }) => id)),
  );
  return useQuery({
    queryKey: ['floors', ids],
    queryFn: ({ signal }) => Promise.all(ids.map((id) => getFloor(id, signal))),
    enabled: sites.data !== undefined,
    staleTime: 300_000,
  });
}
