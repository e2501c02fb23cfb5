import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import {
  floorFrameSchema,
  floorSnapshotSchema,
  packFrame,
  type FloorFrame,
  type FloorHearing,
  type LiveFix,
} from '#contracts/live';
import { audienceOf, seesAsset, seesEverything, type Visibility } from '#contracts/visibility';
import type { DirectoryAsset } from '#storage/directory-store';
import { FloorHub } from './floor-hub.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const asset = (tagId: number, name = `Pump ${tagId}`, marks: Partial<DirectoryAsset> = {}): DirectoryAsset => ({
  tagId,
  assetId: 100 + tagId,
  name,
  number: `P-${tagId}`,
  typeKey: 'pump',
  typeName: 'Pump',
  icon: 'pump',
  status: 'available',
  department: null,
  person: false,
  ...marks,
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

/** The only frame of a floor, or null: for those who see this much. */
function frameOf(hub: FloorHub, floorId: number, at: number, visibility = seesEverything): FloorFrame | null {
  return hub.frames(floorId, at, [{ name: audienceOf(visibility), visibility }])[0]?.frame ?? null;
}

const hubWith = (...tagIds: number[]) => hubOf(100_000, ...tagIds);

function hubOf(budgetBytes: number, ...tagIds: number[]): FloorHub {
  const hub = new FloorHub(budgetBytes);
  hub.setAssets(tagIds.map((tagId) => asset(tagId)));
  return hub;
}

const onlyB: Visibility = { siteIds: null, departments: ['B'], persons: false };

describe('the floor hub', () => {
  it('never lets an older fix replace a newer one', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5, now)]);
    hub.apply([fix(1, 7, 1, now - 1), fix(1, 8, 1, now - 1)]);
    expect(hub.snapshot(7, now, seesEverything).fixes).toEqual([[1, 5, 2, 3, 0, now, 0, 0, 0]]);
    expect(hub.snapshot(8, now, seesEverything).fixes).toEqual([]);
  });

  it('sends only what changed, and a sign of life once a second when nothing did', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    expect(frameOf(hub, 7, now)?.fixes).toHaveLength(1);
    hub.apply([fix(1, 7, 5)]);
    expect(frameOf(hub, 7, now + 999)).toBeNull();
    expect(frameOf(hub, 7, now + 1000)).toMatchObject({ sequence: 2, fixes: [], gone: [], newestObservedAt: now });
  });

  it('tells what is told of some assets now without moving them, and nothing of tags it does not know', () => {
    const hub = hubWith(1, 2);
    hub.apply([fix(1, 7, 5), fix(2, 7, 5)]);
    frameOf(hub, 7, now);
    const dirty = asset(1, 'Pump 1', { status: 'needs-cleaning' });
    hub.changeAssets([dirty, asset(3), { ...asset(2), assetId: 999, status: 'lent' }]);
    expect(frameOf(hub, 7, now)).toMatchObject({
      assets: [{ tagId: 1, status: 'needs-cleaning' }],
      fixes: [],
      gone: [],
    });
    hub.changeAssets([dirty]);
    expect(frameOf(hub, 7, now)).toBeNull();
    expect(hub.snapshot(7, now, seesEverything).assets.map(({ status }) => status)).toEqual([
      ...['needs-cleaning', 'available'],
    ]);
  });

  it('tells a changed status only to those who see the asset', () => {
    const hub = new FloorHub();
    hub.setAssets([asset(1, 'Pump 1', { department: 'A' })]);
    hub.apply([fix(1, 7, 5)]);
    expect(frameOf(hub, 7, now, onlyB)?.assets).toEqual([]);
    hub.changeAssets([asset(1, 'Pump 1', { department: 'A', status: 'lent' })]);
    expect(frameOf(hub, 7, now, onlyB)).toBeNull();
    hub.changeAssets([asset(1, 'Pump 1', { department: 'B', status: 'lent' })]);
    const frame = frameOf(hub, 7, now, onlyB);
    expect([frame?.assets[0].status, frame?.fixes.map(([tagId]) => tagId)]).toEqual(['lent', [1]]);
  });

  it('tells when only the chances of the zones changed', () => {
    const hub = hubWith(1);
    hub.apply([[...fix(1, 7, 5), 11, 60, 12, 30]]);
    frameOf(hub, 7, now);
    hub.apply([[...fix(1, 7, 5), 11, 60, 12, 30]]);
    expect(frameOf(hub, 7, now)).toBeNull();
    hub.apply([[...fix(1, 7, 5), 11, 60]]);
    expect(frameOf(hub, 7, now)?.fixes).toEqual([[1, 5, 2, 3, 0, now, 0, 0, 0, 11, 60]]);
  });

  it('tells once when readers fall silent, and every snapshot knows it', () => {
    const hub = hubWith(1);
    const deaf: FloorHearing = { connected: true, blindZones: [[11, now - 90_000]] };
    hub.setHearing(7, deaf);
    expect(floorFrameSchema.parse(packFrame(frameOf(hub, 7, now)!)).hearing).toEqual(deaf);
    hub.setHearing(7, structuredClone(deaf));
    expect(frameOf(hub, 7, now)).toBeNull();
    expect(hub.snapshot(7, now, seesEverything).hearing).toEqual(deaf);
    expect(hub.snapshot(8, now, seesEverything).hearing).toEqual({ connected: true, blindZones: [] });
  });

  it('shows a tag only once it is known whose it is, with its newest fix', () => {
    const hub = hubWith();
    hub.apply([fix(1, 7, 5)]);
    expect(hub.snapshot(7, now, seesEverything).fixes).toEqual([]);
    hub.setAssets([asset(1)]);
    expect(floorFrameSchema.parse(packFrame(frameOf(hub, 7, now)!))).toMatchObject({
      assets: [{ name: 'Pump 1' }],
      gone: [],
    });
  });

  it('names a renamed asset again and takes a retired one off', () => {
    const hub = hubWith(1, 2);
    hub.apply([fix(1, 7, 5), fix(2, 7, 6)]);
    frameOf(hub, 7, now);
    hub.setAssets([asset(1, 'Syringe pump')]);
    const frame = frameOf(hub, 7, now);
    expect(frame?.assets.map(({ name }) => name)).toEqual(['Syringe pump']);
    expect(frame?.gone).toEqual([2]);
  });

  it('tells the old floor when a tag has left, and not when it came back before the next frame', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    frameOf(hub, 7, now);
    hub.apply([fix(1, 8, 5, now + 1)]);
    hub.apply([fix(1, 7, 6, now + 2)]);
    expect(frameOf(hub, 7, now)).toMatchObject({ fixes: [[1, 6, 2, 3, 0, now + 2, 0, 0, 0]], gone: [] });
    hub.apply([fix(1, 8, 5, now + 3)]);
    expect(frameOf(hub, 7, now)).toMatchObject({ fixes: [], gone: [1] });
  });

  it('keeps nothing for floors that nobody watches', () => {
    const hub = hubWith(1);
    hub.apply([fix(1, 7, 5)]);
    hub.dropPending(new Set());
    expect(frameOf(hub, 7, now)).toMatchObject({ fixes: [], assets: [] });
    expect(hub.snapshot(7, now, seesEverything).fixes).toHaveLength(1);
  });

  it('tells the newest observation of the site, and only of what is seen', () => {
    const hub = hubWith();
    hub.setSites(
      new Map([
        [7, 'here'],
        [8, 'there'],
      ]),
    );
    hub.setAssets([asset(1), asset(2, 'Pump 2', { department: 'A' }), asset(3)]);
    hub.apply([fix(1, 7, 1, now - 50), fix(2, 7, 1, now - 20), fix(3, 8, 1, now)]);
    expect(frameOf(hub, 7, now)?.newestObservedAt).toBe(now - 20);
    expect(frameOf(hub, 7, now, onlyB)?.newestObservedAt).toBe(now - 50);
    expect(frameOf(hub, 8, now)?.newestObservedAt).toBe(now);
  });

  it('sends nothing to those who see nothing of what changed, not even a number out of turn', () => {
    const hub = hubWith();
    hub.setAssets([asset(1, 'Pump', { department: 'A' }), asset(2, 'Badge', { person: true })]);
    hub.apply([fix(1, 7, 5), fix(2, 7, 5)]);
    expect(frameOf(hub, 7, now, onlyB)).toMatchObject({
      sequence: 1,
      assets: [],
      fixes: [],
      gone: [],
      newestObservedAt: 0,
    });
    hub.apply([fix(1, 7, 6, now + 1), fix(2, 8, 5, now + 1)]);
    expect(frameOf(hub, 7, now + 200, onlyB)).toBeNull();
    expect(frameOf(hub, 7, now + 1000, onlyB)).toMatchObject({ sequence: 2, assets: [], fixes: [], gone: [] });
    expect(hub.snapshot(7, now, onlyB)).toMatchObject({ sequence: 2, assets: [], fixes: [] });
  });

  it('says of an asset that was given to others that it is gone here and there', () => {
    const hub = hubWith();
    const onlyA: Visibility = { ...onlyB, departments: ['A'] };
    const audiences = [onlyA, onlyB].map((visibility) => ({ name: audienceOf(visibility), visibility }));
    hub.setAssets([asset(1, 'Pump', { department: 'A' })]);
    hub.apply([fix(1, 7, 5)]);
    hub.frames(7, now, audiences);
    hub.setAssets([asset(1, 'Pump', { department: 'B' })]);
    const [a, b] = hub.frames(7, now, audiences).map(({ frame }) => frame);
    expect(a).toMatchObject({ assets: [], fixes: [], gone: [1] });
    expect(b).toMatchObject({ assets: [{ name: 'Pump' }], fixes: [[1, 5, 2, 3, 0, now, 0, 0, 0]], gone: [] });
    expect(JSON.stringify(b)).not.toContain('person');
  });

  it('does not show where a person was as the place of what carries the tag next', () => {
    const hub = hubWith();
    hub.setAssets([asset(1, 'Badge', { person: true })]);
    hub.apply([fix(1, 7, 5)]);
    frameOf(hub, 7, now);
    hub.setAssets([asset(1, 'Pump')]);
    expect(frameOf(hub, 7, now)).toMatchObject({ fixes: [], gone: [1] });
    expect(hub.snapshot(7, now, seesEverything).fixes).toEqual([]);
  });

  it('takes off whom the database does not know any more, and nobody who was heard of while it was asked', () => {
    const hub = hubWith(1, 2, 3);
    hub.apply([fix(1, 7, 5), fix(2, 7, 6), fix(3, 7, 7)]);
    frameOf(hub, 7, now);
    const asked = hub.placed();
    hub.apply([fix(2, 7, 8, now + 1)]);
    hub.applyAll([fix(3, 7, 7)], asked);
    expect(frameOf(hub, 7, now)).toMatchObject({ moves: [[2, 8, 2, 3, 0, now + 1, 0, 0, 0]], gone: [1] });
    expect(hub.snapshot(7, now, seesEverything).fixes.map(([tagId]) => tagId)).toEqual([2, 3]);
    // Named again it does not come back.
    hub.setAssets([asset(2), asset(3)]);
    hub.setAssets([asset(1), asset(2), asset(3)]);
    expect(hub.snapshot(7, now, seesEverything).fixes).toHaveLength(2);
  });

  it('makes viewers of every kind who follow the frames see what one of their kind sees who joins now', () => {
    const marks = fc.record({ department: fc.constantFrom(null, 'A', 'B'), person: fc.boolean() });
    const step = fc.oneof(
      fc.record({
        tagId: fc.integer({ min: 1, max: 5 }),
        floorId: fc.integer({ min: 1, max: 2 }),
        x: fc.nat(50),
        at: fc.nat(50),
      }),
      fc.constant('frame' as const),
      fc.record({ known: fc.uniqueArray(fc.integer({ min: 1, max: 5 })) }),
      fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), marks), { selector: ([tagId]) => tagId }),
    );
    const kinds: Visibility[] = [
      seesEverything,
      { siteIds: null, departments: null, persons: false },
      { siteIds: null, departments: ['A'], persons: true },
      onlyB,
    ];
    const audiences = kinds.map((visibility) => ({ name: audienceOf(visibility), visibility }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(1, 30, 100_000), (steps, budgetBytes) => {
        const hub = hubOf(budgetBytes, 1, 2, 3);
        const viewers = new Map(audiences.map(({ name, visibility }) => [name, new Follower(hub, visibility)]));
        let marked = new Map<number, DirectoryAsset>([1, 2, 3].map((tagId) => [tagId, asset(tagId)]));
        /** What each tag was since the frame before: its viewers may be told that it is gone. */
        let lately = new Map<number, DirectoryAsset[]>();
        const frame = () => {
          for (const { audience, frame } of hub.frames(1, now, audiences)) viewers.get(audience)!.follow(frame, lately);
          lately = new Map([...marked].map(([tagId, one]) => [tagId, [one]]));
        };
        frame();
        for (const one of steps) {
          if (one === 'frame') frame();
          else if ('known' in one) {
            const asked = hub.placed();
            hub.applyAll(
              [...asked].flatMap(
                ([
                  tagId,
                  {
                    floorId,
                    fix: [, ...rest],
                  },
                ]): BusFix[] => (one.known.includes(tagId) ? [[tagId, floorId, ...rest]] : []),
              ),
              asked,
            );
          } else if (Array.isArray(one)) {
            marked = new Map(one.map(([tagId, mark]) => [tagId, asset(tagId, undefined, mark)]));
            for (const [tagId, now] of marked) lately.set(tagId, [...(lately.get(tagId) ?? []), now]);
            hub.setAssets([...marked.values()]);
          } else hub.apply([fix(one.tagId, one.floorId, one.x, now + one.at)]);
        }
        // With a small budget it takes some frames until everything is told.
        for (let more = 0; more < 12; more++) frame();
        for (const viewer of viewers.values()) viewer.compare();
      }),
    );
  });
});

/** A viewer who sees so much, and checks that no frame names anything else. */
class Follower {
  private readonly seen = new Map<number, LiveFix>();
  private readonly named = new Set<number>();
  private sequence: number;

  constructor(
    private readonly hub: FloorHub,
    private readonly visibility: Visibility,
  ) {
    this.sequence = hub.snapshot(1, now, visibility).sequence;
  }

  follow(frame: FloorFrame, lately: ReadonlyMap<number, DirectoryAsset[]>): void {
    expect(frame.sequence).toBe(++this.sequence);
    const places = [...frame.fixes, ...frame.moves, ...frame.heard].map(([tagId]) => tagId);
    expect(new Set(places).size).toBe(places.length);
    const told = [...frame.gone, ...places, ...frame.assets.map(({ tagId }) => tagId)];
    for (const tagId of told)
      expect(lately.get(tagId)!.some((one) => seesAsset(this.visibility, { ...one, siteId: null }))).toBe(true);
    for (const tagId of frame.gone) this.seen.delete(tagId);
    for (const one of frame.fixes) this.seen.set(one[0], one);
    for (const one of frame.moves) this.seen.set(one[0], [...one, ...this.seen.get(one[0])!.slice(9)] as LiveFix);
    for (const [tagId, observedAt] of frame.heard) {
      const [id, x, y, radius90M, zoneId, , ...rest] = this.seen.get(tagId)!;
      this.seen.set(tagId, [id, x, y, radius90M, zoneId, observedAt, ...rest]);
    }
    for (const { tagId } of frame.assets) this.named.add(tagId);
  }

  compare(): void {
    const fresh = floorSnapshotSchema.parse(this.hub.snapshot(1, now, this.visibility));
    const order = (a: LiveFix, b: LiveFix) => a[0] - b[0];
    expect([...this.seen.values()].sort(order)).toEqual(fresh.fixes.sort(order));
    for (const tagId of this.seen.keys()) expect(this.named.has(tagId)).toBe(true);
  }
}
