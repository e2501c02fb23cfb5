import { useEffect, useState } from 'react';
import type { SurveyStop } from '#contracts/calibration';
import { useLive } from '../live/use-live.js';

const tickMs = 200;

/** Milliseconds until a stop ends by itself, or null without one; never more than the whole stop. */
export function useCountdown(stop: SurveyStop | null): number | null {
  const live = useLive();
  const [left, setLeft] = useState<{ stopId: number; ms: number } | null>(null);
  const stopId = stop?.id ?? null;
  useEffect(() => {
    if (!stop) return setLeft(null);
    const wholeMs = Date.parse(stop.to) - Date.parse(stop.from);
    // A phone's clock may be wrong by minutes; without news of the server's the stop counts from now.
    const firstMs = live.facts.heardAtMs === null ? wholeMs : Date.parse(stop.to) - live.serverNowMs();
    const endsAtMs = Date.now() + Math.max(0, Math.min(wholeMs, firstMs));
    const tick = () => setLeft({ stopId: stop.id, ms: Math.max(0, endsAtMs - Date.now()) });
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
    // One count for each stop, however often the walk is loaded meanwhile.
  }, [live, stopId]);
  if (!stop) return null;
  return left?.stopId === stop.id ? left.ms : Date.parse(stop.to) - Date.parse(stop.from);
}
