import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { KeptSearch, SearchAnswer } from '#contracts/search';
import { ApiError } from '../app/api.js';
import { type AnswerPage, joinedPages } from './answer-pages.js';
import { askSearch, forgetSearch, getKeptSearches, keepSearch } from './search-api.js';

/** What is known for a question. */
export interface Answered {
  answer: SearchAnswer | null;
  /** The question that `answer` belongs to: the one before while the new one is not answered. */
  answerTo: string;
  /** The answer belongs to the question of now, and its ways begin at the place of now. */
  own: boolean;
  /** When it was answered, by this browser's clock, ms since 1970. */
  answeredAtMs: number;
  /** The server could not be reached: the answer is an older one. */
  offline: boolean;
  error: Error | null;
  /** The question is on its way. */
  waiting: boolean;
  retry: () => void;
  /** There are answers behind those that are shown. */
  hasMore: boolean;
  moreWaiting: boolean;
  more: () => void;
}

const askEveryMs = 10_000;

/**
 * The answer to a question, asked anew while it is looked at. An answer stays when the network goes: for its own
 * question and place, and beside the error of a later one, with what it is the answer to and its age.
 */
export function useSearch(q: string, near: string | null): Answered {
  const { data, dataUpdatedAt, error, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery({
      queryKey: ['search', q, near],
      queryFn: ({ signal, pageParam }): Promise<AnswerPage> => askSearch(q, near, signal, pageParam),
      initialPageParam: null as string | null,
      getNextPageParam: ({ answer }) => answer.next,
      enabled: q !== '',
      // Who looks at many of them asks for all of them again.
      refetchInterval: ({ state }) => askEveryMs * Math.max(1, state.data?.pages.length ?? 1),
      retry: 1,
    });
  const answered = useMemo(() => data && joinedPages(data.pages), [data]);
  const last = useRef<({ q: string; near: string | null; atMs: number } & AnswerPage) | null>(null);
  if (q === '') last.current = null;
  else if (answered) last.current = { q, near, ...answered, atMs: answered.keptAtMs ?? dataUpdatedAt };
  const kept = last.current;
  return {
    answer: kept?.answer ?? null,
    answerTo: kept?.q ?? '',
    own: kept !== null && kept.q === q && kept.near === near,
    answeredAtMs: kept?.atMs ?? 0,
    offline: (error instanceof ApiError && error.status === 0) || (error === null && Boolean(answered?.keptAtMs)),
    error,
    waiting: isFetching,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    moreWaiting: isFetchingNextPage,
    more: () => void fetchNextPage(),
  };
}

/** One's own searches; asked for when the box is looked at. */
export function useKeptSearches(open: boolean) {
  return useQuery({
    queryKey: ['searches'],
    queryFn: ({ signal }) => getKeptSearches(signal),
    enabled: open,
    staleTime: 30_000,
  });
}

/** Keeps, pins and forgets searches; the list on the screen changes at once and is right again when it was refused. */
export function useChangeKept() {
  const client = useQueryClient();
  const settle = () => client.invalidateQueries({ queryKey: ['searches'] });
  const show = async (change: (kept: KeptSearch[]) => KeptSearch[]) => {
    await client.cancelQueries({ queryKey: ['searches'] });
    client.setQueryData<KeptSearch[]>(['searches'], (kept) => kept && change(kept));
  };
  const keep = useMutation({
    mutationFn: keepSearch,
    onMutate: (search) => show((kept) => withKept(kept, search)),
    onSettled: settle,
  });
  const forget = useMutation({
    mutationFn: forgetSearch,
    onMutate: (q) => show((kept) => kept.filter((one) => one.q !== q)),
    onSettled: settle,
  });
  return { keep, forget };
}

/** The list with one search as it is now: pinned ones first, then the newest. */
export function withKept(kept: readonly KeptSearch[], search: KeptSearch): KeptSearch[] {
  const others = kept.filter(({ q }) => q !== search.q);
  const pinned = others.filter((one) => one.pinned);
  const recent = others.filter((one) => !one.pinned);
  return search.pinned ? [search, ...pinned, ...recent] : [...pinned, search, ...recent];
}
