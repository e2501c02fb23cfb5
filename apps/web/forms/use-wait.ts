import { useEffect, useState } from 'react';
import { ApiError } from '../app/api.js';

/** Seconds that the server still wants to be left alone after it refused for too many attempts; 0 when none. */
export function useWait(error: Error | null): number {
  const [waiting, setWaiting] = useState<{ error: Error; leftS: number } | null>(null);
  useEffect(() => {
    if (!(error instanceof ApiError) || error.status !== 429 || error.retryAfterS === null) return setWaiting(null);
    const endsAtMs = Date.now() + error.retryAfterS * 1_000;
    const tick = () => {
      const leftS = Math.max(0, Math.ceil((endsAtMs - Date.now()) / 1_000));
      setWaiting({ error, leftS });
      if (leftS === 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 500);
    tick();
    return () => clearInterval(timer);
  }, [error]);
  return waiting !== null && waiting.error === error ? waiting.leftS : 0;
}
