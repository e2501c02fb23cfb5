import type { BusFix } from '#contracts/bus';
import {
  heartbeatMs,
  type FloorFrame,
  type FloorHearing,
  type FloorSnapshot,
  type LiveAsset,
  type LiveFix,
} from '#contracts/live';

/** Before the readers were looked at nothing is said against them. */
const unknownHearing: FloorHearing = { connected: true, blindZones: [] };

/** What viewers of one floor know, and what they do not know yet. */
interface Floor {
  sequence: number;
  lastFrameAt: number;
  fixes: Map<number, LiveFix>;
  changed: Set<number>;
  toName: Set<number>;
  gone: Set<number>;
  hearing: FloorHearing;
  hearingChanged: boolean;
}

/** A tag's newest fix and its floor. */
interface Place {
  floorId: number;
  fix: LiveFix;
}

/**
 * Remembers the newest fix of every tag, floor by floor, and says what viewers of a floor have to hear.
 * Only tags that an asset carries are shown. The clock is an argument, in milliseconds since 1970.
 */
export class FloorHub {
  private readonly floors = new Map<number, Floor>();
  private readonly places = new Map<number, Place>();
  private assets = new Map<number, LiveAsset>();
  /** Newest observation heard of on any floor, 0 before the first. */
  newestObservedAt = 0;

  /** Takes fixes in; one that is older than what is known of its tag changes nothing. */
  apply(fixes: readonly BusFix[]): void {
    for (const [tagId, floorId, ...rest] of fixes) {
      const fix: LiveFix = [tagId, ...rest];
      const observedAt = fix[5];
      if (observedAt > this.newestObservedAt) this.newestObservedAt = observedAt;
      const known = this.places.get(tagId);
      if (known && known.fix[5] > observedAt) continue;
      if (known && known.floorId !== floorId) this.takeOff(tagId, known.floorId);
      this.places.set(tagId, { floorId, fix });
      if (this.assets.has(tagId)) this.show(tagId, floorId, fix);
    }
  }

  /** Takes over who is in service: new ones appear, renamed ones are named again, retired ones vanish. */
  setAssets(assets: readonly LiveAsset[]): void {
    const before = this.assets;
    this.assets = new Map(assets.map((asset) => [asset.tagId, asset]));
    for (const tagId of before.keys()) {
      if (this.assets.has(tagId)) continue;
      const place = this.places.get(tagId);
      if (place) this.takeOff(tagId, place.floorId);
      this.places.delete(tagId);
    }
    for (const asset of assets) {
      const place = this.places.get(asset.tagId);
      if (!place) continue;
      const known = before.get(asset.tagId);
      if (!known) this.show(asset.tagId, place.floorId, place.fix);
      else if (!sameAsset(known, asset)) this.floor(place.floorId).toName.add(asset.tagId);
    }
  }

  /** Everything on a floor now. */
  snapshot(floorId: number, now: number): FloorSnapshot {
    const floor = this.floors.get(floorId);
    const fixes = floor ? [...floor.fixes.values()] : [];
    return {
      floorId,
      sequence: floor?.sequence ?? 0,
      serverTime: now,
      assets: fixes.map(([tagId]) => this.assets.get(tagId) as LiveAsset),
      fixes,
      hearing: floor?.hearing ?? unknownHearing,
    };
  }

  /** Takes over whether the readers of a floor can be relied on; viewers hear of it when that changed. */
  setHearing(floorId: number, hearing: FloorHearing): void {
    const floor = this.floor(floorId);
    if (JSON.stringify(floor.hearing) === JSON.stringify(hearing)) return;
    floor.hearing = hearing;
    floor.hearingChanged = true;
  }

  /** What changed on a floor since the last frame; null when nothing did and no sign of life is due. */
  frame(floorId: number, now: number): FloorFrame | null {
    const floor = this.floor(floorId);
    const idle = floor.changed.size === 0 && floor.gone.size === 0 && floor.toName.size === 0 && !floor.hearingChanged;
    if (idle && now - floor.lastFrameAt < heartbeatMs) return null;
    const frame: FloorFrame = {
      floorId,
      sequence: ++floor.sequence,
      serverTime: now,
      newestObservedAt: this.newestObservedAt,
      assets: [...floor.toName].flatMap((tagId) => this.assets.get(tagId) ?? []),
      fixes: [...floor.changed].flatMap((tagId) => [floor.fixes.get(tagId) as LiveFix]),
      gone: [...floor.gone],
      ...(floor.hearingChanged ? { hearing: floor.hearing } : {}),
    };
    floor.lastFrameAt = now;
    this.clearPending(floor);
    return frame;
  }

  /** Drops what nobody is watching for; the next viewer gets it all as a snapshot. */
  dropPending(watched: { has(floorId: number): boolean }): void {
    for (const [floorId, floor] of this.floors) if (!watched.has(floorId)) this.clearPending(floor);
  }

  private show(tagId: number, floorId: number, fix: LiveFix): void {
    const floor = this.floor(floorId);
    const shown = floor.fixes.get(tagId);
    if (shown?.length === fix.length && shown.every((value, index) => value === fix[index])) return;
    if (!shown) floor.toName.add(tagId);
    floor.gone.delete(tagId);
    floor.fixes.set(tagId, fix);
    floor.changed.add(tagId);
  }

  private takeOff(tagId: number, floorId: number): void {
    const floor = this.floor(floorId);
    if (!floor.fixes.delete(tagId)) return;
    floor.changed.delete(tagId);
    floor.toName.delete(tagId);
    floor.gone.add(tagId);
  }

  private floor(floorId: number): Floor {
    let floor = this.floors.get(floorId);
    if (!floor) {
      floor = {
        sequence: 0,
        lastFrameAt: 0,
        fixes: new Map(),
        changed: new Set(),
        toName: new Set(),
        gone: new Set(),
        hearing: unknownHearing,
        hearingChanged: false,
      };
      this.floors.set(floorId, floor);
    }
    return floor;
  }

  private clearPending(floor: Floor): void {
    floor.changed.clear();
    floor.toName.clear();
    floor.gone.clear();
    floor.hearingChanged = false;
  }
}

function sameAsset(a: LiveAsset, b: LiveAsset): boolean {
  return (
    a.assetId === b.assetId &&
    a.name === b.name &&
    a.number === b.number &&
    a.typeKey === b.typeKey &&
    a.typeName === b.typeName
  );
}
