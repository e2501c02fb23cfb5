import { isPushed } from '#contracts/asset-types';
import type { ParLevel, Stock, StockLine } from '#contracts/par-levels';
import { freshnessOf, type ZoneChance } from '#contracts/position';
import type { Visibility } from '#contracts/visibility';
import { type HoldingLevel, lackOf, maybeFrom, type StockAsset } from '#equipment/stock-count';
import { type StockMove, stockLines } from '#equipment/stock-moves';
import { holdsAt, type WallTime, wallTime } from '#equipment/stock-week';
import type { ParLevelStore } from '#storage/par-level-store';
import type { NamedAsset, StockRow, StockStore, StockZone } from '#storage/stock-store';
import type { Hearing } from '../hearing/hearing.js';
import type { HouseWays } from '../ways/house-ways.js';
import { placeOfZone, type StockHouse, type StockZones } from './stock-zones.js';
import { walkingWays } from './walking-ways.js';

/** A level with the zones it is counted in. */
interface Holding extends HoldingLevel {
  level: ParLevel;
}

/** A count is made anew when it is older than this, and shown meanwhile up to that age, ms. */
const countedEveryMs = 2_000;
const shownForMs = 10_000;
/** Who sees the same is shown the same count; those asked for longest ago are dropped. */
const mostKept = 32;

/** What is there, what is short, and what would mend it, now. */
export class StockBoard {
  readonly #kept = new Map<string, { at: number; stock: Stock | null; next: Promise<Stock> | null }>();

  constructor(
    private readonly levels: Pick<ParLevelStore, 'list'>,
    private readonly store: Pick<StockStore, 'assets' | 'icons' | 'names'>,
    private readonly zones: Pick<StockZones, 'house'>,
    private readonly hearing: Pick<Hearing, 'blindSince'>,
    private readonly ways: Pick<HouseWays, 'plans'>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * The levels that hold now and that somebody sees, worst first, as of at most ten seconds ago. The plan of moves is made
   * for all of them before they are filtered.
   */
  async tell(filter: { department?: string; site?: number }, visibility: Visibility): Promise<Stock> {
    const { at, lines, withoutPlace } = await this.#current(visibility);
    const { department, site } = filter;
    const fits = ({ place }: ParLevel) =>
      (department === undefined || place.department === department) && (site === undefined || place.siteId === site);
    return { at, withoutPlace: withoutPlace.filter(fits), lines: lines.filter(({ level }) => fits(level)) };
  }

  /** Levels have changed: everything is counted anew before it is shown. */
  forget(): void {
    this.#kept.clear();
  }

  /** Counting takes a while in a large house, and many ask every few seconds. */
  async #current(visibility: Visibility): Promise<Stock> {
    const key = JSON.stringify([visibility.siteIds, visibility.departments]);
    const kept = this.#kept.get(key) ?? { at: -Infinity, stock: null, next: null };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    const ageMs = this.now() - kept.at;
    if (kept.stock && ageMs <= countedEveryMs) return kept.stock;
    const at = this.now();
    kept.next ??= this.#count(at, visibility)
      .then((stock) => Object.assign(kept, { at, stock }).stock)
      .finally(() => (kept.next = null));
    if (!kept.stock || ageMs > shownForMs) return kept.next;
    // Who asks next is told when it fails again and again.
    kept.next.catch(() => undefined);
    return kept.stock;
  }

  async #count(at: number, visibility: Visibility): Promise<Stock> {
    const [levels, house, plans] = await Promise.all([
      this.levels.list(visibility),
      this.zones.house(),
      this.ways.plans(),
    ]);
    const holding = holdingAt(at, levels, house);
    const typeKeys = [...new Set(holding.map(({ typeKey }) => typeKey))];
    const rows = typeKeys.length === 0 ? [] : await this.store.assets(typeKeys, 1 - maybeFrom, visibility);
    const assets = rows.map((row) => this.#asset(row, at, house, visibility));
    const icons = await this.store.icons(typeKeys);
    const ways = walkingWays(plans, house, (typeKey) => isPushed(icons.get(typeKey) ?? 'device'));
    const lines = stockLines(holding, assets, this.#blindAmong(holding, house), ways);
    const named = await this.#named(lines.flatMap(({ moves }) => moves));
    const stood = new Map(assets.map(({ id, stoodSince }) => [id, stoodSince]));
    const told = lines.map(({ count, state, moves }, place): StockLine => {
      const { level } = holding[place];
      return {
        level,
        ...{ state, least: count.least, likely: count.likely, most: count.most },
        ...{ notReady: count.notReady, blind: count.blind, lack: state === 'unknown' ? 0 : lackOf(count, level) },
        moves: moves.map((move) => toldMove(move, holding, house, named, stood)),
      };
    });
    const withoutPlace = levels.filter((level) => zonesOf(level, house).length === 0);
    return { at: new Date(at).toISOString(), withoutPlace, lines: told.sort(worstFirst) };
  }

  #asset(row: StockRow, at: number, { zones }: StockHouse, { departments }: Visibility): StockAsset {
    const [id, typeKey, status, reserved, part, floorId, zoneId, chances, ambiguous, observedAt, rhythmMs] = row;
    const [stoodSince, homeZoneId] = row.slice(11) as [number | null, number | null];
    const zone = zoneId === null ? undefined : zones.get(zoneId);
    const silentSince = this.hearing.blindSince(floorId, zoneId);
    const blindForMs = silentSince === null ? null : at - Math.max(silentSince, observedAt);
    return {
      ...{ id, typeKey, status, reserved, zoneId, ambiguous, stoodSince, homeZoneId },
      siteId: zone?.siteId ?? 0,
      // What stands in another department may be its stock: only those who see its levels are told to take it.
      movable: !part && zone !== undefined && isOf(departments, zone),
      chances: chances === null ? [] : chancesOf(chances),
      freshness: freshnessOf(at - observedAt, rhythmMs, blindForMs),
    };
  }

  #blindAmong(holding: readonly Holding[], { zones }: StockHouse): Set<number> {
    const blind = new Set<number>();
    for (const zoneId of new Set(holding.flatMap(({ zoneIds }) => zoneIds)))
      if (this.hearing.blindSince(zones.get(zoneId)!.floorId, zoneId) !== null) blind.add(zoneId);
    return blind;
  }

  async #named(moves: readonly StockMove[]): Promise<Map<number, NamedAsset>> {
    const ids = [...new Set(moves.flatMap(({ assetIds }) => assetIds))];
    return new Map((ids.length === 0 ? [] : await this.store.names(ids)).map((asset) => [asset.id, asset]));
  }
}

/** The zones on a plan that a level is counted in. */
function zonesOf(
  { place: { zoneId, siteId, department } }: ParLevel,
  { zones, ofDepartment }: StockHouse,
): StockZone[] {
  if (zoneId === null) return ofDepartment.get(`${siteId} ${department}`) ?? [];
  const zone = zones.get(zoneId);
  return zone ? [zone] : [];
}

/** The levels that hold at a moment by the clock of their site, in zones that are on a plan. */
function holdingAt(at: number, levels: readonly ParLevel[], house: StockHouse): Holding[] {
  const clocks = new Map<string, WallTime>();
  return levels.flatMap((level): Holding[] => {
    const { siteId } = level.place;
    const there = zonesOf(level, house);
    if (there.length === 0) return [];
    const { timeZone } = there[0];
    const clock = clocks.get(timeZone) ?? wallTime(at, timeZone);
    clocks.set(timeZone, clock);
    if (!holdsAt(level, clock)) return [];
    const { id, typeKey, target, criticalMin, criticalMax } = level;
    return [
      { ...{ id, typeKey, siteId, target, criticalMin, criticalMax, level }, zoneIds: there.map((zone) => zone.id) },
    ];
  });
}

function isOf(departments: readonly string[] | null, { department }: StockZone): boolean {
  return departments === null || department === null || departments.includes(department);
}

function chancesOf(json: string): ZoneChance[] {
  return (JSON.parse(json) as [number, number][]).map(([zoneId, probability]) => ({ zoneId, probability }));
}

function toldMove(
  { fromZoneId, toLevel, toZoneId, walkS, assetIds, afterCleaning }: StockMove,
  holding: readonly Holding[],
  { zones }: StockHouse,
  named: ReadonlyMap<number, NamedAsset>,
  stood: ReadonlyMap<number, number | null>,
): StockLine['moves'][number] {
  const assets = assetIds.flatMap((id) => named.get(id) ?? []);
  return {
    count: assets.length,
    from: placeOfZone(zones.get(fromZoneId)!),
    to: toLevel === null ? placeOfZone(zones.get(toZoneId!)!) : holding[toLevel].level.place,
    walkS: walkS === null ? null : Math.round(walkS),
    assets: assets.map((asset) => {
      const since = stood.get(asset.id) ?? null;
      return { ...asset, stoodSince: since === null ? null : new Date(since).toISOString() };
    }),
    afterCleaning,
  };
}

const order = ['critical', 'short', 'unknown', 'over', 'right'] as const;

function worstFirst(a: StockLine, b: StockLine): number {
  return order.indexOf(a.state) - order.indexOf(b.state) || b.lack - a.lack || a.level.id - b.level.id;
}
