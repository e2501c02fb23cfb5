import { setTimeout as sleep } from 'node:timers/promises';
import { writeAssetTypeSchema } from '#contracts/asset-types';
import type { RiskClass } from '#contracts/assets';
import type { FloorDetail } from '#contracts/api';
import { seesEverything } from '#contracts/visibility';
import { everythingUnnoted } from '#storage/asset-changes';
import { AssetTypeStore } from '#storage/asset-type-store';
import type { Database } from '#storage/database';
import { countDirectoryChange } from '#storage/directory-version';
import { inTransaction } from '#storage/in-transaction';
import { PlacesStore } from '#storage/places-store';
import { blankAsset, writeOf } from '#storage/register-assets';
import { readRegisterHouse } from '#storage/register-house';
import { type AssetWrite, writeAssets } from '#storage/write-assets';
import { assetList, type AssetIdentity } from '../simulate/assets.js';
import { hash32 } from '../simulate/random.js';

/** Assets the simulator registers by itself. */
const assetCount = 400;
/** The simulator registers a moment after the hospital opened; so often it is looked for, once a second. */
const tries = 120;

/** Who makes what, invented, and how much depends on it. */
const made: Record<string, [manufacturer: string, model: string, risk: RiskClass]> = {
  'infusion-pump': ['Infuvolo', 'Volo 300', 'high'],
  'syringe-pump': ['Perfulino', 'P2', 'high'],
  bed: ['Nordbett', 'Comfort 5', 'low'],
  ventilator: ['Spiravent', 'S9', 'life-support'],
  wheelchair: ['Rollwerk', 'Transit', 'low'],
  'patient-monitor': ['Vitaluma', 'VM 12', 'high'],
  ultrasound: ['Sonovela', 'Cart 4', 'medium'],
  ecg: ['Cardiolin', '12', 'medium'],
  defibrillator: ['Cardiolin', 'Shock 2', 'life-support'],
  'suction-unit': ['Absaugo', 'Mobil', 'medium'],
  'feeding-pump': ['Nutriflo', 'N1', 'medium'],
  'bladder-scanner': ['Sonovela', 'Pocket', 'low'],
};

/** Ventilators that travel as a kit, and what belongs to each of them without a tag of its own. */
const kits = ['VT-0002', 'VT-0005', 'VT-0008'];
const parts = ['Oxygen hose set', 'Transport bag', 'Battery charger'];

/**
 * Writes down of the simulated equipment what a real register knows, once: what somebody changed afterwards stays.
 * @param say told before it is written
 */
export async function describeDemoAssets(database: Database, say: (text: string) => void): Promise<void> {
  const identities = new Map(assetList(assetCount).map((identity) => [identity.number, identity]));
  if (!(await registered(database, identities.size))) return;
  const homes = await homesOf(database);
  const types = new AssetTypeStore(database);
  await inTransaction(database.pool, async (client) => {
    await countDirectoryChange(client);
    const wanted = { numbers: [...identities.keys()], tagKeys: [], kitNumbers: [] };
    const house = await readRegisterHouse(client, wanted, seesEverything, true);
    const known = [...house.assets.values()];
    if (known.some(({ facts }) => facts.serial !== null)) return;
    say('Describing the equipment of the demo hospital ...');
    const described = known.map(({ id, facts }) => {
      const identity = identities.get(facts.number);
      return { ...writeOf(id, facts), ...(identity ? detailsOf(identity, facts.department, homes) : {}) };
    });
    await writeAssets(client, described, house.assets, everythingUnnoted);
  });
  const accessory = writeAssetTypeSchema.parse({ name: 'Accessory', icon: 'tool', synonyms: ['Zubehör', 'set'] });
  await types.write('accessory', accessory, () => Promise.resolve());
  await inTransaction(database.pool, async (client) => {
    await countDirectoryChange(client);
    const numbers = kits.flatMap((kit) => parts.map((_, index) => `${kit}-${index + 1}`));
    const house = await readRegisterHouse(client, { numbers, tagKeys: [], kitNumbers: kits }, seesEverything, true);
    const missing = kits.flatMap((kit) =>
      parts.flatMap((name, index): AssetWrite[] => {
        const number = `${kit}-${index + 1}`;
        if (!house.assets.has(kit) || house.assets.has(number)) return [];
        return [{ ...blankAsset, id: null, number, name, typeKey: 'accessory', tagKey: null, kitNumber: kit }];
      }),
    );
    await writeAssets(client, missing, house.assets, everythingUnnoted);
  });
}

/** Waits for the simulator. @returns false when it registers nothing */
async function registered(database: Database, count: number): Promise<boolean> {
  for (let tried = 0; tried < tries; tried++) {
    const { rows } = await database.pool.query<{ there: number }>(
      'SELECT count(*)::int AS there FROM asset JOIN asset_type type ON type.id = asset_type_id WHERE type.key = ANY ($1)',
      [Object.keys(made)],
    );
    if (rows[0].there >= count) return true;
    await sleep(1000);
  }
  return false;
}

/** Stores of each department; those of the whole house under null. */
async function homesOf(database: Database): Promise<Map<string | null, number[]>> {
  const places = new PlacesStore(database);
  const { sites } = await places.siteTree(null);
  const floors = sites.filter(({ key }) => key === 'demo-hospital').flatMap(({ buildings }) => buildings[0].floors);
  const homes = new Map<string | null, number[]>();
  for (const { id } of floors) {
    const detail: FloorDetail | null = await places.floorDetail(id, null);
    for (const { kind, department, id: zoneId } of detail?.zones ?? [])
      if (kind === 'storage' || kind === 'clean-utility')
        homes.set(department, [...(homes.get(department) ?? []), zoneId]);
  }
  return homes;
}

function detailsOf({ number, type }: AssetIdentity, department: string | null, homes: Map<string | null, number[]>) {
  const [manufacturer, model, riskClass] = made[type.key];
  const serialNumber = hash32(Number(number.slice(-4)), type.prefix.charCodeAt(1));
  const serial = `${type.prefix}${String(serialNumber % 10_000_000).padStart(7, '0')}`;
  const stores = homes.get(department) ?? homes.get(null) ?? [];
  return {
    ...{ manufacturer, model, riskClass, serial },
    // A GTIN of the range that is kept for examples inside a company.
    udi: `(01)0200000000${String(100 + type.prefix.charCodeAt(0))}0(21)${serial}`,
    homeZoneId: stores.length > 0 ? stores[serialNumber % stores.length] : null,
  };
}
