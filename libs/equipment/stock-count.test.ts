import { describe, expect, it } from 'vitest';
import { countStock, lackOf, stockState } from './stock-count.js';
import { level, pump } from './stock-for-tests.js';

const nobody = new Set<number>();
const count = (assets: Parameters<typeof countStock>[1], blind = nobody) => countStock([level(1)], assets, blind)[0];

describe('what is there for a level', () => {
  it('is surely what is live and told there with hardly any doubt', () => {
    const assets = [
      pump(1),
      pump(2, { chances: [{ zoneId: 1, probability: 0.85 }] }),
      pump(3, {
        chances: [
          { zoneId: 1, probability: 0.6 },
          { zoneId: 2, probability: 0.4 },
        ],
      }),
      pump(4, { ambiguous: true }),
      pump(5, { freshness: 'ageing' }),
      pump(6, { freshness: 'lost' }),
      pump(7, {
        zoneId: 2,
        chances: [
          { zoneId: 2, probability: 0.7 },
          { zoneId: 1, probability: 0.3 },
        ],
      }),
      pump(8, { zoneId: 2 }),
      pump(9, { typeKey: 'bed' }),
    ];
    expect(count(assets)).toEqual({ least: 2, likely: 5, most: 7, notReady: 0, blind: false });
  });

  it('is not ready when it is in use, dirty, or reserved', () => {
    const assets = [pump(1, { status: 'in-use' }), pump(2, { status: 'needs-cleaning' }), pump(3, { reserved: true })];
    expect(count(assets)).toMatchObject({ least: 0, most: 0, notReady: 3 });
  });

  it('of a department is surely there even between two of its rooms', () => {
    const between = pump(1, {
      chances: [
        { zoneId: 1, probability: 0.5 },
        { zoneId: 2, probability: 0.5 },
      ],
    });
    const [ward, room] = countStock([level(1, { zoneIds: [1, 2] }), level(2)], [between], nobody);
    expect([ward.least, room.least, room.most]).toEqual([1, 0, 1]);
  });
});

describe('how good it is', () => {
  const judged = (likely: number, more = {}) =>
    stockState({ least: likely, likely, most: likely, notReady: 0, blind: false, ...more }, level(1));

  it('is critical below the minimum, short below the target, too many above the maximum', () => {
    expect([1, 2, 3, 5, 6].map((ready) => judged(ready))).toEqual(['critical', 'short', 'right', 'right', 'over']);
  });

  it('is unknown while readers are silent and those last seen there would make the difference', () => {
    const blind = { blind: true, least: 0 };
    expect(judged(3, blind)).toBe('unknown');
    expect(judged(6, { ...blind, least: 2 })).toBe('unknown');
    expect(judged(4, { blind: true, least: 3 })).toBe('right');
    expect([judged(2, blind), judged(1, blind)]).toEqual(['short', 'critical']);
    expect(lackOf({ least: 0, likely: 0, most: 2, notReady: 0, blind: true }, level(1))).toBe(1);
  });
});
