import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countStock, type HoldingLevel, isReady, type StockAsset, stockState } from './stock-count.js';
import { ways, zoneIds } from './stock-for-tests.js';
import { stockLines, type StockMove } from './stock-moves.js';

const nobody = new Set<number>();
const zone = fc.constantFrom(...zoneIds);
const chances = fc.oneof(
  fc.constant([]),
  fc
    .tuple(zone, zone, fc.double({ min: 0.5, max: 1, noNaN: true }))
    .map(([first, second, p]) => [
      { zoneId: first, probability: p },
      ...(first === second ? [] : [{ zoneId: second, probability: 1 - p }]),
    ]),
);
const assets = fc.record({
  typeKey: fc.constantFrom('pump', 'bed'),
  status: fc.constantFrom('available' as const, 'available' as const, 'in-use' as const, 'needs-cleaning' as const),
  reserved: fc.constantFrom(false, false, true),
  movable: fc.constantFrom(true, true, false),
  zoneId: fc.option(zone),
  chances,
  ambiguous: fc.constantFrom(false, false, true),
  freshness: fc.constantFrom('live' as const, 'live' as const, 'ageing' as const, 'lost' as const, 'blind' as const),
  stoodSince: fc.option(fc.nat({ max: 1000 })),
  homeZoneId: fc.option(zone),
});
const levels = fc
  .record({
    typeKey: fc.constantFrom('pump', 'bed'),
    zoneIds: fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }),
    target: fc.nat({ max: 5 }),
    below: fc.nat({ max: 3 }),
    above: fc.option(fc.nat({ max: 2 })),
  })
  .map(({ below, above, ...one }) => ({
    ...one,
    criticalMin: Math.max(0, one.target - below),
    criticalMax: above === null ? null : one.target + above,
  }));

/** Any house: levels that may lie within each other, and equipment in every state. */
const houses = fc.record({
  levels: fc
    .array(levels, { minLength: 1, maxLength: 7 })
    .map((all) => all.map((one, index) => ({ ...one, id: index + 1, siteId: 1 }))),
  assets: fc
    .array(assets, { maxLength: 40 })
    .map((all) => all.map((one, index): StockAsset => ({ ...one, id: index + 1, siteId: 1 }))),
  blindZones: fc.uniqueArray(zone, { maxLength: 2 }).map((ids) => new Set(ids)),
});

describe('any count', () => {
  it('has a least that is never above what is likely, nor that above the most', () => {
    fc.assert(
      fc.property(houses, ({ levels, assets, blindZones }) => {
        for (const { least, likely, most, notReady } of countStock(levels, assets, blindZones)) {
          expect(least).toBeLessThanOrEqual(likely);
          expect(likely).toBeLessThanOrEqual(most);
          expect(most + notReady).toBeLessThanOrEqual(assets.length);
        }
      }),
    );
  });

  it('adds up over the zones of a level: what is likely in all of them is likely in one of them', () => {
    fc.assert(
      fc.property(houses, ({ levels, assets, blindZones }) => {
        for (const one of levels) {
          const [all, ...parts] = countStock(
            [one, ...one.zoneIds.map((zoneId) => ({ ...one, zoneIds: [zoneId] }))],
            ...([assets, blindZones] as const),
          );
          const sum = (of: 'likely' | 'notReady' | 'least') => parts.reduce((total, part) => total + part[of], 0);
          expect([all.likely, all.notReady]).toEqual([sum('likely'), sum('notReady')]);
          expect(all.least).toBeGreaterThanOrEqual(sum('least'));
        }
      }),
    );
  });
  it('never becomes a shortage by readers falling silent', () => {
    fc.assert(
      fc.property(houses, fc.constantFrom(1, 2, 3), ({ levels, assets }, silent) => {
        // Who is heard in the zone now is not, as soon as its readers are silent.
        const after = assets.map((asset) =>
          asset.zoneId === silent ? { ...asset, freshness: 'blind' as const } : asset,
        );
        const before = countStock(levels, assets, nobody);
        for (const [place, count] of countStock(levels, after, new Set([silent])).entries()) {
          if (!levels[place].zoneIds.includes(silent)) continue;
          const was = stockState(before[place], levels[place]);
          const now = stockState(count, levels[place]);
          const rank = (state: string) => ['critical', 'short'].indexOf(state);
          if (rank(now) >= 0) expect(['critical', ...(now === 'short' ? ['short'] : [])]).toContain(was);
        }
      }),
    );
  });
});

describe('any plan of moves', () => {
  const planned = ({ levels, assets, blindZones }: House) => {
    const found = stockLines(levels, assets, blindZones, ways);
    const moves = [...new Set(found.flatMap((line) => line.moves))];
    return { found, moves, byId: new Map(assets.map((asset) => [asset.id, asset])) };
  };

  it('takes no asset twice, and only ready or dirty ones that are surely where it takes them from', () => {
    fc.assert(
      fc.property(houses, (house) => {
        const { moves, byId } = planned(house);
        const ids = moves.flatMap(({ assetIds }) => assetIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { assetIds, fromZoneId, typeKey, afterCleaning } of moves)
          for (const id of assetIds) {
            const asset = byId.get(id)!;
            expect(asset).toMatchObject({
              zoneId: fromZoneId,
              typeKey,
              freshness: 'live',
              movable: true,
              reserved: false,
            });
            expect(afterCleaning ? asset.status === 'needs-cleaning' : isReady(asset)).toBe(true);
          }
      }),
    );
  });

  it('leaves no level below its target that was not, even when all of it is done', () => {
    fc.assert(
      fc.property(houses, (house) => {
        const { moves } = planned(house);
        // Nothing is counted where it is brought to: whoever brings it may be late.
        const gone = new Set(moves.filter((move) => !move.afterCleaning).flatMap(({ assetIds }) => assetIds));
        const staying = house.assets.filter(({ id }) => !gone.has(id));
        const before = countStock(house.levels, house.assets, house.blindZones);
        const after = countStock(house.levels, staying, house.blindZones);
        for (const [place, { target, zoneIds }] of house.levels.entries()) {
          const within = moves
            .filter((move) => staysWithin(move, zoneIds, house.levels))
            .flatMap((move) => move.assetIds);
          const least = after[place].least + within.filter((id) => gone.has(id)).length;
          if (before[place].least >= target) expect(least).toBeGreaterThanOrEqual(target);
          else expect(least).toBeGreaterThanOrEqual(before[place].least);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('brings a shortage no more than it lacks, and says nothing where all is right or nobody knows', () => {
    fc.assert(
      fc.property(houses, (house) => {
        for (const [place, { state, count, moves }] of planned(house).found.entries()) {
          if (state === 'right' || state === 'unknown') expect(moves).toEqual([]);
          const own = moves.filter(({ toLevel }) => toLevel === place).flatMap(({ assetIds }) => assetIds);
          if (state === 'critical' || state === 'short') {
            const ready = count.blind ? count.most : count.likely;
            expect(own.length).toBeLessThanOrEqual(house.levels[place].target - ready);
          }
        }
      }),
    );
  });
});

interface House {
  levels: HoldingLevel[];
  assets: StockAsset[];
  blindZones: Set<number>;
}

/** Whether a move begins and ends in zones of a level. */
function staysWithin(
  { fromZoneId, toLevel, toZoneId }: StockMove,
  zoneIds: readonly number[],
  levels: House['levels'],
) {
  const ends = toLevel === null ? [toZoneId!] : levels[toLevel].zoneIds;
  return zoneIds.includes(fromZoneId) && ends.every((zoneId) => zoneIds.includes(zoneId));
}
