import type { LiveFix } from '#contracts/live';
import { freshnessOf } from '#contracts/position';
import type { FloorHub, Place } from '../live/floor-hub.js';
import type { HousePlans } from '../ways/house-plans.js';
import type { Register } from './register.js';
import { surenessOf } from './sureness.js';

/** Since when (ms since 1970) the readers of a zone are silent; null while one is heard. */
type BlindSince = (floorId: number, zoneId: number | null) => number | null;

/** So old may the table be, milliseconds: making it costs a few. */
const freshForMs = 1000;

/** Where every row of the register is, as the live map knows it; typed arrays, because all rows are looked at. */
export interface PlaceTable {
  /** Place of its zone in the plans; -1 outside all zones or nowhere. */
  zone: Int32Array;
  /** 0: nowhere. */
  floorId: Int32Array;
  /** Its site; 0 while nothing is known of it, -1 on a floor that is not yet known. */
  siteId: Int32Array;
  x: Float32Array;
  y: Float32Array;
  /** How sure the place is, doubts left aside. */
  sureness: Float32Array;
}

/** Makes the table, and keeps it for a moment. */
export class PlaceTables {
  #made: { table: PlaceTable; at: number; register: Register; plans: HousePlans } | null = null;

  constructor(
    private readonly hub: Pick<FloorHub, 'placeOf'>,
    private readonly blindSince: BlindSince,
  ) {}

  of(register: Register, plans: HousePlans, now: number): PlaceTable {
    const made = this.#made;
    if (made && made.register === register && made.plans === plans && Math.abs(now - made.at) < freshForMs)
      return made.table;
    const table = this.#make(register, plans, now);
    this.#made = { table, at: now, register, plans };
    return table;
  }

  #make(register: Register, plans: HousePlans, now: number): PlaceTable {
    const rows = register.size;
    // The same arrays again while the register stays: they are large.
    const table = this.#made?.register === register ? this.#made.table : emptyTable(rows);
    for (let row = 0; row < rows; row++) {
      const place = register.tagId[row] === 0 ? undefined : this.hub.placeOf(register.tagId[row]);
      table.floorId[row] = place?.floorId ?? 0;
      table.siteId[row] = place ? (plans.siteOfFloor.get(place.floorId) ?? -1) : 0;
      table.zone[row] = place ? plans.zoneAt(place.fix[4]) : -1;
      table.x[row] = place?.fix[1] ?? 0;
      table.y[row] = place?.fix[2] ?? 0;
      table.sureness[row] = place ? this.#sureness(place, now) : 0;
    }
    return table;
  }

  #sureness({ floorId, fix }: Place, now: number): number {
    // By index: a pattern would go through an iterator, twenty thousand times.
    const zoneId = fix[4];
    const observedAt = fix[5];
    const reportingIntervalMs = fix[7] === 0 ? null : fix[7];
    const ageMs = now - observedAt;
    const silentSince = this.blindSince(floorId, zoneId === 0 ? null : zoneId);
    const blindForMs = silentSince === null ? null : now - Math.max(silentSince, observedAt);
    return surenessOf({
      freshness: freshnessOf(ageMs, reportingIntervalMs, blindForMs),
      ageMs,
      reportingIntervalMs,
      zoneChance: zoneId === 0 ? null : chanceOf(zoneId, fix),
      radius90M: fix[3],
      doubted: false,
    });
  }
}

function emptyTable(rows: number): PlaceTable {
  return {
    zone: new Int32Array(rows),
    floorId: new Int32Array(rows),
    siteId: new Int32Array(rows),
    x: new Float32Array(rows),
    y: new Float32Array(rows),
    sureness: new Float32Array(rows),
  };
}

/** Chances of zones follow the nine numbers of a fix, in percent. */
const firstChance = 9;

function chanceOf(zoneId: number, fix: LiveFix): number {
  for (let at = firstChance; at + 1 < fix.length; at += 2) if (fix[at] === zoneId) return fix[at + 1] / 100;
  // Zones of less than a hundredth are not told.
  return fix.length === firstChance ? 1 : 0.01;
}
