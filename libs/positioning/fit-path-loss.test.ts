import { describe, expect, it } from 'vitest';
import { type LabelledLevel, fitPathLoss } from './fit-path-loss.js';

const distances = [1, 1.5, 2, 3, 4.5, 7, 10, 14];

function samplesOf(reader: number, levelAt1mDbm: number, exponent: number, repeat = 1): LabelledLevel[] {
  return distances.flatMap((distanceM, i) =>
    Array.from({ length: repeat }, (_, k) => ({
      reader,
      distanceM,
      // Alternating, so that the noise averages out exactly: 2 dB.
      levelDbm: levelAt1mDbm - 10 * exponent * Math.log10(distanceM) + ((i + k) % 2 === 0 ? 2 : -2),
    })),
  );
}

describe('fitPathLoss', () => {
  it('finds the law of each reader when there is enough to learn from', () => {
    const { readers } = fitPathLoss([...samplesOf(0, -55, 1.6, 100), ...samplesOf(1, -62, 2.4, 100)], 2);
    expect(readers[0].levelAt1mDbm).toBeCloseTo(-55, 0);
    expect(readers[0].pathLossExponent).toBeCloseTo(1.6, 1);
    expect(readers[1].levelAt1mDbm).toBeCloseTo(-62, 0);
    expect(readers[1].pathLossExponent).toBeCloseTo(2.4, 1);
    expect(readers[0].sigmaDb).toBeGreaterThan(1.9);
    expect(readers[0].sigmaDb).toBeLessThan(3);
  });

  it('gives a reader without samples the common law, and one with few something near it', () => {
    const { common, readers } = fitPathLoss(
      [...samplesOf(0, -58, 2, 50), { reader: 1, distanceM: 5, levelDbm: -40 }],
      3,
    );
    expect(readers[2]).toEqual(common);
    const expected = common.levelAt1mDbm - 10 * common.pathLossExponent * Math.log10(5);
    const now = readers[1].levelAt1mDbm - 10 * readers[1].pathLossExponent * Math.log10(5);
    expect(now).toBeGreaterThan(expected);
    expect(now).toBeLessThan(-40);
  });

  it('keeps to what the floor file allows', () => {
    const { readers } = fitPathLoss(
      [
        { reader: 0, distanceM: 1, levelDbm: -90 },
        { reader: 0, distanceM: 20, levelDbm: -30 },
      ],
      1,
    );
    expect(readers[0].pathLossExponent).toBeGreaterThanOrEqual(0.5);
    expect(readers[0].sigmaDb).toBeLessThanOrEqual(20);
  });

  it('says what it needs', () => {
    expect(() => fitPathLoss([], 1)).toThrow('two different distances');
    expect(() => fitPathLoss([{ reader: 0, distanceM: 2, levelDbm: -60 }], 1)).toThrow('two different distances');
  });
});
