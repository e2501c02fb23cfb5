import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { trailSchema } from '#contracts/asset-use';
import { getJson } from '../app/api.js';
import { timed } from './trail-at.js';

/** Milliseconds of the way that pass in a tick while it plays. */
const stepMs = 120_000;
const tickMs = 100;

/** The way of an asset in a span; every span is a look into its history, and recorded. */
export function useTrail(assetId: number, [fromMs, toMs]: readonly [number, number]) {
  const query = useQuery({
    queryKey: ['trail', assetId, fromMs, toMs],
    queryFn: ({ signal }) => {
      const span = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
      return getJson(`/assets/${assetId}/trail?${new URLSearchParams(span)}`, trailSchema, signal);
    },
    staleTime: Infinity,
  });
  const points = useMemo(() => timed(query.data?.points ?? []), [query.data]);
  return { query, points };
}

/** A clock that runs through a span: 20 minutes of the way in a second. */
export function usePlayback([fromMs, toMs]: readonly [number, number]) {
  const [atMs, setAtMs] = useState(toMs);
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    setAtMs(toMs);
    setPlaying(false);
  }, [fromMs, toMs]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAtMs((ms) => Math.min(toMs, ms + stepMs)), tickMs);
    return () => clearInterval(timer);
  }, [playing, toMs]);
  useEffect(() => {
    if (atMs >= toMs) setPlaying(false);
  }, [atMs, toMs]);
  return {
    atMs,
    playing,
    seek: (ms: number) => {
      setPlaying(false);
      setAtMs(ms);
    },
    toggle: () => {
      if (!playing && atMs >= toMs) setAtMs(fromMs);
      setPlaying(!playing);
    },
  };
}
