import type { FloorDetail } from '#contracts/api';
import { poleOfInaccessibility } from '#floorplan/pole-of-inaccessibility';
import { distanceToBoundary } from '#floorplan/polygon';
import { ZoneIndex } from '#floorplan/zone-index';
import { locale } from '../texts/locale.js';

type Zone = FloorDetail['zones'][number];

/** A place outside all rooms is told by a room that is no further away than this, metres. */
const nearM = 4;

/** Where a place is in terms of rooms: in one, near one, or neither. */
export interface RoomOfPlace {
  zone: Zone | null;
  inside: boolean;
}

/** Tells which room of a floor a place is in; built once for a floor, asked while a pin is dragged. */
export class RoomNames {
  readonly #index: ZoneIndex;

  constructor(private readonly zones: readonly Zone[]) {
    this.#index = new ZoneIndex(zones);
  }

  /** The smallest room at a place (metres), else the nearest one within a few steps. */
  at(x: number, y: number): RoomOfPlace {
    const found = this.#index.zoneAt(x, y);
    if (found >= 0) return { zone: this.zones[found], inside: true };
    let nearest: Zone | null = null;
    let nearestM = nearM;
    for (const zone of this.zones) {
      const awayM = -distanceToBoundary(x, y, zone.polygon);
      if (awayM < nearestM) [nearest, nearestM] = [zone, awayM];
    }
    return { zone: nearest, inside: false };
  }

  /** A place well inside a room, metres; null when the floor has no such room. */
  middleOf(zoneId: number): { x: number; y: number } | null {
    const zone = this.zones.find(({ id }) => id === zoneId);
    if (!zone) return null;
    const { x, y } = poleOfInaccessibility(zone.polygon);
    return { x, y };
  }

  /** All rooms by name, as a person looks for one: numbers in their order. */
  byName(): Zone[] {
    const order = new Intl.Collator(locale, { numeric: true });
    return [...this.zones].sort((a, b) => order.compare(a.name, b.name));
  }
}
