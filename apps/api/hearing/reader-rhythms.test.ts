import { describe, expect, it } from 'vitest';
import { isSilent, ReaderRhythms, silentAfterMs } from './reader-rhythms.js';

const start = Date.parse('2026-11-20T12:00:00Z');
const minute = 60_000;

/** A reader that reports every `everyMs`, `times` times. */
function regular(everyMs: number, times: number): ReaderRhythms {
  const rhythms = new ReaderRhythms();
  for (let time = 0; time < times; time++) rhythms.heard(1, start + time * everyMs, start + time * everyMs);
  return rhythms;
}

describe('the rhythm of a reader', () => {
  it('makes a quick one silent after a minute', () => {
    const status = regular(500, 1000).of(1)!;
    expect([isSilent(status, status.lastHeardAt + minute), isSilent(status, status.lastHeardAt + minute + 1)]).toEqual([
      false,
      true,
    ]);
  });

  it('makes one that reports every five minutes silent after fifty', () => {
    const status = regular(5 * minute, 200).of(1)!;
    expect(silentAfterMs(status.usualGapMs) / minute).toBeCloseTo(50, 0);
  });

  it('is hardly changed by a long outage', () => {
    const rhythms = regular(500, 1000);
    const later = rhythms.of(1)!.lastHeardAt + 600 * minute;
    rhythms.heard(1, later, later);
    expect(silentAfterMs(rhythms.of(1)!.usualGapMs)).toBeLessThan(3 * minute);
  });

  it('is not moved back by readings that come late, nor forward by a clock that is ahead', () => {
    const rhythms = regular(1000, 10);
    const before = rhythms.of(1);
    rhythms.heard(1, start, start + 20_000);
    expect(rhythms.of(1)).toEqual(before);
    rhythms.heard(1, start + 90_000, start + 30_000);
    expect(rhythms.of(1)!.lastHeardAt).toBe(start + 30_000);
  });

  it('calls a reader that was never heard silent', () => {
    expect(isSilent(new ReaderRhythms().of(9), start)).toBe(true);
  });

  it('gives out each change once, and again when it could not be stored', () => {
    const rhythms = regular(1000, 3);
    const changes = rhythms.takeChanges();
    expect(changes).toMatchObject([{ readerId: 1, lastHeardAt: start + 2000 }]);
    expect(rhythms.takeChanges()).toEqual([]);
    rhythms.again(changes);
    expect(rhythms.takeChanges()).toEqual(changes);
  });

  it('takes over what other processes stored unless it heard something newer', () => {
    const rhythms = regular(1000, 3);
    rhythms.load([
      { readerId: 1, lastHeardAt: start, usualGapMs: 7 },
      { readerId: 2, lastHeardAt: start, usualGapMs: 8 },
    ]);
    expect([rhythms.of(1)!.lastHeardAt, rhythms.of(2)!.usualGapMs]).toEqual([start + 2000, 8]);
    expect(rhythms.takeChanges()).toHaveLength(1);
  });
});
