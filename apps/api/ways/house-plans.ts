import type { Reach } from '#floorplan/ways/reach';
import type { WayPlace } from '#floorplan/ways/way-floor';
import { Ways } from '#floorplan/ways/ways';
import type { WayFloorRow } from '#storage/way-floors';
import { type Near, nearZoneOfDepartment, type ToldPlace } from './near.js';

/** What is remembered of ways takes at most about this much memory. */
const mostRememberedBytes = 32 * 1024 * 1024;
const bytesPerNode = 20;

/** A zone of the plans. */
export interface PlanZone {
  id: number;
  name: string;
  department: string | null;
  floorId: number;
  siteId: number;
}

/** The plans of the house at one moment, and the ways through it; what was found is remembered. */
export class HousePlans {
  readonly ways: Ways;
  readonly zones: ReadonlyMap<number, PlanZone>;
  readonly siteOfFloor: ReadonlyMap<number, number>;
  readonly #zoneAt: ReadonlyMap<number, number>;
  readonly #reaches = new Map<string, Reach | null>();

  constructor(readonly floors: readonly WayFloorRow[]) {
    this.ways = new Ways(floors);
    this.#zoneAt = new Map([...this.ways.zoneIds].map((id, at) => [id, at]));
    this.siteOfFloor = new Map(floors.map(({ id, siteId }) => [id, siteId]));
    this.zones = new Map(
      floors.flatMap(({ id: floorId, siteId, zones }) =>
        zones.map(({ id, name, department }) => [id, { id, name, department, floorId, siteId }] as const),
      ),
    );
  }

  /** Place of a zone in `ways.zoneIds`; -1 when the plans have none with this id. */
  zoneAt(zoneId: number): number {
    return this.#zoneAt.get(zoneId) ?? -1;
  }

  /** Where a place is that somebody names; null when there is none such on these sites (null for all). */
  placeOf(near: Near, siteIds: readonly number[] | null): ToldPlace | null {
    const place = this.#placeOf(near, siteIds);
    return place && (siteIds === null || siteIds.includes(this.siteOfFloor.get(place.floorId)!)) ? place : null;
  }

  /** What is how far from a place; the same answer as before for a place of the same zone less than a metre away. */
  reach(place: WayPlace, mayClimb: boolean): Reach | null {
    const zoneId = place.zoneId ?? this.ways.zoneNear(place)?.zoneId ?? '';
    const key = `${place.floorId},${zoneId},${Math.round(place.x)},${Math.round(place.y)},${mayClimb}`;
    let reach = this.#reaches.get(key);
    if (reach === undefined) reach = this.ways.from(place, { mayClimb });
    this.#reaches.delete(key);
    this.#reaches.set(key, reach);
    const most = Math.max(8, Math.floor(mostRememberedBytes / (bytesPerNode * Math.max(1, this.ways.size))));
    if (this.#reaches.size > most) this.#reaches.delete(this.#reaches.keys().next().value!);
    return reach;
  }

  /** Of a department of one site only the one of that site is meant. */
  #departmentPlace({ department, siteId }: Near & { kind: 'department' }, siteIds: readonly number[] | null) {
    const sites = siteId === null ? siteIds : [siteId].filter((id) => siteIds === null || siteIds.includes(id));
    return nearZoneOfDepartment(this.floors, department, sites, (id) => this.ways.zonePlace(id));
  }

  #placeOf(near: Near, siteIds: readonly number[] | null): ToldPlace | null {
    switch (near.kind) {
      case 'zone':
        return this.ways.zonePlace(near.zoneId);
      case 'department':
        return this.#departmentPlace(near, siteIds);
      case 'floor': {
        const middle = this.ways.floorPlace(near.floorId);
        if (!middle || !near.at) return middle;
        const place = { floorId: near.floorId, x: near.at[0], y: near.at[1] };
        return { ...place, name: this.ways.zoneNear(place)?.name ?? middle.name };
      }
    }
  }
}
