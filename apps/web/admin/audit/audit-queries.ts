import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getEvents, getVerification } from './audit-api.js';

/** Events that fit a filter, page by page. */
export function useEvents(filter: string, wanted: boolean) {
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', 'events', filter],
    queryFn: ({ pageParam, signal }) => getEvents(filter, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    enabled: wanted,
  });
}

/** The check of the chain; it is made when somebody asks for it, because it reads every event. */
export function useVerification() {
  return useQuery({
    queryKey: ['admin', 'audit', 'verification'],
    queryFn: ({ signal }) => getVerification(signal),
    enabled: false,
    retry: false,
    // What was found a while ago says nothing about now.
    gcTime: 0,
  });
}
