import { describe, expect, it } from 'vitest';
import { newStillness, takeWindow } from './stillness.js';
import { decideZone, newZoneDecision } from './zone-decision.js';

const heard = (levelsDbm: number[]) => ({
  count: levelsDbm.length,
  readers: levelsDbm.map((_, i) => i),
  levelsDbm,
  packets: levelsDbm.map(() => 4),
});

describe('takeWindow', () => {
  it('takes a tag that sounds the same again and again for one at rest', () => {
    const still = newStillness();
    for (let k = 0; k < 10; k++) takeWindow(still, heard([-60, -70, -65, -80 + (k % 2)]), k * 2000, 2000, 16, null);
    expect(still.atRest).toBe(true);
    expect(still.probability).toBeGreaterThan(0.95);
    expect(still.levelsDbm[3]).toBeCloseTo(-79.5, 0);
  });

  it('notices that it left', () => {
    const still = newStillness();
    for (let k = 0; k < 10; k++) takeWindow(still, heard([-60, -70, -65, -80]), k * 2000, 2000, 16, null);
    takeWindow(still, heard([-66, -63, -72, -74]), 20_000, 2000, 16, null);
    takeWindow(still, heard([-70, -60, -75, -70]), 22_000, 2000, 16, null);
    expect(still.atRest).toBe(false);
  });

  it('is not woken by one reader before which somebody stands', () => {
    const still = newStillness();
    for (let k = 0; k < 10; k++) takeWindow(still, heard([-60, -70, -65, -80]), k * 2000, 2000, 16, null);
    takeWindow(still, heard([-60, -85, -65, -80]), 20_000, 2000, 16, null);
    expect(still.atRest).toBe(true);
  });

  it('looks at windows that overlap only once', () => {
    const still = newStillness();
    for (let at = 0; at <= 8000; at += 500) takeWindow(still, heard([-60, -70]), at, 2000, 16, null);
    const before = { ...still };
    takeWindow(still, heard([-64, -68]), 8500, 2000, 16, null);
    expect(still.probability).toBe(before.probability);
    expect(still.takenMs).toBe(before.takenMs);
  });

  it('does not wait for the next window when a tag is carried off to other readers', () => {
    const still = newStillness();
    for (let k = 0; k < 20; k++) takeWindow(still, heard([-60, -70, -65, -80]), k * 2000, 2000, 16, null);
    expect(still.atRest).toBe(true);
    const elsewhere = { ...heard([-58, -66, -71]), readers: [11, 12, 13] };
    takeWindow(still, elsewhere, 38_500, 2000, 16, null);
    expect(still.atRest).toBe(false);
    expect(Array.from(still.readers.slice(0, still.count))).toEqual([11, 12, 13]);
  });

  it('does not take the readers of another place for more readers of this one', () => {
    const still = newStillness();
    for (let k = 0; k < 20; k++) takeWindow(still, heard([-60, -70, -65, -80]), k * 2000, 2000, 16, null);
    // The window in which it is carried off holds readings of both places.
    const both = { ...heard([-60, -70, -65, -80, -58, -66, -71]), readers: [0, 1, 2, 3, 11, 12, 13] };
    takeWindow(still, both, 40_000, 2000, 16, null);
    expect(still.atRest).toBe(false);
  });

  it('stays at rest when a reader fails, and when it comes back', () => {
    const still = newStillness();
    for (let k = 0; k < 20; k++) takeWindow(still, heard([-60, -70, -65, -80]), k * 2000, 2000, 16, null);
    const failed = { ...heard([-70, -65, -80]), readers: [1, 2, 3] };
    for (let k = 20; k < 40; k++) {
      takeWindow(still, failed, k * 2000, 2000, 16, null);
      expect(still.atRest).toBe(true);
    }
    takeWindow(still, heard([-60, -70, -65, -80]), 80_000, 2000, 16, null);
    expect(still.atRest).toBe(true);
  });
});

describe('decideZone', () => {
  it('changes at once when the fix is clear, and not for a doubtful one', () => {
    const decision = newZoneDecision();
    expect(decideZone(decision, [0.9, 0.1, 0], 0, false)).toBe(0);
    expect(decideZone(decision, [0.4, 0.6, 0], 1, false)).toBe(0);
    expect(decideZone(decision, [0.55, 0.45, 0], 0, false)).toBe(0);
    expect(decideZone(decision, [0.05, 0.95, 0], 1, false)).toBe(1);
  });

  it('changes after several doubtful fixes that agree', () => {
    const decision = newZoneDecision();
    decideZone(decision, [0.9, 0.1, 0], 0, false);
    const told = [1, 2, 3].map(() => decideZone(decision, [0.42, 0.58, 0], 1, false));
    expect(told).toEqual([0, 0, 1]);
  });

  it('is slower for a tag at rest', () => {
    const decision = newZoneDecision();
    decideZone(decision, [0.9, 0.1, 0], 0, true);
    expect(decideZone(decision, [0.05, 0.95, 0], 1, true)).toBe(0);
  });

  it('lets a tag leave all zones', () => {
    const decision = newZoneDecision();
    decideZone(decision, [0.9, 0.1, 0], 0, false);
    expect(decideZone(decision, [0, 0.1, 0.9], -1, false)).toBe(-1);
  });
});
