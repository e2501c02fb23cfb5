import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idleLimitMs, stageOf, touchEveryMs } from './session-clock.js';

const shared = { idleTimeoutS: 900, endsAtMs: null };
const limitMs = idleLimitMs(900);

describe('the end of a session', () => {
  it('comes before the server would end it, although the server counts in minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 100_000 }), (idleTimeoutS) => {
        const serverEndsMs = idleTimeoutS * 1_000 - touchEveryMs(idleTimeoutS);
        expect(idleLimitMs(idleTimeoutS)).toBeLessThanOrEqual(serverEndsMs);
        expect(idleLimitMs(idleTimeoutS)).toBeGreaterThan(idleTimeoutS * 800);
      }),
    );
    expect(limitMs).toBe(900_000 - 90_000);
  });

  it('is told a minute before, and counts down', () => {
    expect(stageOf(shared, 0, limitMs - 60_001)).toEqual({ kind: 'running' });
    expect(stageOf(shared, 0, limitMs - 60_000)).toEqual({ kind: 'ending', why: 'idle', leftS: 60 });
    expect(stageOf(shared, 0, limitMs - 1)).toEqual({ kind: 'ending', why: 'idle', leftS: 1 });
    expect(stageOf(shared, 0, limitMs)).toEqual({ kind: 'over', why: 'idle', leftS: 0 });
  });

  it('is not told half the time where sessions are short', () => {
    expect(stageOf({ idleTimeoutS: 60, endsAtMs: null }, 0, 26_000)).toEqual({ kind: 'running' });
    expect(stageOf({ idleTimeoutS: 60, endsAtMs: null }, 0, 27_000)).toMatchObject({ kind: 'ending', leftS: 27 });
  });

  it('moves with every use, but not beyond the age that a session may reach', () => {
    const limits = { idleTimeoutS: 900, endsAtMs: 1_000_000 };
    expect(stageOf(limits, 939_000, 939_500)).toEqual({ kind: 'running' });
    expect(stageOf(limits, 940_000, 940_000)).toEqual({ kind: 'ending', why: 'age', leftS: 60 });
    expect(stageOf(limits, 1_000_000, 1_000_000)).toEqual({ kind: 'over', why: 'age', leftS: 0 });
  });

  it('does not exist for a program with a key', () => {
    expect(stageOf({ idleTimeoutS: null, endsAtMs: null }, 0, 1e12)).toEqual({ kind: 'running' });
  });
});
