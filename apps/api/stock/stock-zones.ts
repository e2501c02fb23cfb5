import type { StockPlace } from '#contracts/par-levels';
import type { ZoneMiddle } from '#equipment/straight-ways';
import { poleOfInaccessibility } from '#floorplan/pole-of-inaccessibility';
import type { DirectoryStore } from '#storage/directory-store';
import type { StockStore, StockZone } from '#storage/stock-store';

/** The zones of the house as stock levels see them. */
export interface StockHouse {
  zones: ReadonlyMap<number, StockZone>;
  /** By site and department: "7 Cardiology". */
  ofDepartment: ReadonlyMap<string, StockZone[]>;
  middles: ReadonlyMap<number, ZoneMiddle>;
}

/** Keeps the zones in memory, and reads them again when the directory has changed. */
export class StockZones {
  #version = -1;
  #house: StockHouse = { zones: new Map(), ofDepartment: new Map(), middles: new Map() };

  constructor(
    private readonly directory: Pick<DirectoryStore, 'version'>,
    private readonly store: Pick<StockStore, 'zones'>,
  ) {}

  async house(): Promise<StockHouse> {
    const version = await this.directory.version();
    if (version !== this.#version) {
      const zones = await this.store.zones();
      this.#house = {
        zones: new Map(zones.map((zone) => [zone.id, zone])),
        ofDepartment: zonesByDepartment(zones),
        middles: new Map(zones.map((zone) => [zone.id, middleOf(zone)])),
      };
      this.#version = version;
    }
    return this.#house;
  }
}

/** A zone as a place that levels and moves name. */
export function placeOfZone({ id, department, name, floorId, floorName, siteId, siteName }: StockZone): StockPlace {
  return { zoneId: id, department, name, floorId, floorName, siteId, siteName };
}

function zonesByDepartment(zones: readonly StockZone[]): Map<string, StockZone[]> {
  const found = new Map<string, StockZone[]>();
  for (const zone of zones) {
    const key = `${zone.siteId} ${zone.department ?? ''}`;
    const own = found.get(key);
    if (own) own.push(zone);
    else found.set(key, [zone]);
  }
  return found;
}

function middleOf({ id, buildingId, level, polygon }: StockZone): ZoneMiddle {
  const { x, y } = poleOfInaccessibility(polygon, 0.5);
  return { id, buildingId, level, x, y };
}
