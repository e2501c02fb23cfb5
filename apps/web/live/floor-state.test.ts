import { describe, expect, it } from 'vitest';
import type { FloorFrame, FloorSnapshot } from '#contracts/live';
import { applyFrame, blindForMs, stateFromSnapshot } from './floor-state.js';

const ready = { icon: 'device', status: 'available', department: null } as const;
const pump = { tagId: 7, assetId: 70, name: 'Pump 7', number: 'P-7', typeKey: 'pump', typeName: 'Pump', ...ready };
const bed = { tagId: 8, assetId: 80, name: 'Bed 8', number: 'B-8', typeKey: 'bed', typeName: 'Bed', ...ready };

const snapshot: FloorSnapshot = {
  floorId: 1,
  sequence: 40,
  serverTime: 1_000_000,
  assets: [pump],
  fixes: [[7, 3, 4, 2.5, 11, 999_000, 3, 5_000, 0, 11, 62, 12, 30]],
  hearing: { connected: true, blindZones: [] },
};

function frame(change: Partial<FloorFrame>): FloorFrame {
  return {
    floorId: 1,
    sequence: 41,
    serverTime: 1_000_200,
    newestObservedAt: 1_000_100,
    assets: [],
    fixes: [],
    moves: [],
    heard: [],
    gone: [],
    ...change,
  };
}

describe('state of the watched floor', () => {
  it('starts from the snapshot, with zone 0 meaning no zone', () => {
    const state = stateFromSnapshot({ ...snapshot, fixes: [[7, 3, 4, 2.5, 0, 999_000, 0, 0, 0]] }, 500_000, null);
    expect(state.tags.get(7)).toMatchObject({ x: 3, y: 4, radius90M: 2.5, zoneId: null, asset: pump });
    expect(state.clockOffsetMs).toBe(500_000);
  });

  it('reads how sure a fix is and how often its tag is heard', () => {
    expect(stateFromSnapshot(snapshot, 0, null).tags.get(7)).toMatchObject({
      method: 'grid',
      reportingIntervalMs: 5_000,
      ambiguous: false,
      zones: [
        { zoneId: 11, probability: 0.62 },
        { zoneId: 12, probability: 0.3 },
      ],
    });
    const simple = stateFromSnapshot({ ...snapshot, fixes: [[7, 3, 4, 2.5, 0, 999_000, 99, 0, 1]] }, 0, null);
    expect(simple.tags.get(7)).toMatchObject({ method: null, reportingIntervalMs: null, ambiguous: true, zones: [] });
  });

  it('knows since when the readers of a zone are silent, and takes it back', () => {
    const blind = { connected: true, blindZones: [[11, 990_000]] as [number, number][] };
    const state = stateFromSnapshot({ ...snapshot, hearing: blind }, 0, null);
    expect([blindForMs(state, 11, 1_000_000), blindForMs(state, null, 1_000_000)]).toEqual([10_000, null]);
    applyFrame(state, frame({}), 100);
    expect(blindForMs(state, 11, 1_000_000)).toBe(10_000);
    applyFrame(state, frame({ sequence: 42, hearing: { connected: true, blindZones: [] } }), 100);
    expect(blindForMs(state, 11, 1_000_000)).toBeNull();
  });

  it('takes the next frame, with new names and with tags that left', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    const outcome = applyFrame(
      state,
      frame({ assets: [bed], fixes: [[8, 1, 1, 3, 12, 1_000_100, 0, 0, 0]], gone: [7] }),
      100,
    );
    expect(outcome).toBe('applied');
    expect([...state.tags.keys()]).toEqual([8]);
    expect(state.sequence).toBe(41);
  });

  it('reports a gap and leaves the places alone when a frame was lost', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    expect(applyFrame(state, frame({ sequence: 43, gone: [7] }), 100)).toBe('gap');
    expect(state.tags.has(7)).toBe(true);
    expect(state.sequence).toBe(40);
  });

  it('ignores frames the snapshot already contains', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    expect(applyFrame(state, frame({ sequence: 40, gone: [7] }), 100)).toBe('old');
    expect(state.tags.has(7)).toBe(true);
  });

  it('ignores frames of a floor that was left', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    expect(applyFrame(state, frame({ floorId: 2, gone: [7] }), 100)).toBe('other-floor');
  });

  it('never moves a marker back to an older observation', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    applyFrame(state, frame({ fixes: [[7, 30, 4, 2.5, 11, 998_000, 0, 0, 0]] }), 100);
    expect(state.tags.get(7)).toMatchObject({ x: 3, observedAt: 999_000 });
  });

  it('keeps the chances of zones when only the move is told, and the place when a tag was only heard again', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    applyFrame(state, frame({ moves: [[7, 6, 4, 2, 12, 1_000_000, 3, 5_000, 0]] }), 100);
    const zones = [
      { zoneId: 11, probability: 0.62 },
      { zoneId: 12, probability: 0.3 },
    ];
    expect(state.tags.get(7)).toMatchObject({ x: 6, zoneId: 12, observedAt: 1_000_000, zones });
    applyFrame(state, frame({ sequence: 42, heard: [[7, 1_000_100]] }), 300);
    expect(state.tags.get(7)).toMatchObject({ x: 6, zoneId: 12, observedAt: 1_000_100, zones });
    applyFrame(
      state,
      frame({ sequence: 43, heard: [[7, 999_000]], moves: [[9, 1, 1, 1, 0, 1_000_000, 0, 0, 0]] }),
      300,
    );
    expect(state.tags.get(7)?.observedAt).toBe(1_000_100);
    expect(state.tags.has(9)).toBe(false);
  });

  it('does not draw a fix nobody named', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    applyFrame(state, frame({ fixes: [[9, 1, 1, 3, 0, 1_000_100, 0, 0, 0]] }), 100);
    expect(state.tags.has(9)).toBe(false);
  });

  it('forgets tags that a new snapshot no longer has', () => {
    const before = stateFromSnapshot(snapshot, 0, null);
    const state = stateFromSnapshot(
      { ...snapshot, sequence: 90, assets: [bed], fixes: [[8, 1, 1, 3, 0, 1, 0, 0, 0]] },
      0,
      before,
    );
    expect([...state.tags.keys()]).toEqual([8]);
  });

  it('knows the newest observation of the whole server', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    applyFrame(state, frame({ newestObservedAt: 1_000_150 }), 100);
    expect(state.newestObservedAt).toBe(1_000_150);
  });

  it('trusts the quickest message about the clock most', () => {
    const state = stateFromSnapshot(snapshot, 0, null);
    applyFrame(state, frame({ serverTime: 1_000_500 }), 400);
    expect(state.clockOffsetMs).toBe(1_000_100);
    applyFrame(state, frame({ sequence: 42, serverTime: 1_001_000 }), 3_400);
    expect(state.clockOffsetMs).toBeGreaterThan(1_000_000);
  });
});
