import { describe, expect, it } from 'vitest';
import { findReaders } from './reader-search.js';

const readers = [
  { key: 'gw-10', name: 'Corridor 10', place: 'North, Ground floor' },
  { key: 'gw-2', name: 'Corridor 2', place: 'North, Ground floor' },
  { key: 'ac:23:3f', name: 'Theatre', place: 'North, Basement' },
];

describe('finding readers', () => {
  it('counts numbers in names as numbers, floor by floor', () => {
    expect(findReaders(readers, '').map(({ key }) => key)).toEqual(['ac:23:3f', 'gw-2', 'gw-10']);
  });

  it('looks for every word in name, key and place', () => {
    expect(findReaders(readers, ' GROUND corridor ').map(({ key }) => key)).toEqual(['gw-2', 'gw-10']);
    expect(findReaders(readers, '3f').map(({ key }) => key)).toEqual(['ac:23:3f']);
    expect(findReaders(readers, 'corridor basement')).toEqual([]);
  });
});
