import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boolArray, float4Array, int4Array, timestamptzArray } from '#storage/binary-array';
import type { Database } from '#storage/database';
import { openMigrated } from './open-migrated.js';

describe('arrays in binary form', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMigrated('arrays');
  });
  afterAll(() => database.close());

  const roundTrip = async (type: string, array: Buffer) =>
    (await database.pool.query<{ back: unknown[] }>(`SELECT $1::${type}[] AS back`, [array])).rows[0].back;
  const same = (value: number) => value;

  it('reach PostgreSQL as the values they were, integers and NULLs', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.integer())), async (values) => {
        expect(
          await roundTrip(
            'int',
            int4Array(values, (value) => value),
          ),
        ).toEqual(values);
      }),
      { numRuns: 50 },
    ));

  it('reach PostgreSQL as the values they were, real numbers to the last bit', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.float({ noNaN: true })), async (values) => {
        const back = (await roundTrip('real', float4Array(values, same))) as number[];
        expect(back.map(Math.fround)).toEqual(values);
      }),
      { numRuns: 50 },
    ));

  it('reach PostgreSQL as the values they were, moments before and after 2000 to the millisecond', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4_102_444_800_000 })), async (values) => {
        const back = (await roundTrip('timestamptz', timestamptzArray(values, same))) as Date[];
        expect(back.map((date) => date.getTime())).toEqual(values);
      }),
      { numRuns: 50 },
    ));

  it('reach PostgreSQL as the values they were, true and false', async () => {
    expect(
      await roundTrip(
        'bool',
        boolArray([true, false, true], (value) => value),
      ),
    ).toEqual([true, false, true]);
  });
});
