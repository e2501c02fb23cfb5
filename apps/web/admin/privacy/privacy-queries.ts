import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getPersonTags, getRetention, putPersonTags, putRetention } from './privacy-api.js';

const personsKey = ['admin', 'privacy', 'persons'];
const retentionKey = ['admin', 'privacy', 'retention'];
// A browser may think it is offline and still reach the hospital's own server.
const networkMode = 'always';

export function usePersonTags() {
  return useQuery({ queryKey: personsKey, queryFn: ({ signal }) => getPersonTags(signal) });
}

export function useChangePersonTags() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: putPersonTags,
    networkMode,
    onSuccess: (view) => client.setQueryData(personsKey, view),
    onError: () => client.invalidateQueries({ queryKey: personsKey }),
  });
}

export function useRetention() {
  return useQuery({ queryKey: retentionKey, queryFn: ({ signal }) => getRetention(signal) });
}

export function useChangeRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: putRetention,
    networkMode,
    onSuccess: (view) => client.setQueryData(retentionKey, view),
    onError: () => client.invalidateQueries({ queryKey: retentionKey }),
  });
}
