import type { BusFix } from '#contracts/bus';
import {
  frameBudgetBytes,
  heartbeatMs,
  type FloorFrame,
  type FloorHearing,
  type FloorSnapshot,
  type LiveAsset,
  type LiveFix,
} from '#contracts/live';
import { audienceOf, type Visibility } from '#contracts/visibility';
import type { DirectoryAsset } from '#storage/directory-store';
import { type Group, liveAsset, newestOf, sameAsset, seesGroup } from './asset-groups.js';
import { type Floor, newFloor, unknownHearing, type View } from './floor-memory.js';
import { changeOf, mergeChanges, PendingPlaces } from './pending-places.js';

/** A tag's newest fix and its floor. */
export interface Place {
  floorId: number;
  fix: LiveFix;
}

/** Viewers who see the same of a floor. */
export interface Audience {
  /** As `audienceOf` names it. */
  name: string;
  visibility: Visibility;
}

/**
 * Remembers the newest fix of every tag, floor by floor, and says what viewers of a floor have to hear, each audience
 * only of the assets it sees. Only tags that an asset carries are shown. That a floor's site is seen at all is checked
 * before. The clock is an argument, in milliseconds since 1970.
 */
export class FloorHub {
  /** @param budgetBytes the most that the places of one frame take, about */
  constructor(private readonly budgetBytes: number = frameBudgetBytes) {}

  private readonly floors = new Map<number, Floor>();
  private readonly places = new Map<number, Place>();
  private assets = new Map<number, LiveAsset>();
  private groupOfTag = new Map<number, Group>();
  private readonly groups = new Map<string, Group>();
  private siteOfFloor: ReadonlyMap<number, string> = new Map();
  private readonly newestOnSite = new Map<string, Map<Group, number>>();

  /** Takes fixes in; one that is older than what is known of its tag changes nothing. */
  apply(fixes: readonly BusFix[]): void {
    for (const [tagId, floorId, ...rest] of fixes) {
      const fix: LiveFix = [tagId, ...rest];
      const known = this.places.get(tagId);
      if (known && known.fix[5] > fix[5]) continue;
      if (known && known.floorId !== floorId) this.takeOff(tagId, known.floorId);
      this.places.set(tagId, { floorId, fix });
      const group = this.groupOfTag.get(tagId);
      if (group) this.show(tagId, floorId, fix, group);
    }
  }

  /** Where a tag is known to be now. */
  placeOf(tagId: number): Place | undefined {
    return this.places.get(tagId);
  }

  /** Where tags are known to be now; to be kept while the database is asked, for `applyAll`. */
  placed(): ReadonlyMap<number, Place> {
    return new Map(this.places);
  }

  /**
   * Takes in the fixes of all tags of which the database knows a place. Others are forgotten, unless they were heard of
   * since it was asked: a fix may be committed while the answer is on its way.
   * @param asked what was `placed` just before the question
   */
  applyAll(fixes: readonly BusFix[], asked: ReadonlyMap<number, Place>): void {
    const known = new Set(fixes.map(([tagId]) => tagId));
    for (const [tagId, place] of asked) {
      if (known.has(tagId) || this.places.get(tagId) !== place) continue;
      this.takeOff(tagId, place.floorId);
      this.places.delete(tagId);
    }
    this.apply(fixes);
  }

  /** Takes over on which site, by its key, each floor is. */
  setSites(siteOfFloor: ReadonlyMap<number, string>): void {
    this.siteOfFloor = siteOfFloor;
    for (const [floorId, floor] of this.floors) floor.newest = this.newestAround(floorId);
  }

  /**
   * Takes over who is in service: new ones appear, renamed ones are named again, retired ones vanish, and those that
   * belong to others now vanish here and appear there.
   */
  setAssets(assets: readonly DirectoryAsset[]): void {
    const before = this.assets;
    this.assets = new Map(assets.map((asset) => [asset.tagId, liveAsset(asset)]));
    for (const tagId of before.keys()) {
      if (this.assets.has(tagId)) continue;
      const place = this.places.get(tagId);
      if (place) this.takeOff(tagId, place.floorId);
      this.places.delete(tagId);
      this.groupOfTag.delete(tagId);
    }
    for (const asset of assets) this.takeOver(asset, before.get(asset.tagId));
  }

  /** Takes over what is told of some assets now; tags of which no asset was known are for `setAssets`. */
  changeAssets(assets: readonly DirectoryAsset[]): void {
    for (const asset of assets) {
      const known = this.assets.get(asset.tagId);
      if (known?.assetId !== asset.assetId) continue;
      this.assets.set(asset.tagId, liveAsset(asset));
      this.takeOver(asset, known);
    }
  }

  /** Everything on a floor now that an audience sees. */
  snapshot(floorId: number, now: number, visibility: Visibility): FloorSnapshot {
    const floor = this.floors.get(floorId);
    const fixes = floor ? [...floor.fixes.values()].filter(([tagId]) => this.sees(visibility, tagId)) : [];
    return {
      floorId,
      sequence: floor?.views.get(audienceOf(visibility))?.sequence ?? 0,
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

  /**
   * What changed on a floor since the last frames, for each of its audiences. An audience for which nothing did is left
   * out until a sign of life is due: its frames tell nothing of what others are sent.
   */
  frames(floorId: number, now: number, audiences: Iterable<Audience>): { audience: string; frame: FloorFrame }[] {
    const floor = this.floor(floorId);
    const views = new Map<string, View>();
    const frames: { audience: string; frame: FloorFrame }[] = [];
    for (const { name, visibility } of audiences) {
      const view = floor.views.get(name) ?? { sequence: 0, lastFrameAt: 0, pending: new PendingPlaces() };
      views.set(name, view);
      const news = this.news(floor, view.pending, visibility);
      if (news === null && now - view.lastFrameAt < heartbeatMs) continue;
      view.lastFrameAt = now;
      const newestObservedAt = newestOf(floor.newest, visibility);
      const frame = { floorId, sequence: ++view.sequence, serverTime: now, newestObservedAt, ...(news ?? nothing) };
      frames.push({ audience: name, frame });
    }
    // An audience that nobody belongs to any more begins anew.
    floor.views = views;
    this.clearPending(floor);
    return frames;
  }

  /** Drops what nobody is watching for; the next viewer gets it all as a snapshot. */
  dropPending(watched: { has(floorId: number): boolean }): void {
    for (const [floorId, floor] of this.floors) {
      if (watched.has(floorId)) continue;
      this.clearPending(floor);
      floor.views.clear();
    }
  }

  /** What an audience has to hear of a floor; null for nothing. */
  private news(floor: Floor, pending: PendingPlaces, visibility: Visibility): News | null {
    const sees = (group: Group) => seesGroup(visibility, group);
    const unseen = new Set([...this.groups.values()].filter((group) => !sees(group)));
    const isSeen = (tagId: number) => unseen.size === 0 || !unseen.has(this.groupOfTag.get(tagId)!);
    const named = [...floor.toName].filter(isSeen);
    const first = new Set(named.filter((tagId) => floor.changed.has(tagId)));
    const gone = [...floor.gone].flatMap(([tagId, groups]) => (groups.some(sees) ? [tagId] : []));
    for (const [tagId, former] of floor.regrouped) {
      const seesNow = isSeen(tagId);
      if (!seesNow && former.some(sees)) gone.push(tagId);
      if (seesNow && !former.every(sees)) {
        if (!floor.toName.has(tagId)) named.push(tagId);
        first.add(tagId);
      }
    }
    for (const tagId of gone) pending.forget(tagId);
    for (const [tagId, change] of floor.changed) if (isSeen(tagId)) pending.add(tagId, change);
    const places = pending.take((tagId) => floor.fixes.get(tagId), first, this.budgetBytes);
    const told = places.fixes.length + places.moves.length + places.heard.length;
    if (named.length + gone.length + told === 0 && !floor.hearingChanged) return null;
    return {
      assets: named.flatMap((tagId) => this.assets.get(tagId) ?? []),
      ...places,
      gone,
      ...(floor.hearingChanged ? { hearing: floor.hearing } : {}),
    };
  }

  /** Tells viewers of an asset as it is now. @param known what they were told of it before */
  private takeOver(asset: DirectoryAsset, known: LiveAsset | undefined): void {
    const { tagId } = asset;
    const formerGroup = this.groupOfTag.get(tagId);
    const group = this.group(asset);
    this.groupOfTag.set(tagId, group);
    const place = this.places.get(tagId);
    if (!place) return;
    // Where a person was says nothing of what carries the tag next.
    if (formerGroup?.person && !group.person) {
      this.takeOff(tagId, place.floorId, formerGroup);
      this.places.delete(tagId);
      return;
    }
    const floor = this.floor(place.floorId);
    if (!known) this.show(tagId, place.floorId, place.fix, group);
    else if (!sameAsset(known, this.assets.get(tagId)!)) floor.toName.add(tagId);
    if (formerGroup && formerGroup !== group)
      floor.regrouped.set(tagId, [...(floor.regrouped.get(tagId) ?? []), formerGroup]);
  }

  private sees(visibility: Visibility, tagId: number): boolean {
    const group = this.groupOfTag.get(tagId);
    return group !== undefined && seesGroup(visibility, group);
  }

  /** Floors of which no site is known yet count as one. */
  private newestAround(floorId: number): Map<Group, number> {
    const site = this.siteOfFloor.get(floorId) ?? '';
    const newest = this.newestOnSite.get(site) ?? new Map<Group, number>();
    this.newestOnSite.set(site, newest);
    return newest;
  }

  private group({ department, person }: Pick<Group, 'department' | 'person'>): Group {
    const name = JSON.stringify([department, person]);
    let group = this.groups.get(name);
    if (!group) this.groups.set(name, (group = { department, person }));
    return group;
  }

  private show(tagId: number, floorId: number, fix: LiveFix, group: Group): void {
    const floor = this.floor(floorId);
    if (fix[5] > (floor.newest.get(group) ?? 0)) floor.newest.set(group, fix[5]);
    const shown = floor.fixes.get(tagId);
    const change = changeOf(shown, fix);
    if (change === null) return;
    if (!shown) floor.toName.add(tagId);
    // Gone and back before anybody was told: those who knew it in another group are told of the change.
    const former = floor.gone.get(tagId);
    if (former?.some((one) => one !== group)) floor.regrouped.set(tagId, former);
    floor.gone.delete(tagId);
    floor.fixes.set(tagId, fix);
    floor.changed.set(tagId, mergeChanges(floor.changed.get(tagId), change));
  }

  private takeOff(tagId: number, floorId: number, group = this.groupOfTag.get(tagId)!): void {
    const floor = this.floor(floorId);
    if (!floor.fixes.delete(tagId)) return;
    floor.changed.delete(tagId);
    floor.toName.delete(tagId);
    floor.gone.set(tagId, [...(floor.regrouped.get(tagId) ?? []), group]);
    floor.regrouped.delete(tagId);
  }

  private floor(floorId: number): Floor {
    let floor = this.floors.get(floorId);
    if (!floor) {
      floor = newFloor(this.newestAround(floorId));
      this.floors.set(floorId, floor);
    }
    return floor;
  }

  private clearPending(floor: Floor): void {
    floor.changed.clear();
    floor.toName.clear();
    floor.gone.clear();
    floor.regrouped.clear();
    floor.hearingChanged = false;
  }
}

type News = Pick<FloorFrame, 'assets' | 'fixes' | 'moves' | 'heard' | 'gone' | 'hearing'>;
const nothing: News = { assets: [], fixes: [], moves: [], heard: [], gone: [] };
