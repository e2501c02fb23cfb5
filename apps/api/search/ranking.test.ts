import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Best } from './best.js';
import { surenessOf } from './sureness.js';
import { errorsToBeginning, isMeant, isSlip } from './typing-error.js';

describe('how sure a place is', () => {
  const live = {
    freshness: 'live',
    ageMs: 1000,
    reportingIntervalMs: 5000,
    zoneChance: 0.9,
    radius90M: 3,
    doubted: false,
  } as const;

  it('falls with doubt, age and silence', () => {
    const told = [
      live,
      { ...live, freshness: 'ageing' as const, ageMs: 120_000 },
      { ...live, freshness: 'lost' as const, ageMs: 3_600_000 },
      { ...live, doubted: true },
      { ...live, freshness: 'lost' as const, ageMs: 7 * 86_400_000 },
    ].map(surenessOf);
    expect(told).toEqual([...told].sort((a, b) => b - a));
    expect(new Set(told).size).toBe(told.length);
  });

  it('is a chance', () => {
    fc.assert(
      fc.property(
        fc.record({
          freshness: fc.constantFrom('live', 'ageing', 'lost', 'blind'),
          ageMs: fc.double({ min: -1e6, max: 1e12, noNaN: true }),
          reportingIntervalMs: fc.option(fc.nat({ max: 1e7 })),
          zoneChance: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          radius90M: fc.double({ min: 0, max: 1000, noNaN: true }),
          doubted: fc.boolean(),
        }),
        (evidence) => {
          const sure = surenessOf(evidence);
          expect(sure >= 0 && sure <= 1).toBe(true);
          expect(surenessOf({ ...evidence, doubted: true })).toBeLessThanOrEqual(sure);
        },
      ),
    );
  });
});

describe('typing errors', () => {
  it('are counted to the beginning of a word', () => {
    expect(
      [
        ['pmup', 'pump'],
        ['infsion', 'infusionspumpe'],
        ['pum', 'pump'],
        ['bed', 'bett'],
      ].map(([a, b]) => errorsToBeginning(a, b)),
    ).toEqual([1, 1, 0, 1]);
  });

  it('are forgiven in long words, and in short ones not', () => {
    expect([isMeant('bad', 'bed'), isMeant('wheelchiar', 'wheelchair'), isMeant('pump', 'lamp')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('that are slips of a finger or an ear are told from words that are others', () => {
    const pairs = (words: string) => words.split(' ').map((pair) => isSlip(...(pair.split('/') as [string, string])));
    expect(
      pairs('brokne/broken brken/broken brokenn/broken btoken/broken defegt/defekt dirtz/dirty').every(Boolean),
    ).toBe(true);
    expect(
      pairs('broker/broken cleaner/cleaned token/taken roken/broken brkn/broken broken/broken').some(Boolean),
    ).toBe(false);
  });

  it('of one kind are one error', () => {
    const letters = fc.stringMatching(/^[a-z]{6,12}$/);
    fc.assert(
      fc.property(letters, fc.nat({ max: 5 }), (word, at) => {
        expect(errorsToBeginning(word.slice(0, at) + word.slice(at + 1), word)).toBeLessThanOrEqual(1);
        expect(errorsToBeginning(`${word.slice(0, at)}#${word.slice(at)}`, word)).toBeLessThanOrEqual(1);
        expect(errorsToBeginning(`${word.slice(0, at)}#${word.slice(at + 1)}`, word)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the best rows', () => {
  it('are those that sorting all would put first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 })), fc.integer({ min: 1, max: 20 }), (costs, most) => {
        const best = new Best(most);
        costs.forEach((cost, row) => best.add(row, cost));
        expect(best.sorted().map(({ cost }) => cost)).toEqual([...costs].sort((a, b) => a - b).slice(0, most));
      }),
    );
  });
});
