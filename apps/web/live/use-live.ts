import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { connectionStatus, type ConnectionStatus } from './connection-status.js';
import type { LiveTag } from './floor-state.js';
import type { LiveConnection } from './live-connection.js';

export const LiveContext = createContext<LiveConnection | null>(null);

/** The live connection of the page. @throws Error outside of the signed-in page */
export function useLive(): LiveConnection {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs a LiveContext around it, as app/signed-in.tsx provides');
  return live;
}

/** The server's clock, ms since 1970, new every `everyMs`. */
export function useServerNow(everyMs = 1_000): number {
  const live = useLive();
  const [nowMs, setNowMs] = useState(() => live.serverNowMs());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(live.serverNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [live, everyMs]);
  return nowMs;
}

/** What to say about the connection; changes when its words would change. */
export function useConnectionStatus(): ConnectionStatus {
  const live = useLive();
  const seen = useRef<{ key: string; status: ConnectionStatus } | null>(null);
  const read = useCallback(() => {
    const status = connectionStatus(live.facts, Date.now());
    const second = 'sinceMs' in status ? Math.floor(status.sinceMs / 1_000) : '';
    const key = `${status.kind} ${second} ${'reason' in status ? status.reason : ''}`;
    if (seen.current?.key !== key) seen.current = { key, status };
    return seen.current.status;
  }, [live]);
  return useSyncExternalStore(live.subscribe, read);
}

/** The tag of an asset on the watched floor, or null when it is not there. */
export function useTagOfAsset(assetId: number | null): LiveTag | null {
  const live = useLive();
  const read = useCallback(() => {
    if (assetId === null || !live.floor) return null;
    for (const tag of live.floor.tags.values()) if (tag.asset.assetId === assetId) return tag;
    return null;
  }, [live, assetId]);
  return useSyncExternalStore(live.subscribe, read);
}

/** What the readers of the watched floor hear: all of it, not some zones, or nothing because none ever reported. */
export function useHearing(): 'all' | 'some-blind' | 'not-connected' {
  const live = useLive();
  const read = useCallback(() => {
    if (!live.floor) return 'all';
    if (!live.floor.connected) return 'not-connected';
    return live.floor.blindSince.size > 0 ? 'some-blind' : 'all';
  }, [live]);
  return useSyncExternalStore(live.subscribe, read);
}

/** Everything on the watched floor, as a new list once a second at most. */
export function useTagList(): readonly LiveTag[] {
  const live = useLive();
  const [tags, setTags] = useState<readonly LiveTag[]>(() => [...(live.floor?.tags.values() ?? [])]);
  useEffect(() => {
    let floorId: number | undefined;
    let readAtMs = 0;
    const read = () => {
      const nowMs = Date.now();
      if (live.floor?.floorId === floorId && nowMs - readAtMs < 1_000) return;
      floorId = live.floor?.floorId;
      readAtMs = nowMs;
      setTags([...(live.floor?.tags.values() ?? [])]);
    };
    read();
    return live.subscribe(read);
  }, [live]);
  return tags;
}
