import { useEffect, useState } from 'react';
import { ApiError } from '../app/api.js';
import { isCurrent } from '../live/connection-status.js';
import { useConnectionStatus } from '../live/use-live.js';
import { useTexts } from '../texts/use-texts.js';
import { useAct } from './asset-queries.js';
import { assetActs } from './use-api.js';

const texts = useTexts.act;
/** After so long it is said that no answer has come yet, ms. */
const slowAfterMs = 6_000;

/** What somebody does with an asset in its panel: one thing at a time, and the last one can be taken back. */
export interface Acting {
  /** There is no connection: nothing can be done. */
  offline: boolean;
  /** Nothing can be done now. */
  stopped: boolean;
  working: boolean;
  /** It has been going on for so long that whoever waits wants to know why. */
  slow: boolean;
  /** What came of the last thing, and whether that went wrong; null while nothing was done. */
  outcome: { words: string; failed: boolean } | null;
  /** Takes the last thing back; null when there is nothing to take back. */
  undo: (() => void) | null;
  /** Does something; `words` say that it was done. */
  run: (doing: () => Promise<unknown>, words: string, then?: () => void) => void;
  /** What came of the last thing is told no longer: something else is begun. */
  forget: () => void;
}

/** @param assetId what is said of another one is not shown with this one */
export function useActing(assetId: number): Acting {
  const act = useAct(assetId);
  const [done, setDone] = useState<{ assetId: number; words: string; undo: boolean } | null>(null);
  const offline = !isCurrent(useConnectionStatus());
  const stopped = offline || act.isPending;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!act.isPending) return;
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, [act.isPending]);
  const [actedOn, setActedOn] = useState<number | null>(null);

  const start = (doing: () => Promise<unknown>, words: string, undo: boolean, then?: () => void) => {
    if (stopped) return;
    setDone(null);
    setActedOn(assetId);
    act.mutate(doing, {
      onSuccess: () => {
        setDone({ assetId, words, undo });
        then?.();
      },
    });
  };
  const own = actedOn === assetId;
  const last = done?.assetId === assetId && !act.isPending ? done : null;
  const failed = own && act.isError;
  return {
    offline,
    stopped,
    working: own && act.isPending,
    slow: own && slow,
    outcome: failed ? { words: failureWords(act.error), failed } : last && { words: last.words, failed: false },
    undo: last?.undo && !failed ? () => start(() => assetActs.undo(assetId), texts.undone, false) : null,
    run: (doing, words, then) => start(doing, words, true, then),
    forget: () => {
      setDone(null);
      setActedOn(null);
    },
  };
}

/** Without an answer nobody knows whether it was done: the page asks anew, and says so. */
function failureWords(error: Error): string {
  const unanswered = error instanceof ApiError && error.status === 0;
  return unanswered ? texts.unanswered : texts.failed(error.message);
}
