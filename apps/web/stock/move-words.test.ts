import { describe, expect, it } from 'vitest';
import type { StockLine, StockPlace } from '#contracts/par-levels';
import { idleWords, moveWords, readyWords } from './move-words.js';

const place = (zoneId: number, name: string, floorId = 1): StockPlace => ({
  ...{ zoneId, name, department: null, floorId, floorName: `Level ${floorId}`, siteId: 1, siteName: 'House' },
});
const here = place(1, 'Store 1A');
const level = { place: here } as StockLine['level'];
const now = Date.parse('2026-11-20T12:00:00Z');
const move = (more: Partial<StockLine['moves'][number]> = {}): StockLine['moves'][number] => ({
  ...{ count: 2, from: place(2, 'Store 2B'), to: here, walkS: 110, afterCleaning: false },
  assets: [
    { id: 1, number: 'IP-1', name: 'Pump', stoodSince: '2026-11-19T12:00:00Z' },
    { id: 2, number: 'IP-2', name: 'Pump', stoodSince: '2026-11-19T16:30:00Z' },
  ],
  ...more,
});

describe('what would mend a stock, in words', () => {
  it('names where from and how far, and another floor where it is one', () => {
    const short = { level, state: 'short' as const };
    expect(moveWords(short, move())).toBe('Bring 2 from Store 2B, 2 min walk');
    expect(moveWords(short, move({ walkS: null, from: place(3, 'Store 3A', 3) }))).toBe(
      'Bring 2 from Store 3A, Level 3',
    );
    expect(moveWords(short, move({ walkS: 20 }))).toBe('Bring 2 from Store 2B, under a minute on foot');
  });

  it('says what has to be cleaned first, and what stands there already', () => {
    const short = { level, state: 'critical' as const };
    expect(moveWords(short, move({ afterCleaning: true }))).toBe('Bring 2 from Store 2B after cleaning, 2 min walk');
    expect(moveWords(short, move({ afterCleaning: true, from: here }))).toBe('Clean 2 that stand here');
  });

  it('says where too many of them could go', () => {
    expect(moveWords({ level, state: 'over' }, move({ from: here, to: place(4, 'Ward store') }))).toBe(
      'Take 2 to Ward store, 2 min walk',
    );
  });

  it('tells for how long all of them have stood, cut to hours and days', () => {
    expect(idleWords(move(), now)).toBe('standing there for 19 h');
    const [first] = move().assets;
    expect(idleWords(move({ assets: [{ ...first, stoodSince: '2026-11-15T00:00:00Z' }] }), now)).toBe(
      'standing there for 5 days',
    );
    expect(idleWords(move({ assets: [first, { ...first, stoodSince: null }] }), now)).toBeNull();
  });

  it('is a range while the count is not sure', () => {
    expect([readyWords({ least: 2, most: 2 }), readyWords({ least: 2, most: 4 })]).toEqual(['2', '2 to 4']);
  });
});
