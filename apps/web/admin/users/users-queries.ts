import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getUsers } from './users-api.js';

const usersKey = ['admin', 'users'];

/** Users that match a text, page by page. */
export function useUsers(search: string) {
  return useInfiniteQuery({
    queryKey: [...usersKey, search],
    queryFn: ({ pageParam, signal }) => getUsers(search, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** A change of users; the list is asked for again, after a failure too: only the answer may have been lost. */
export function useUserChange<Change, Answer>(mutationFn: (change: Change) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // A browser may think it is offline and still reach the hospital's own server.
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: ['admin'] }),
  });
}
