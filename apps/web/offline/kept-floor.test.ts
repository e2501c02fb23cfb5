import { describe, expect, it } from 'vitest';
import type { FloorState } from '../live/floor-state.js';
import { KeptAnswers } from './kept-answers.js';
import { keepFloor, keptFloor } from './kept-floor.js';
import { cacheMemory } from './cache-memory.js';

const floor: FloorState = {
  floorId: 3,
  sequence: 12,
  newestObservedAt: 9000,
  clockOffsetMs: 40,
  connected: true,
  blindSince: new Map([[8, 7000]]),
  tags: new Map([
    [
      7,
      {
        tagId: 7,
        asset: {
          ...{ tagId: 7, assetId: 70, name: 'Pump 7', number: 'P-7', typeKey: 'pump', typeName: 'Pump' },
          ...{ icon: 'pump', status: 'available', department: null },
        },
        ...{ x: 4, y: 5, radius90M: 2, zoneId: 8, observedAt: 9000, method: 'grid', reportingIntervalMs: 2000 },
        ...{ ambiguous: false, zones: [{ zoneId: 8, probability: 0.9 }], fromX: 1, fromY: 1, movedAtMs: 8900 },
      },
    ],
  ]),
};

describe('a floor that is put aside', () => {
  it('comes back as it was, its markers where they stood', async () => {
    const kept = new KeptAnswers(cacheMemory().storage);
    await kept.allow(true);
    await keepFloor(kept, floor, 9100);
    const { state, heardAtMs } = (await keptFloor(kept, 3))!;
    expect(heardAtMs).toBe(9100);
    const tag = floor.tags.get(7)!;
    expect(state).toEqual({ ...floor, sequence: 0, tags: new Map([[7, { ...tag, fromX: 4, fromY: 5 }]]) });
    expect(await keptFloor(kept, 4)).toBeNull();
  });

  it('is not put aside on a shared computer, and goes with the session', async () => {
    const kept = new KeptAnswers(cacheMemory().storage);
    await kept.allow(false);
    await keepFloor(kept, floor, 9100);
    expect(await keptFloor(kept, 3)).toBeNull();
    await kept.allow(true);
    await keepFloor(kept, floor, 9100);
    await kept.forget();
    expect(await keptFloor(kept, 3)).toBeNull();
  });
});
