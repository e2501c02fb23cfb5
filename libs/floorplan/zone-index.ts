import type { Point } from '#contracts/geometry';
import { boundsOf, pointInPolygon, polygonArea } from './polygon.js';

/** Finds the zone at a place; built once for the zones of a floor, asked for every fix. */
export class ZoneIndex {
  /** Places in the given list, smallest zone first, so that a bay inside a ward is found before the ward. */
  readonly #order: readonly number[];
  readonly #polygons: readonly (readonly Point[])[];
  /** minX, minY, maxX, maxY of each zone in that order. */
  readonly #boxes: Float64Array;

  constructor(zones: readonly { id: number; polygon: readonly Point[] }[]) {
    const areas = zones.map((zone) => polygonArea(zone.polygon));
    this.#order = zones.map((_, index) => index).sort((a, b) => areas[a] - areas[b] || a - b);
    this.#polygons = this.#order.map((index) => zones[index].polygon);
    this.#boxes = new Float64Array(zones.length * 4);
    this.#polygons.forEach((polygon, place) => {
      const box = boundsOf(polygon);
      this.#boxes.set([box.minX, box.minY, box.maxX, box.maxY], place * 4);
    });
  }

  /** Index (in the list given to the constructor) of the smallest zone that holds the place, or -1. */
  zoneAt(x: number, y: number): number {
    const boxes = this.#boxes;
    for (let place = 0, at = 0; place < this.#order.length; place++, at += 4)
      if (
        x >= boxes[at] &&
        x <= boxes[at + 2] &&
        y >= boxes[at + 1] &&
        y <= boxes[at + 3] &&
        pointInPolygon(x, y, this.#polygons[place])
      )
        return this.#order[place];
    return -1;
  }
}
