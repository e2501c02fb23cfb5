import { describe, expect, it } from 'vitest';
import type { SiteTree } from '#contracts/api';
import { findFloor, firstFloorId, floorsFromTop, levelSign } from './floor-tree.js';

const tree: SiteTree = {
  sites: [
    { id: 1, key: 'empty', name: 'Empty', timeZone: 'UTC', attribution: null, buildings: [] },
    {
      id: 2,
      key: 'north',
      name: 'North',
      timeZone: 'Europe/Berlin',
      attribution: null,
      buildings: [
        {
          id: 3,
          key: 'main',
          name: 'Main',
          floors: [
            { id: 30, key: 'basement', name: 'Basement', level: -1 },
            { id: 32, key: 'l2', name: 'Level 2', level: 2 },
            { id: 31, key: 'ground', name: 'Ground floor', level: 0 },
          ],
        },
      ],
    },
  ],
};

describe('the tree of sites, buildings and floors', () => {
  it('starts at the entrance floor of the first site that has floors', () => {
    expect(firstFloorId(tree, null)).toBe(31);
  });

  it('goes back to the floor watched last, unless that is gone', () => {
    expect(firstFloorId(tree, 32)).toBe(32);
    expect(firstFloorId(tree, 99)).toBe(31);
  });

  it('has no floor to show when none was set up', () => {
    expect(firstFloorId({ sites: [] }, 5)).toBeNull();
  });

  it('lists floors from the top down, each with a short sign', () => {
    const building = findFloor(tree, 30)!.building;
    expect(floorsFromTop(building).map(levelSign)).toEqual(['L2', '0', '-1']);
  });
});
