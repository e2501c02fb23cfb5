import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesEverything } from '#contracts/visibility';
import { AssetStore } from '#storage/asset-store';
import type { Database } from '#storage/database';
import { describeDemoAssets } from '../../apps/cli/demo/describe-assets.js';
import { makeDemoTypes } from '../../apps/cli/demo/demo-types.js';
import { loadDemoSites } from '../../apps/cli/demo/load-sites.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { assetList } from '../../apps/cli/simulate/assets.js';
import { openMigrated } from './open-migrated.js';

describe('the equipment of the demo', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMigrated('demo_assets');
    await loadDemoSites(database, join(projectFolder(), 'floorplans'));
    await makeDemoTypes(database);
    const given = assetList(400).map(({ number, name, type, tagKey }) => ({ number, name, typeKey: type.key, tagKey }));
    await new AssetStore(database).register(given.map((asset) => ({ ...asset, department: 'Ward 2A' })));
  });
  afterAll(() => database.close());

  it('has makers, serials, homes and kits, written once', async () => {
    const said: string[] = [];
    await describeDemoAssets(database, (text) => said.push(text));
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS all, count(DISTINCT udi)::int AS udis, count(home_zone_id)::int AS homes
       FROM asset WHERE kit_id IS NULL`,
    );
    expect(rows[0]).toEqual({ all: 400, udis: 400, homes: 400 });
    const { assets } = await new AssetStore(database).list({ search: 'VT-0002' }, seesEverything);
    expect(assets.map(({ number, kit, tagKey }) => [number, kit?.number ?? null, tagKey !== null])).toEqual([
      ['VT-0002', null, true],
      ['VT-0002-1', 'VT-0002', false],
      ['VT-0002-2', 'VT-0002', false],
      ['VT-0002-3', 'VT-0002', false],
    ]);
    await database.pool.query("UPDATE asset SET manufacturer = 'Changed' WHERE number = 'VT-0002'");
    await describeDemoAssets(database, (text) => said.push(text));
    const changed = await database.pool.query("SELECT manufacturer FROM asset WHERE number = 'VT-0002'");
    expect(changed.rows).toEqual([{ manufacturer: 'Changed' }]);
    expect(said).toHaveLength(1);
  });
});
