import { type HouseModel, houseModel } from './model.js';

/** A small hospital for tests: two floors of 30 by 20 m, six readers each, two rooms side by side on each floor. */
export function smallHouse(keepEveryFix = false): HouseModel {
  return houseModel(
    [1, 2].map((floor) => ({
      id: floor,
      siteId: 1,
      level: floor - 1,
      bounds: { minX: 0, minY: 0, maxX: 30, maxY: 20 },
      tagHeightM: 1,
      keepEveryFix,
      zones: [
        {
          id: floor * 10 + 1,
          kind: 'patient-room',
          polygon: [
            [0, 0],
            [15, 0],
            [15, 20],
            [0, 20],
          ],
        },
        {
          id: floor * 10 + 2,
          kind: 'storage',
          polygon: [
            [15, 0],
            [30, 0],
            [30, 20],
            [15, 20],
          ],
        },
      ],
      readers: [
        [5, 5],
        [15, 5],
        [25, 5],
        [5, 15],
        [15, 15],
        [25, 15],
      ].map(([x, y], index) => ({ id: floor * 100 + index, x, y, z: 2.7 })),
    })),
  );
}

/**
 * Level in hundredths of a dBm that a reader of `smallHouse` hears of a tag at a place of the first floor: path loss, and
 * some decibels that come and go over a few metres, as furniture makes them.
 */
export function levelAt(house: HouseModel, readerId: number, x: number, y: number): number {
  const index = house.readerIndex[readerId];
  const { readers } = house;
  const slabDb = readerId >= 200 ? 18 : 0;
  const distance = Math.hypot(readers.x[index] - x, readers.y[index] - y, readers.z[index] - 1);
  const shadowDb = 4 * Math.sin(1.1 * x + 2.3 * readerId) * Math.cos(0.9 * y + 1.7 * readerId);
  return Math.round((readers.levelAt1mDbm[index] - 20 * Math.log10(distance) - slabDb + shadowDb) * 100);
}
