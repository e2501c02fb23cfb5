import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CurrentSession } from '../app/api.js';
import { refreshSession } from '../app/queries.js';
import { presence } from './presence.js';
import { stageOf, touchEveryMs, type SessionStage } from './session-clock.js';

const running: SessionStage = { kind: 'running' };

/**
 * Where the session stands, second by second, and a function that looks at once. Tells the server now and then that
 * a person uses the page, because a map that only listens asks it nothing.
 */
export function useSessionStage({ idleTimeoutS, endsAtMs }: CurrentSession): [SessionStage, () => void] {
  const client = useQueryClient();
  const [stage, setStage] = useState(running);
  const touchedAtMs = useRef(Date.now());
  const look = useCallback(() => {
    const nowMs = Date.now();
    const next = stageOf({ idleTimeoutS, endsAtMs }, presence.inputAtMs, nowMs);
    presence.pause(next.kind !== 'running' && next.why === 'idle');
    setStage((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    if (idleTimeoutS === null || next.kind !== 'running') return;
    if (presence.inputAtMs <= touchedAtMs.current || nowMs - touchedAtMs.current < touchEveryMs(idleTimeoutS)) return;
    touchedAtMs.current = nowMs;
    void refreshSession(client);
  }, [client, idleTimeoutS, endsAtMs]);
  useEffect(() => {
    look();
    const timer = setInterval(look, 1_000);
    // A computer that wakes up must not show for a second what it showed when it fell asleep.
    for (const wakes of ['focus', 'pageshow'] as const) addEventListener(wakes, look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const wakes of ['focus', 'pageshow'] as const) removeEventListener(wakes, look);
      document.removeEventListener('visibilitychange', look);
      presence.pause(false);
    };
  }, [look]);
  return [stage, look];
}
