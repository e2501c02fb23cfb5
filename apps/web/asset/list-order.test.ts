import { describe, expect, it } from 'vitest';
import type { LiveTag } from '../live/floor-state.js';
import { filterTags, freshnessCounts } from './list-order.js';

const ready = { icon: 'pump', status: 'available', department: null } as const;
const tag = (tagId: number, name: string, typeName: string, observedAt = 0): LiveTag => ({
  tagId,
  asset: { tagId, assetId: tagId, name, number: `N-${tagId}`, typeKey: typeName, typeName, ...ready },
  x: 0,
  y: 0,
  radius90M: 1,
  zoneId: null,
  observedAt,
  method: 'grid',
  reportingIntervalMs: null,
  ambiguous: false,
  zones: [],
  fromX: 0,
  fromY: 0,
  movedAtMs: 0,
});

describe('the list of a floor', () => {
  const tags = [tag(1, 'Pump 10', 'Pump'), tag(2, 'Pump 9', 'Pump'), tag(3, 'Bed 1', 'Bed')];

  it('stands by type, then by name with numbers as numbers', () => {
    expect(filterTags(tags, '').map((entry) => entry.tagId)).toEqual([3, 2, 1]);
  });

  it('finds by words in any order, in name, number or type', () => {
    expect(filterTags(tags, '10 pump').map((entry) => entry.tagId)).toEqual([1]);
    expect(filterTags(tags, 'n-3').map((entry) => entry.tagId)).toEqual([3]);
    expect(filterTags(tags, 'ventilator')).toEqual([]);
  });

  it('finds without regard to accents and dashes, by other words for the type, and by status', () => {
    const some = [tag(1, 'Überwachungsmonitor', 'Monitor'), tag(2, 'Bett 2', 'Bed')];
    const found = (text: string) =>
      filterTags(some, text, new Map([['Bed', ['Pflegebett']]])).map((entry) => entry.tagId);
    expect(found('uberwachung')).toEqual([1]);
    expect(found('n1')).toEqual([1]);
    expect(found('pflegeb')).toEqual([2]);
    expect(found('available')).toEqual([2, 1]);
  });

  it('counts by freshness', () => {
    const now = 1_000_000;
    const some = [tag(1, 'a', 'a', now - 5_000), tag(2, 'b', 'a', now - 60_000), tag(3, 'c', 'a', now - 600_000)];
    expect(freshnessCounts(some, now, null)).toEqual({ live: 1, ageing: 1, lost: 1, blind: 0 });
    const blindSince = new Map([[0, now - 100_000]]);
    expect(freshnessCounts(some, now, { blindSince })).toEqual({ live: 1, ageing: 0, lost: 1, blind: 1 });
  });
});
