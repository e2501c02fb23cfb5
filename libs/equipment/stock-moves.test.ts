import { describe, expect, it } from 'vitest';
import type { StockAsset } from './stock-count.js';
import { level, pump, ways } from './stock-for-tests.js';
import { stockLines } from './stock-moves.js';

const nobody = new Set<number>();
const lines = (levels: ReturnType<typeof level>[], assets: StockAsset[]) => stockLines(levels, assets, nobody, ways);

describe('the moves that mend a shortage', () => {
  it('take from the nearest place that has more than it needs, those first that stood longest', () => {
    const assets = [
      ...[1, 2, 3, 4].map((id) => pump(id, { zoneId: 2 })),
      pump(5, { zoneId: 3, stoodSince: 9 }),
      pump(6, { zoneId: 3, stoodSince: 2 }),
      pump(7, { zoneId: 5 }),
    ];
    const [short] = lines([level(1, { zoneIds: [4] }), level(2, { zoneIds: [2], target: 3 })], assets);
    expect(short).toMatchObject({ state: 'critical', count: { least: 0 } });
    expect(short.moves.map(({ fromZoneId, assetIds }) => [fromZoneId, assetIds])).toEqual([
      [3, [6, 5]],
      [2, [1]],
    ]);
  });

  it('prefers the same floor, and then the nearest floor', () => {
    const assets = [pump(1, { zoneId: 6 }), pump(2, { zoneId: 4 }), pump(3, { zoneId: 5 })];
    const [short] = lines([level(1)], assets);
    expect(short.moves.map(({ fromZoneId }) => fromZoneId)).toEqual([4, 6, 5]);
  });

  it('names dirty ones after all ready ones, and those that stand there already first', () => {
    const dirty = { status: 'needs-cleaning' as const };
    const assets = [pump(1, { zoneId: 3, ...dirty }), pump(2, dirty), pump(3, { zoneId: 6 })];
    const [short] = lines([level(1)], assets);
    expect(short.moves.map(({ fromZoneId, afterCleaning }) => [fromZoneId, afterCleaning])).toEqual([
      [6, false],
      [1, true],
      [3, true],
    ]);
  });

  it('show a ward what its store is brought, and ask for no more', () => {
    const ward = level(1, { zoneIds: [1, 2], target: 4, criticalMin: 0 });
    const store = level(2, { zoneIds: [2], target: 2, criticalMin: 0 });
    const assets = [1, 2].map((id) => pump(id)).concat([3, 4, 5, 6].map((id) => pump(id, { zoneId: 4 })));
    const [ofWard, ofStore] = lines([ward, store], assets);
    expect(ofStore.moves).toMatchObject([{ fromZoneId: 1, assetIds: [1, 2] }]);
    expect(ofWard.moves).toMatchObject([{ fromZoneId: 4, assetIds: [3, 4], toLevel: 0 }]);
  });

  it('bring what is too many to where it is short, and the rest home', () => {
    const assets = [1, 2, 3, 4, 5, 6].map((id) => pump(id, { homeZoneId: 3 }));
    const [over, short] = lines(
      [level(1, { target: 2 }), level(2, { zoneIds: [4], target: 1, criticalMin: 0 })],
      assets,
    );
    expect(over.state).toBe('over');
    expect(over.moves.map(({ toLevel, toZoneId, assetIds }) => [toLevel, toZoneId, assetIds])).toEqual([
      [1, null, [1]],
      [null, 3, [2, 3, 4]],
    ]);
    expect(short.moves).toEqual([over.moves[0]]);
  });
});
