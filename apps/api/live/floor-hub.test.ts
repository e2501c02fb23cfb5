import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import {
  floorFrameSchema,
  floorSnapshotSchema,
  type FloorFrame,
  type FloorHearing,
  type LiveAsset,
  type LiveFix,
} from '#contracts/live';
import { FloorHub } from './floor-hub.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const asset = (tagId: number, name = `Pump ${tagId}`): LiveAsset => ({
  tagId,
  assetId: 100 + tagId,
  name,
  number: `P-${tagId}`,
  typeKey: 'pump',
  typeName: 'Pump',
});
const fix = (tagId: number, floorId: number, x: number, observedAt = now): BusFix => [
  tagId,
  floorId,
  x,
  2,
  3,
  0,
  observedAt,
  0,
  0,
  0,
];

function hubWith(...tagIds: number[]): FloorHub {
  const hub = new FloorHub();
  hub.setAssets(tagIds.map((tagId) => asset(tagId)));
  return hub;
}

describe('the floor hub', () => {
  it('never lets an older fix replace a newer one', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5, now)]);
    hub.apply([fix(1, 7, 1, now - 1), fix(1, 8, 1, now - 1)]);
    expect(hub.snapshot(7, now).fixes).toEqual([[1, 5, 2, 3, 0, now, 0, 0, 0]]);
    expect(hub.snapshot(8, now).fixes).toEqual([]);
  });

  it('sends only what changed, and a sign of life once a second when nothing did', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    expect(hub.frame(7, now)?.fixes).toHaveLength(1);
    hub.apply([fix(1, 7, 5)]);
    expect(hub.frame(7, now + 999)).toBeNull();
    expect(hub.frame(7, now + 1000)).toMatchObject({ sequence: 2, fixes: [], gone: [], newestObservedAt: now });
  });

  it('tells when only the chances of the zones changed', () => {
    const hub = hubWith(1);
    hub.apply([[...fix(1, 7, 5), 11, 60, 12, 30]]);
    hub.frame(7, now);
    hub.apply([[...fix(1, 7, 5), 11, 60, 12, 30]]);
    expect(hub.frame(7, now)).toBeNull();
    hub.apply([[...fix(1, 7, 5), 11, 60]]);
    expect(hub.frame(7, now)?.fixes).toEqual([[1, 5, 2, 3, 0, now, 0, 0, 0, 11, 60]]);
  });

  it('tells once when readers fall silent, and every snapshot knows it', () => {
    const hub = hubWith(1);
    const deaf: FloorHearing = { connected: true, blindZones: [[11, now - 90_000]] };
    hub.setHearing(7, deaf);
    expect(floorFrameSchema.parse(hub.frame(7, now)).hearing).toEqual(deaf);
    hub.setHearing(7, structuredClone(deaf));
    expect(hub.frame(7, now)).toBeNull();
    expect(hub.snapshot(7, now).hearing).toEqual(deaf);
    expect(hub.snapshot(8, now).hearing).toEqual({ connected: true, blindZones: [] });
  });

  it('shows a tag only once it is known whose it is, with its newest fix', () => {
    const hub = hubWith();
    hub.apply([fix(1, 7, 5)]);
    expect(hub.snapshot(7, now).fixes).toEqual([]);
    hub.setAssets([asset(1)]);
    expect(floorFrameSchema.parse(hub.frame(7, now))).toMatchObject({ assets: [{ name: 'Pump 1' }], gone: [] });
  });

  it('names a renamed asset again and takes a retired one off', () => {
    const hub = hubWith(1, 2);
    hub.apply([fix(1, 7, 5), fix(2, 7, 6)]);
    hub.frame(7, now);
    hub.setAssets([asset(1, 'Syringe pump')]);
    const frame = hub.frame(7, now);
    expect(frame?.assets.map(({ name }) => name)).toEqual(['Syringe pump']);
    expect(frame?.gone).toEqual([2]);
  });

  it('tells the old floor when a tag has left, and not when it came back before the next frame', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    hub.frame(7, now);
    hub.apply([fix(1, 8, 5, now + 1)]);
    hub.apply([fix(1, 7, 6, now + 2)]);
    expect(hub.frame(7, now)).toMatchObject({ fixes: [[1, 6, 2, 3, 0, now + 2, 0, 0, 0]], gone: [] });
    hub.apply([fix(1, 8, 5, now + 3)]);
    expect(hub.frame(7, now)).toMatchObject({ fixes: [], gone: [1] });
  });

  it('keeps nothing for floors that nobody watches', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    hub.dropPending(new Set());
    expect(hub.frame(7, now)).toMatchObject({ fixes: [], assets: [] });
    expect(hub.snapshot(7, now).fixes).toHaveLength(1);
  });

  it('makes a viewer that follows the frames see the same as one that joins now', () => {
    const step = fc.oneof(
      fc.record({
        tagId: fc.integer({ min: 1, max: 5 }),
        floorId: fc.integer({ min: 1, max: 2 }),
        x: fc.nat(50),
        at: fc.nat(50),
      }),
      fc.constant('frame' as const),
      fc.uniqueArray(fc.integer({ min: 1, max: 5 })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const hub = hubWith(1, 2, 3);
        const joined = hub.snapshot(1, now);
        const seen = new Map<number, LiveFix>(joined.fixes.map((one) => [one[0], one]));
        const named = new Set(joined.assets.map(({ tagId }) => tagId));
        let { sequence } = joined;
        const follow = (frame: FloorFrame | null) => {
          if (frame === null) return;
          expect(frame.sequence).toBe(++sequence);
          for (const tagId of frame.gone) seen.delete(tagId);
          for (const one of frame.fixes) seen.set(one[0], one);
          for (const { tagId } of frame.assets) named.add(tagId);
        };
        for (const one of steps) {
          if (one === 'frame') follow(hub.frame(1, now));
          else if (Array.isArray(one)) hub.setAssets(one.map((tagId) => asset(tagId)));
          else hub.apply([fix(one.tagId, one.floorId, one.x, now + one.at)]);
        }
        follow(hub.frame(1, now));
        const fresh = floorSnapshotSchema.parse(hub.snapshot(1, now));
        const order = (a: LiveFix, b: LiveFix) => a[0] - b[0];
        expect([...seen.values()].sort(order)).toEqual(fresh.fixes.sort(order));
        for (const tagId of seen.keys()) expect(named.has(tagId)).toBe(true);
      }),
    );
  });
});
