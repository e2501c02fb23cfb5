import { expect, it } from 'vitest';
import { seesEverything } from '#contracts/visibility';
import { AssetStore } from '#storage/asset-store';
import { AssetTypeStore } from '#storage/asset-type-store';
import { makeDemoTypes } from '../../apps/cli/demo/demo-types.js';
import { assetTypes } from '../../apps/cli/simulate/asset-types.js';
import { openMigrated } from './open-migrated.js';

it('the types of the demo have pictures and other words of their own, also once its equipment is registered', async () => {
  const database = await openMigrated('demo types');
  try {
    await makeDemoTypes(database);
    const [{ key, name }] = assetTypes;
    await new AssetStore(database).register([
      { number: 'P-1', name: 'Pump', typeKey: key, typeName: name, tagKey: null },
    ]);
    const store = new AssetTypeStore(database);
    const types = await store.list(seesEverything);
    expect(types.map((type) => type.key).sort()).toEqual(assetTypes.map((type) => type.key).sort());
    for (const { icon, synonyms } of types) expect([icon === 'device', synonyms.length > 1]).toEqual([false, true]);
    await store.write(key, { name: 'Renamed', icon: 'tool', synonyms: [], attributes: [] }, async () => undefined);
    await makeDemoTypes(database);
    expect((await store.list(seesEverything)).find((type) => type.key === key)).toMatchObject({
      name: 'Renamed',
      icon: 'tool',
    });
  } finally {
    await database.close();
  }
});
