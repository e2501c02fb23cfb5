import { describe, expect, it } from 'vitest';
import { UnassignedTally } from './unassigned-tally.js';

const quiet = { warn: () => undefined };
const reading = (tagKey: string, rssiDbm = -60) => ({ readerKey: 'r1', tagKey, rssiDbm, observedAt: 0 });

describe('the tally of unassigned keys', () => {
  it('counts each key once in one spelling and keeps its newest sample', async () => {
    const written: unknown[] = [];
    const tally = new UnassignedTally({ record: async (batch) => void written.push(...batch) }, quiet);
    tally.count(reading('AA:BB:CC:DD:EE:FF', -50), false, true, 1000);
    tally.count(reading('aabbccddeeff', -70), false, true, 2000);
    await tally.close();
    expect(written).toEqual([
      { kind: 'tag', key: 'aabbccddeeff', count: 2, lastSeenAt: 2000, heardWith: 'r1', rssiDbm: -70 },
    ]);
  });

  it('keeps at most 10,000 keys between two writes and says how much it did not keep', async () => {
    let keys = 0;
    const warnings: unknown[] = [];
    const tally = new UnassignedTally(
      { record: async (batch) => void (keys += batch.length) },
      { warn: (...words: unknown[]) => void warnings.push(words[0]) },
    );
    for (let phone = 0; phone < 10_050; phone++) tally.count(reading(`phone-${phone}`), false, true, phone);
    await tally.close();
    expect([keys, warnings]).toEqual([10_000, [{ readings: 50 }]]);
  });

  it('keeps the counts when they could not be written, and adds to them', async () => {
    let away = true;
    const written: { count: number }[] = [];
    const tally = new UnassignedTally(
      {
        record: async (batch) => {
          if (away) {
            away = false;
            throw new Error('away');
          }
          written.push(...batch);
        },
      },
      quiet,
    );
    tally.count(reading('x'), false, true, 1);
    tally.count(reading('x'), false, true, 2);
    await tally.close();
    expect(written).toMatchObject([{ count: 2, lastSeenAt: 2 }]);
  });
});
