import { describe, expect, it } from 'vitest';
import { listedTags, nameOfTag, strengthOf, type HeardTag } from './heard-order.js';

const tag = (tagId: number, levelDbm: number, assetName: string | null): HeardTag => ({
  tagId,
  tagKey: `AA:0${tagId}`,
  assetId: null,
  assetName,
  levelDbm,
  readerId: 1,
  readerName: 'R-1',
  lastHeardAt: '2026-11-20T10:00:00.000Z',
  packets: 9,
  readers: 3,
});
const pump = tag(1, -72, 'Infusion pump 7');
const bed = tag(2, -48, 'Bed 12');
const bare = tag(3, -60, null);

describe('the list of heard tags', () => {
  it('has the strongest first, which is the one held close to a reader', () => {
    expect(listedTags([pump, bed, bare], '', null).map(({ tagId }) => tagId)).toEqual([2, 3, 1]);
  });

  it('finds by words of the name and by the key', () => {
    expect(listedTags([pump, bed, bare], 'pump 7', null).map(({ tagId }) => tagId)).toEqual([1]);
    expect(listedTags([pump, bed, bare], 'aa:03', null).map(({ tagId }) => tagId)).toEqual([3]);
  });

  it('keeps the chosen tag whatever is searched, also when it falls silent', () => {
    expect(listedTags([bed, bare], 'bed', pump)).toEqual([
      { ...pump, heard: false },
      { ...bed, heard: true },
    ]);
    expect(listedTags([pump, bed], 'bed', pump).map(({ tagId, heard }) => [tagId, heard])).toEqual([
      [2, true],
      [1, true],
    ]);
  });

  it('calls a tag by its thing, else by its key', () => {
    expect([nameOfTag(bed), nameOfTag(bare)]).toEqual(['Bed 12', 'AA:03']);
  });

  it('puts levels into three words', () => {
    expect([-40, -60, -85].map(strengthOf)).toEqual(['veryNear', 'near', 'far']);
  });
});
