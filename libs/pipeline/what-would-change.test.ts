import { describe, expect, it } from 'vitest';
import type { HeardReader, Told } from './explain.js';
import { smallHouse } from './house-for-tests.js';
import { whatWouldChange } from './what-would-change.js';

const house = smallHouse();
const floor = house.floors.get(1)!;
const [west, east] = [11, 12];

/** What readers hear of a tag at a place without any shadow; `offDb` is added to all of them. */
function heard(x: number, y: number, readerIds: readonly number[], offDb = 0): HeardReader[] {
  return readerIds.map((readerId) => {
    const place = house.readerIndex[readerId];
    const { readers } = house;
    const distance = Math.hypot(readers.x[place] - x, readers.y[place] - y, readers.z[place] - 1);
    const expectedDbm = -59 - 20 * Math.log10(distance);
    const distanceM = Math.hypot(readers.x[place] - x, readers.y[place] - y);
    return { readerId, levelDbm: expectedDbm + offDb, packets: 20, heardAt: 0, expectedDbm, distanceM };
  });
}
const all = [100, 101, 102, 103, 104, 105];
const told = (x: number, y: number, zoneId: number): Told => ({
  floorId: 1,
  x,
  y,
  varX: 2,
  varY: 2,
  covXY: 0,
  zoneId,
  zones: [
    { zoneId, probability: 0.6 },
    { zoneId: zoneId === west ? east : west, probability: 0.4 },
  ],
});

describe('what would change the answer', () => {
  it('is the smallest change of one level that names the other room: that reader is then heard from nearer', () => {
    const changes = whatWouldChange(house, floor, heard(13, 10, all), told(13, 10, west));
    expect(changes).toMatchObject([{ kind: 'level', zoneId: east }]);
    const [change] = changes;
    if (change.kind !== 'level') throw new Error('a level was expected');
    expect(Math.abs(change.byDb)).toBeLessThanOrEqual(10);
    const nearer = heard(14.5, 10, all);
    const further = whatWouldChange(house, floor, nearer, told(14.5, 10, west)).find(({ kind }) => kind === 'level');
    expect(further?.kind === 'level' && Math.abs(further.byDb)).toBeLessThan(Math.abs(change.byDb));
  });

  it('is where the tag was before, when the levels alone name another room', () => {
    expect(whatWouldChange(house, floor, heard(25, 10, all), told(13, 10, west))).toMatchObject([
      { kind: 'history', zoneId: east },
    ]);
  });

  it('is a reader on the side from which nobody hears it, unless that lies outside the floor', () => {
    const sides = (x: number, readerIds: number[]) =>
      whatWouldChange(house, floor, heard(x, 10, readerIds), told(x, 10, west)).filter(({ kind }) => kind === 'side');
    expect(sides(10, [101, 104, 102])).toEqual([{ kind: 'side', towards: 'left', zoneId: west }]);
    expect(sides(2, [101, 104, 102])).toEqual([]);
    expect(sides(10, all)).toEqual([]);
  });

  it('is one more reader along the direction that is least sure, with the radius it would leave', () => {
    const unsure = { ...told(10, 10, west), varX: 25, varY: 4 };
    const reader = whatWouldChange(house, floor, heard(10, 10, all), unsure).find(({ kind }) => kind === 'reader');
    if (reader?.kind !== 'reader') throw new Error('a reader was expected');
    expect(['left', 'right']).toContain(reader.towards);
    expect(reader.radius90M).toBeLessThan(0.8 * reader.beforeM);
    // Never less than what is not known across that direction: 1.64 standard deviations of 2 m.
    expect(reader.radius90M).toBeGreaterThan(3.2);
  });

  it('is a survey where all levels differ from what is expected, unless there was one', () => {
    const readers = heard(10, 10, all, -8);
    const kinds = (model: typeof floor) =>
      whatWouldChange(house, model, readers, told(10, 10, west)).filter(({ kind }) => kind === 'survey');
    expect(kinds(floor)).toEqual([{ kind: 'survey', offDb: expect.closeTo(8, 3) }]);
    const calibration = { survey: [{ readerId: 100, x: 11, y: 10, levelDbm: -70 }] } as never;
    expect(kinds({ ...floor, calibration })).toEqual([]);
  });

  it('is nothing when no reader heard it', () => {
    expect(whatWouldChange(house, floor, [], told(10, 10, west))).toEqual([]);
  });
});
