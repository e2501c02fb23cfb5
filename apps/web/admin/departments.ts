import { useQuery } from '@tanstack/react-query';
import { departmentListSchema } from '#contracts/people';
import { getJson } from '../app/api.js';
import { useSites } from '../app/queries.js';

/** Departments of zones, items and people, to choose from. */
export function useDepartments() {
  return useQuery({
    queryKey: ['admin', 'departments'],
    queryFn: async ({ signal }) => (await getJson('/departments', departmentListSchema, signal)).departments,
    staleTime: 60_000,
  });
}

/** Names of the sites by number; empty while they are loaded. */
export function useSiteNames(): ReadonlyMap<number, string> {
  const sites = useSites();
  return new Map(sites.data?.sites.map(({ id, name }) => [id, name]));
}
