import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOfTag } from '#contracts/queue';
import { readingSchema } from '#contracts/readings';
import { checkReadings, isPlainReading } from './check-readings.js';
import { timeRule } from './observed-time.js';
import { ReadingColumns } from './reading-columns.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const registered = {
  readerId: (key: string) => ({ r1: 11, r2: 12 })[key],
  tagId: (key: string) => ({ t1: 21, t2: 22 })[key],
};
const check = (readings: unknown[]) => {
  const columns = new ReadingColumns();
  return { columns, ...checkReadings(readings, timeRule(now, 168), registered, 8, columns) };
};
const good = { readerKey: 'r1', tagKey: 't1', rssiDbm: -60, observedAt: now - 1000 };

/** Values near every border of the schema. */
const field = fc.oneof(
  fc.constantFrom(undefined, null, true, '', 'r1', 'x'.repeat(128), 'x'.repeat(129), [], {}, NaN, Infinity, -0, 0),
  fc.constantFrom(-127, -127.01, 20, 20.01, 255, 256, 1.5, now, 2 ** 53, -1, '2026-11-20T12:00:00Z', '2026-11-20'),
  fc.double(),
  fc.integer(),
  fc.string(),
);
const almostReading = fc.record(
  {
    readerKey: fc.oneof(fc.constant('r1'), field),
    tagKey: fc.oneof(fc.constant('t1'), field),
    rssiDbm: fc.oneof(fc.constant(-60), fc.constant(undefined), field),
    rangeM: fc.oneof(fc.constant(undefined), fc.constantFrom(0, 12.5, 300, 300.01), field),
    observedAt: fc.oneof(fc.constant(now), field),
    antenna: fc.oneof(fc.constant(3), field),
    more: field,
  },
  { requiredKeys: [] },
);

describe('the quick look at a reading', () => {
  it('takes nothing that the schema refuses', () => {
    fc.assert(
      fc.property(fc.oneof(almostReading, field), (value) => {
        if (isPlainReading(value)) expect(readingSchema.safeParse(value).success).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes all that the schema takes, except times in words', () => {
    fc.assert(
      fc.property(almostReading, (value) => {
        const worded = typeof value.observedAt === 'string';
        if (readingSchema.safeParse(value).success && !worded) expect(isPlainReading(value)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the check of a batch', () => {
  it("refuses all of it when one reading is of another's reader, whatever its time and tag", () => {
    const own = new Set([11]);
    const checkOwn = (...readings: unknown[]) =>
      checkReadings(readings, timeRule(now, 168), registered, 8, new ReadingColumns(), own);
    for (const foreign of [{}, { tagKey: 'nobody' }, { observedAt: 5 }])
      expect(() => checkOwn(good, { ...good, readerKey: 'r2', ...foreign })).toThrow(
        expect.objectContaining({
          problem: expect.objectContaining({
            status: 403,
            errors: [{ pointer: '/readings/1/readerKey', detail: expect.stringContaining('"r2"') as string }],
          }) as unknown,
        }),
      );
    expect(checkOwn(good, { ...good, readerKey: 'nobody' })).toMatchObject({
      rejected: [],
      unknown: [{ reader: true }],
    });
  });

  it('puts good readings into columns in their order', () => {
    const { columns, rejected, unknown } = check([
      good,
      { ...good, tagKey: 't2', readerKey: 'r2', antenna: 7, observedAt: '2026-11-20T12:59:59.5+01:00' },
    ]);
    expect([rejected, unknown, columns.count]).toEqual([[], [], 2]);
    expect([...columns.tagId.subarray(0, 2)]).toEqual([21, 22]);
    expect([...columns.readerId.subarray(0, 2)]).toEqual([11, 12]);
    expect([...columns.antenna.subarray(0, 2)]).toEqual([0, 7]);
    expect([...columns.observedAt.subarray(0, 2)]).toEqual([now - 1000, now - 500]);
    expect(columns.partition[1]).toBe(partitionOfTag(22, 8));
  });

  it('keeps distances apart from levels, and wants exactly one of them', () => {
    const bare = { ...good, rssiDbm: undefined };
    const { columns, rejected } = check([{ ...bare, rangeM: 4.25 }, good, bare, { ...good, rangeM: 1 }]);
    expect([columns.rangeM[0], columns.rssiDbm[0]]).toEqual([4.25, NaN]);
    expect([columns.rangeM[1], columns.rssiDbm[1]]).toEqual([NaN, -60]);
    expect(rejected.map(({ index, field }) => [index, field])).toEqual([
      [2, 'rssiDbm'],
      [3, 'rangeM'],
    ]);
  });

  it('accounts for every reading exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(good), almostReading, field), { maxLength: 50 }), (readings) => {
        const { columns, rejected, unknown } = check(readings);
        expect(columns.count + rejected.length + unknown.length).toBe(readings.length);
      }),
    );
  });

  it('tells unknown readers from unknown tags', () => {
    const { unknown } = check([
      { ...good, tagKey: 'x' },
      { ...good, readerKey: 'x' },
      { ...good, tagKey: 'x', readerKey: 'x' },
    ]);
    expect(unknown.map(({ reader, tag }) => [reader, tag])).toEqual([
      [false, true],
      [true, false],
      [true, true],
    ]);
  });
});
