import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesAsset, type Visibility, type Visible } from '#contracts/visibility';
import { AssetStore } from '#storage/asset-store';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

/** Every kind of asset: on either site or nowhere yet, of either department or the house, a thing or a person. */
const kinds: Visible[] = [null, 1, 2].flatMap((siteId) =>
  [null, 'A', 'B'].flatMap((department) => [false, true].map((person) => ({ siteId, department, person }))),
);

describe('what the database shows of assets', () => {
  let database: Database;

  beforeAll(async () => {
    database = await openMigrated('visible');
    const places = new PlacesStore(database);
    const plan = smallFloor({ readers: [] });
    for (const key of ['one', 'two'])
      await places.importFloorplan({ ...plan, site: { ...plan.site, key, name: key } }, plainDrawing);
    await new AssetStore(database).register(
      kinds.map(({ department, person }, index) => ({
        ...{ number: `N-${index}`, name: 'Thing', typeKey: 'thing', tagKey: `t-${index}` },
        ...{ department, person },
      })),
    );
    for (const [index, { siteId }] of kinds.entries())
      if (siteId !== null)
        await database.pool.query(
          `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, observed_at, method,
             partition, journal_sequence, state)
           SELECT tag_id, $2, 1, 1, 1, 1, 0, 1, now(), 'grid', 0, 1, '\\x01' FROM asset WHERE number = $1`,
          [`N-${index}`, siteId],
        );
  });
  afterAll(() => database.close());

  it('is what the rule in one file says', async () => {
    const assets = new AssetStore(database);
    const visibility: fc.Arbitrary<Visibility> = fc.record({
      siteIds: fc.option(fc.subarray([1, 2, 3])),
      departments: fc.option(fc.subarray(['A', 'B', 'C'])),
      persons: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(visibility, async (much) => {
        const shown = (await assets.list({ search: '', limit: 100 }, much)).assets;
        const expected = kinds.flatMap((kind, index) => (seesAsset(much, kind) ? [`N-${index}`] : []));
        // Numbers stand in the order in which people count.
        expect(shown.map(({ number }) => number)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
