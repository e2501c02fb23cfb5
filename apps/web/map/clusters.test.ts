import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apartFromPixelsPerMetre, clusterAt, clusterRadius, clusterTags } from './clusters.js';
import type { DrawnTag, View } from './drawn-tag.js';
import { markerStyle } from './marker-style.js';

const pump = markerStyle('pump', 'Pump', 'pump');
const bed = markerStyle('bed', 'Bed', 'bed');
const view: View = { width: 1440, height: 900, originX: 100, originY: 800, pixelsPerMetre: 16 };
const none = () => false;

function tag(tagId: number, x: number, y: number, marks: Partial<DrawnTag> = {}): DrawnTag {
  return {
    ...{ tagId, x, y, radius90M: 1, freshness: 'live', style: pump, status: 'available', name: 'A', number: '1' },
    ...marks,
  };
}
const crowd = (count: number, x: number, y: number, marks: Partial<DrawnTag> = {}) =>
  Array.from({ length: count }, (_, index) => tag(index + 1, x + (index % 3), y, marks));

const scattered = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 900 })), { maxLength: 300 })
  .map((places) => places.map(([x, y], index) => tag(index + 1, x, y)));
const scale = fc.double({ min: 1, max: apartFromPixelsPerMetre - 1, noNaN: true });

describe('clusters of markers', () => {
  it('gather what stands together, and leave the rest alone', () => {
    const { singles, clusters } = clusterTags([...crowd(5, 130, 130), tag(9, 800, 300)], view, none);
    expect(singles.map(({ tagId }) => tagId)).toEqual([9]);
    expect(clusters).toMatchObject([{ count: 5, live: 5, style: pump }]);
  });

  it('do not gather three: they can be seen beside each other', () => {
    expect(clusterTags(crowd(3, 130, 130), view, none).clusters).toEqual([]);
  });

  it('show the type of most, and how many of them are live', () => {
    const mixed = [
      ...crowd(2, 130, 130, { style: bed }),
      tag(11, 131, 131, { freshness: 'lost' }),
      tag(12, 132, 131, { freshness: 'ageing' }),
      tag(13, 132, 132),
    ];
    expect(clusterTags(mixed, view, none).clusters).toMatchObject([{ count: 5, live: 3, style: pump }]);
  });

  it('never hide the one that was selected', () => {
    const { singles, clusters } = clusterTags(crowd(9, 130, 130), view, ({ tagId }) => tagId === 4);
    expect(singles.map(({ tagId }) => tagId)).toEqual([4]);
    expect(clusters[0].count).toBe(8);
  });

  it('end where the map is near enough', () => {
    const near = { ...view, pixelsPerMetre: apartFromPixelsPerMetre };
    expect(clusterTags(crowd(50, 130, 130), near, none).clusters).toEqual([]);
  });

  it('lose nobody and show nobody twice', () => {
    fc.assert(
      fc.property(scattered, scale, (tags, pixelsPerMetre) => {
        const { singles, clusters } = clusterTags(tags, { ...view, pixelsPerMetre }, none);
        const shown = [...singles, ...clusters.flatMap(({ members }) => members)].map(({ tagId }) => tagId);
        expect(shown.sort((a, b) => a - b)).toEqual(tags.map(({ tagId }) => tagId));
        for (const { count, members } of clusters) expect(count).toBe(members.length);
      }),
    );
  });

  it('never cover each other', () => {
    fc.assert(
      fc.property(scattered, scale, (tags, pixelsPerMetre) => {
        const { clusters } = clusterTags(tags, { ...view, pixelsPerMetre }, none);
        for (const [at, a] of clusters.entries())
          for (const b of clusters.slice(at + 1))
            expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThanOrEqual(2 * clusterRadius);
      }),
    );
  });

  it('stay the same while the map is moved', () => {
    fc.assert(
      fc.property(scattered, fc.integer({ min: -500, max: 500 }), (tags, shift) => {
        const groups = (shiftPx: number) =>
          clusterTags(
            tags.map((one) => ({ ...one, x: one.x + shiftPx })),
            { ...view, originX: view.originX + shiftPx },
            none,
          ).clusters.map(({ members }) => members.map(({ tagId }) => tagId));
        expect(groups(shift)).toEqual(groups(0));
      }),
    );
  });

  it('are found under the finger', () => {
    const { clusters } = clusterTags(crowd(5, 130, 130), view, none);
    const { x, y } = clusters[0];
    expect(clusterAt(clusters, x + clusterRadius - 1, y, 0)).toBe(clusters[0]);
    expect(clusterAt(clusters, x + clusterRadius + 3, y, 0)).toBeNull();
    expect(clusterAt(clusters, x + clusterRadius + 3, y, 8)).toBe(clusters[0]);
  });
});
