import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardiology, type DividedHouse, startDividedHouse } from './divided-house.js';
import { patience } from '../support/patience.js';

const span = 'from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';

describe('those who are for one department of one site', () => {
  let house: DividedHouse;
  beforeAll(async () => {
    house = await startDividedHouse();
  });
  afterAll(() => house?.close());

  const grant = () => ({ siteIds: [house.siteId], departments: [cardiology] });

  it('leave a trace when they try what is hidden, the first of each kind, and none of what does not exist', async () => {
    const { hidden } = house;
    const [one, two, three] = [
      await house.signIn('biomed', grant()),
      await house.signIn('biomed', grant()),
      await house.signIn('biomed', grant()),
    ];
    const tries = async ({ headers }: typeof one, requests: [string, string, unknown?][]) => {
      for (const [method, path, body] of [...requests, ['GET', '/api/v1/audit'] as const])
        await house.ask(method, path, { key: null, headers, body });
    };
    const refused = async ({ email }: typeof one) => {
      const { rows } = await house.database.pool.query<{ kind: string; subject: string; which: unknown }>(
        `SELECT subject_kind AS kind, subject, after -> 'which' AS which FROM audit_event
         WHERE position($1 IN actor_name) > 0 AND action = 'access.refused' ORDER BY id`,
        [email],
      );
      return rows;
    };
    const asset = { name: 'Mine', typeKey: 'pump', department: cardiology, tagKey: null };
    await tries(one, [
      ['POST', `/api/v1/floors/${hidden.floorId}/calibration/fit`],
      ['POST', `/api/v1/floors/${hidden.floorId}/calibration/rollback`],
      ['GET', `/api/v1/tags/${hidden.tagKeys[0]}/positions?${span}`],
      ['PUT', '/api/v1/assets', { assets: [{ ...asset, number: hidden.numbers[0] }] }],
    ]);
    await tries(two, [['DELETE', '/api/v1/assets', { numbers: [...hidden.numbers, 'NO-SUCH', 'P-0'] }]]);
    await tries(three, [
      ['POST', '/api/v1/floors/999999/calibration/fit'],
      ['GET', `/api/v1/tags/no-such-tag/positions?${span}`],
      ['DELETE', '/api/v1/assets', { numbers: ['NO-SUCH'] }],
    ]);
    // Refusals are written in their order, so who has the last of them has all.
    const last = { kind: 'permission', subject: 'audit.see', which: null };
    await expect.poll(() => refused(three), patience).toEqual([last]);
    expect(await refused(one)).toEqual([
      { kind: 'out of sight', subject: 'floor', which: hidden.floorId },
      { kind: 'out of sight', subject: 'tag', which: hidden.tagKeys[0] },
      { kind: 'out of sight', subject: 'asset', which: hidden.numbers[0] },
      last,
    ]);
    expect(await refused(two)).toEqual([
      { kind: 'out of sight', subject: 'asset', which: expect.arrayContaining(['HIDDEN-B', 'HIDDEN-P']) },
      last,
    ]);
  });
});
