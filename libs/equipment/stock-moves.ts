import {
  countStock,
  type HoldingLevel,
  isReady,
  isSurelyPlaced,
  lackOf,
  levelsByTypeAndZone,
  type StockAsset,
  type StockCount,
  type StockState,
  stockState,
} from './stock-count.js';

/** How far one zone is from a place. */
export interface Way {
  /** On foot, seconds; null while nobody knows. */
  walkS: number | null;
  /** Smaller is nearer. */
  order: number;
}

/** Says of each zone how far equipment of a type has to go from there to the nearest of some zones; null: there is no way. */
export type WaysTo = (typeKey: string, zoneIds: readonly number[]) => (fromZoneId: number) => Way | null;

/** Some assets of a type that should go from a zone to where they are needed, or home. */
export interface StockMove {
  typeKey: string;
  fromZoneId: number;
  /** Place of the level in the list that they go to; null when they go home, to `toZoneId`. */
  toLevel: number | null;
  toZoneId: number | null;
  walkS: number | null;
  /** Those that stood longest first. */
  assetIds: number[];
  afterCleaning: boolean;
}

export interface StockLine {
  count: StockCount;
  state: StockState;
  /** Of a shortage what comes, of an overstock what goes, nearest first. */
  moves: StockMove[];
}

/**
 * What is there for each level, and the moves that would mend what is not right. The moves are one plan: no asset is in
 * two of them, and all of them together leave no level below its target that was not below it, counting only what
 * is surely there.
 */
export function stockLines(
  levels: readonly HoldingLevel[],
  assets: readonly StockAsset[],
  blindZones: ReadonlySet<number>,
  waysTo: WaysTo,
): StockLine[] {
  const counts = countStock(levels, assets, blindZones);
  const states = counts.map((count, place) => stockState(count, levels[place]));
  const moves = new StockPlan(levels, counts, states, assets, waysTo).moves();
  const zonesOf = levels.map(({ zoneIds }) => new Set(zoneIds));
  return levels.map((level, place) => {
    const state = states[place];
    const own = moves.filter(({ typeKey, fromZoneId, toLevel, afterCleaning }) => {
      if (typeKey !== level.typeKey) return false;
      const leaves = zonesOf[place].has(fromZoneId);
      const ends = toLevel !== null && isWithin(levels[toLevel], zonesOf[place]);
      if (state === 'over') return leaves && !ends && !afterCleaning;
      return (state === 'critical' || state === 'short') && ends && (afterCleaning || !leaves);
    });
    return { count: counts[place], state, moves: own };
  });
}

/** Whether all zones of a level are among these. */
function isWithin({ zoneIds }: HoldingLevel, zones: ReadonlySet<number>): boolean {
  return zoneIds.every((zoneId) => zones.has(zoneId));
}

/** Decides worst first who gets what; what was given away is remembered. */
class StockPlan {
  readonly #at: Map<string, Map<number, number[]>>;
  readonly #zonesOf: ReadonlySet<number>[];
  /** How many of the ready ones each level can give away. */
  readonly #spare: number[];
  /** How many are on their way to each level. */
  readonly #coming: number[];
  readonly #planned: StockMove[] = [];
  readonly #given = new Set<number>();

  constructor(
    private readonly levels: readonly HoldingLevel[],
    private readonly counts: readonly StockCount[],
    private readonly states: readonly StockState[],
    private readonly assets: readonly StockAsset[],
    private readonly waysTo: WaysTo,
  ) {
    this.#at = levelsByTypeAndZone(levels);
    this.#zonesOf = levels.map(({ zoneIds }) => new Set(zoneIds));
    this.#spare = levels.map(({ target }, place) => counts[place].least - target);
    this.#coming = levels.map(() => 0);
  }

  moves(): StockMove[] {
    const types = new Set(this.levels.map(({ typeKey }) => typeKey));
    const placed = this.assets.filter((asset) => types.has(asset.typeKey) && asset.movable && isSurelyPlaced(asset));
    const ready = byTypeAndZone(placed.filter(isReady));
    const dirty = byTypeAndZone(placed.filter(({ status, reserved }) => status === 'needs-cleaning' && !reserved));
    const short = this.#shortWorstFirst();
    for (const place of short) this.#bring(place, ready, false);
    for (const place of short) this.#bring(place, dirty, true);
    for (const [place, state] of this.states.entries()) if (state === 'over') this.#sendHome(place, ready);
    return this.#planned;
  }

  #shortWorstFirst(): number[] {
    const rank = (place: number) => (this.states[place] === 'critical' ? 0 : 1);
    return [...this.levels.keys()]
      .filter((place) => this.states[place] === 'critical' || this.states[place] === 'short')
      .sort(
        (a, b) =>
          rank(a) - rank(b) ||
          this.levels[a].zoneIds.length - this.levels[b].zoneIds.length ||
          this.#lack(b) - this.#lack(a) ||
          this.levels[a].id - this.levels[b].id,
      );
  }

  #lack(place: number): number {
    return lackOf(this.counts[place], this.levels[place]) - this.#coming[place];
  }

  #bring(place: number, sources: Sources, afterCleaning: boolean): void {
    if (this.#lack(place) <= 0) return;
    const { typeKey, siteId, zoneIds } = this.levels[place];
    const zones = sources.get(typeKey);
    if (!zones) return;
    const wayFrom = this.waysTo(typeKey, zoneIds);
    const nearest = [...zones]
      .filter(([zoneId, [first]]) => first.siteId === siteId && (afterCleaning || !this.#zonesOf[place].has(zoneId)))
      .flatMap(([zoneId, assets]) => {
        const way = wayFrom(zoneId);
        return way ? [{ zoneId, assets, way }] : [];
      })
      .sort((a, b) => a.way.order - b.way.order || a.zoneId - b.zoneId);
    for (const { zoneId, assets, way } of nearest) {
      const taken: number[] = [];
      for (const { id } of assets) {
        if (this.#lack(place) <= 0) break;
        if (this.#given.has(id) || (!afterCleaning && !this.#canGive(typeKey, zoneId, place))) continue;
        this.#give(id, typeKey, zoneId, place, afterCleaning);
        taken.push(id);
      }
      if (taken.length > 0)
        this.#planned.push({
          ...{ typeKey, fromZoneId: zoneId, toLevel: place, toZoneId: null },
          ...{ walkS: way.walkS, assetIds: taken, afterCleaning },
        });
      if (this.#lack(place) <= 0) return;
    }
  }

  /** Levels that have one less when one of a type leaves a zone for a level, or for a zone. */
  #losing(typeKey: string, zoneId: number, toLevel: number | null, toZoneId: number | null = null): number[] {
    return (this.#at.get(typeKey)?.get(zoneId) ?? []).filter((place) =>
      toLevel === null ? !this.#zonesOf[place].has(toZoneId!) : !isWithin(this.levels[toLevel], this.#zonesOf[place]),
    );
  }

  #canGive(typeKey: string, zoneId: number, toLevel: number): boolean {
    return this.#losing(typeKey, zoneId, toLevel).every((place) => this.#spare[place] > 0);
  }

  #give(id: number, typeKey: string, zoneId: number, toLevel: number, afterCleaning: boolean): void {
    this.#given.add(id);
    if (!afterCleaning) for (const place of this.#losing(typeKey, zoneId, toLevel)) this.#spare[place]--;
    for (const [place, level] of this.levels.entries()) {
      if (level.typeKey !== typeKey || !isWithin(this.levels[toLevel], this.#zonesOf[place])) continue;
      if (afterCleaning || !this.#zonesOf[place].has(zoneId)) this.#coming[place]++;
    }
  }

  /** What nobody needs goes home, where its home has room. */
  #sendHome(place: number, ready: Sources): void {
    const { typeKey, zoneIds } = this.levels[place];
    const homes = new Map<string, StockMove>();
    const here = zoneIds.flatMap((zoneId) => ready.get(typeKey)?.get(zoneId) ?? []).sort(longestFirst);
    for (const { id, zoneId, homeZoneId } of here) {
      if (this.#spare[place] <= 0) return;
      if (this.#given.has(id) || homeZoneId === null || this.#zonesOf[place].has(homeZoneId)) continue;
      const losing = this.#losing(typeKey, zoneId!, null, homeZoneId);
      const way = this.waysTo(typeKey, [homeZoneId])(zoneId!);
      if (!way || !losing.every((other) => this.#spare[other] > 0) || !this.#hasRoom(typeKey, homeZoneId, zoneId!))
        continue;
      this.#given.add(id);
      for (const other of losing) this.#spare[other]--;
      for (const other of this.#at.get(typeKey)?.get(homeZoneId) ?? []) this.#coming[other]++;
      const move = homes.get(`${zoneId} ${homeZoneId}`) ?? {
        ...{ typeKey, fromZoneId: zoneId!, toLevel: null, toZoneId: homeZoneId },
        ...{ walkS: way.walkS, assetIds: [], afterCleaning: false },
      };
      if (move.assetIds.length === 0) this.#planned.push(move);
      homes.set(`${zoneId} ${homeZoneId}`, move);
      move.assetIds.push(id);
    }
  }

  #hasRoom(typeKey: string, homeZoneId: number, fromZoneId: number): boolean {
    return (this.#at.get(typeKey)?.get(homeZoneId) ?? []).every((place) => {
      const { criticalMax } = this.levels[place];
      if (criticalMax === null || this.#zonesOf[place].has(fromZoneId)) return true;
      return this.counts[place].most + this.#coming[place] < criticalMax;
    });
  }
}

/** Assets by type and the zone they stand in, those that stood longest first. */
type Sources = ReadonlyMap<string, ReadonlyMap<number, StockAsset[]>>;

function byTypeAndZone(assets: readonly StockAsset[]): Sources {
  const found = new Map<string, Map<number, StockAsset[]>>();
  for (const asset of assets.toSorted(longestFirst)) {
    const zones = found.get(asset.typeKey) ?? new Map<number, StockAsset[]>();
    found.set(asset.typeKey, zones);
    const there = zones.get(asset.zoneId!);
    if (there) there.push(asset);
    else zones.set(asset.zoneId!, [asset]);
  }
  return found;
}

function longestFirst(a: StockAsset, b: StockAsset): number {
  return (a.stoodSince ?? Infinity) - (b.stoodSince ?? Infinity) || a.id - b.id;
}
