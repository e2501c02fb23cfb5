import { describe, expect, it } from 'vitest';
import { floorHearing, type HearingFloor } from './floor-hearing.js';
import type { ReaderStatus } from './reader-rhythms.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const floor: HearingFloor = {
  id: 1,
  readerIds: [1, 2, 3],
  readersOfZone: new Map([
    [11, [1, 2]],
    [12, [2, 3]],
  ]),
};
/** Ages in seconds by reader; a reader left out was never heard. */
const heard =
  (ages: Record<number, number>) =>
  (readerId: number): ReaderStatus | null =>
    readerId in ages ? { readerId, lastHeardAt: now - ages[readerId] * 1000, usualGapMs: 500 } : null;

describe('what the readers of a floor hear', () => {
  it('is everything while each zone has a reader that is heard', () => {
    expect(floorHearing(floor, heard({ 1: 300, 2: 5, 3: 300 }), now)).toEqual({ connected: true, blindZones: [] });
  });

  it('leaves a zone blind whose readers are all silent, since the last of them was heard', () => {
    expect(floorHearing(floor, heard({ 1: 300, 2: 90, 3: 5 }), now).blindZones).toEqual([[11, now - 90_000]]);
  });

  it('counts an installed reader that was never heard as silent', () => {
    expect(floorHearing(floor, heard({ 1: 5 }), now).blindZones).toEqual([[12, 0]]);
  });

  it('has no blind zones on a floor that is not connected yet', () => {
    expect(floorHearing(floor, heard({}), now)).toEqual({ connected: false, blindZones: [] });
    const empty: HearingFloor = { id: 2, readerIds: [], readersOfZone: new Map([[21, []]]) };
    expect(floorHearing(empty, heard({}), now)).toEqual({ connected: false, blindZones: [] });
  });

  it('is nothing, not even outside all zones, when every reader is silent', () => {
    expect(floorHearing(floor, heard({ 1: 300, 2: 90, 3: 200 }), now).blindZones).toEqual([
      [11, now - 90_000],
      [12, now - 90_000],
      [0, now - 90_000],
    ]);
  });
});
