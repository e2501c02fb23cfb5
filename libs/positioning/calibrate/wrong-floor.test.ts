import { describe, expect, it } from 'vitest';
import { readersOnWrongFloor } from './wrong-floor.js';
import { somePlace, ward, windowAt } from './ward-for-tests.js';

const windows = Array.from({ length: 60 }, (_, k) => windowAt(...somePlace(k), k * 1000));
const upstairs = Array.from({ length: 6 }, (_, k) => ({ id: 200 + k, floorId: 2 }));

describe('readersOnWrongFloor', () => {
  it('finds a reader that the plan has on another floor than its tags', () => {
    const readers = [...ward.readers.map(({ id }) => ({ id, floorId: id === 104 ? 2 : 1 })), ...upstairs];
    const found = readersOnWrongFloor(readers, windows);
    expect(found).toMatchObject([{ readerId: 104, otherFloorId: 1 }]);
  });

  it('finds nothing where every reader hangs where the plan has it', () => {
    const readers = [...ward.readers.map(({ id }) => ({ id, floorId: 1 })), ...upstairs];
    // The floor above hears the same tags through the slab.
    const heardAbove = windows.map((window) => ({
      ...window,
      readerIds: [...window.readerIds, ...upstairs.map(({ id }) => id)],
      levelsDbm: [...window.levelsDbm, ...window.levelsDbm.slice(0, 6).map((level) => level - 18)],
      packets: [...window.packets, ...upstairs.map(() => 4)],
    }));
    expect(readersOnWrongFloor(readers, heardAbove)).toEqual([]);
  });

  it('says nothing after too few windows', () => {
    const readers = ward.readers.map(({ id }) => ({ id, floorId: id === 104 ? 2 : 1 }));
    expect(readersOnWrongFloor(readers, windows.slice(0, 20))).toEqual([]);
  });
});
