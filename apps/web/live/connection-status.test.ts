import { describe, expect, it } from 'vitest';
import { connectionStatus, isCurrent, shownFreshness, type ConnectionFacts } from './connection-status.js';

const well: ConnectionFacts = {
  joined: true,
  heardAtMs: 100_000,
  refusal: null,
  status: { state: 'ok', reason: '' },
  newestObservedAt: 599_000,
  clockOffsetMs: 500_000,
};

describe('what is said about the connection', () => {
  it('is live while frames come and readings are new', () => {
    expect(connectionStatus(well, 100_500)).toEqual({ kind: 'live' });
  });

  it('does not believe an open socket that has been silent for more than three seconds', () => {
    const status = connectionStatus(well, 103_400);
    expect(status).toEqual({ kind: 'silent', sinceMs: 3_400 });
    expect(isCurrent(status)).toBe(false);
  });

  it('says how old the picture is while it reconnects', () => {
    expect(connectionStatus({ ...well, joined: false }, 112_000)).toEqual({ kind: 'reconnecting', sinceMs: 12_000 });
  });

  it('tells an idle hospital from a broken server', () => {
    const status = connectionStatus({ ...well, newestObservedAt: 560_000 }, 100_000);
    expect(status).toEqual({ kind: 'idle', sinceMs: 40_000 });
    expect(isCurrent(status)).toBe(true);
  });

  it('passes on what the server says of itself', () => {
    const facts = { ...well, status: { state: 'degraded' as const, reason: 'The database is slow.' } };
    expect(connectionStatus(facts, 100_100)).toEqual({ kind: 'degraded', reason: 'The database is slow.' });
  });

  it('shows nothing as live while the connection is broken', () => {
    expect(shownFreshness(2_000, true)).toBe('live');
    expect(shownFreshness(2_000, false)).toBe('ageing');
    expect(shownFreshness(400_000, false)).toBe('lost');
    expect(shownFreshness(-60_000, true)).toBe('lost');
    expect(shownFreshness(60_000, true, 30_000)).toBe('live');
    expect(shownFreshness(60_000, true, null, 50_000)).toBe('blind');
  });

  it('is connecting before anything was heard, and honest when nothing was ever read', () => {
    expect(connectionStatus({ ...well, joined: false, heardAtMs: null }, 100_000)).toEqual({ kind: 'connecting' });
    expect(connectionStatus({ ...well, newestObservedAt: 0 }, 100_000)).toEqual({ kind: 'never' });
  });
});
