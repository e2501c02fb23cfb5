import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { KeptSearch, SearchAnswer } from '#contracts/search';
import { ApiError } from '../app/api.js';
import { askSearch, forgetSearch, getKeptSearches, keepSearch } from './search-api.js';

/** What is known for a question. */
export interface Answered {
  answer: SearchAnswer | null;
  /** The question that `answer` belongs to: the one before while the new one is not answered. */
  answerTo: string;
  /** When it was answered, by this browser's clock, ms since 1970. */
  answeredAtMs: number;
  /** The server could not be reached: the answer is an older one. */
  offline: boolean;
  error: Error | null;
  /** The question is on its way. */
  waiting: boolean;
  retry: () => void;
}

/**
 * The answer to a question, asked anew while it is looked at. An answer stays when the network goes: for its own
 * question, and beside the error of a later one, with its age.
 */
export function useSearch(q: string, near: string | null): Answered {
  const { data, dataUpdatedAt, error, isFetching, refetch } = useQuery({
    queryKey: ['search', q, near],
    queryFn: async ({ signal }) => ({ q, ...(await askSearch(q, near, signal)) }),
    enabled: q !== '',
    refetchInterval: 10_000,
    retry: 1,
  });
  const last = useRef<{ q: string; answer: SearchAnswer; keptAtMs: number | null; atMs: number } | null>(null);
  if (q === '') last.current = null;
  else if (data) last.current = { ...data, atMs: data.keptAtMs ?? dataUpdatedAt };
  const kept = last.current;
  return {
    answer: kept?.answer ?? null,
    answerTo: kept?.q ?? '',
    answeredAtMs: kept?.atMs ?? 0,
    offline: (error instanceof ApiError && error.status === 0) || (error === null && Boolean(data?.keptAtMs)),
    error,
    waiting: isFetching,
    retry: () => void refetch(),
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
