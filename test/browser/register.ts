import type { Page } from 'playwright-core';
import { assetDetailSchema, assetListSchema, type AssetDetail } from '#contracts/assets';
import { AssetStore } from '#storage/asset-store';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { readFloorplans } from '../../apps/cli/import/read-floorplans.js';
import { join } from 'node:path';
import { createDatabase } from '../support/database.js';
import { startApi, type TestProcess } from '../support/processes.js';
import { patience } from '../support/patience.js';
import { Administration } from './administration.js';
import { screens } from './chromium.js';

const pump = { typeKey: 'infusion-pump', typeName: 'Infusion pump', tagKey: null };
const bed = { typeKey: 'bed', typeName: 'Bed', tagKey: null };

/** An api in demo mode over the demo hospital with six pumps, and a bed for each screen, none of which carries a tag. */
export async function startRegister(): Promise<TestProcess> {
  const databaseUrl = await createDatabase('browser');
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 1 });
  for (const { plan, svg } of readFloorplans(join(projectFolder(), 'floorplans/demo-hospital')))
    await new PlacesStore(database).importFloorplan(plan, svg);
  await new AssetStore(database).register([
    ...Array.from({ length: 6 }, (_, index) => ({ ...pump, number: `IP-000${index + 1}`, name: `Pump ${index + 1}` })),
    ...Object.keys(screens).map((screen) => ({ ...bed, number: `BE-${screen}`, name: `Bed of ${screen}` })),
  ]);
  await database.close();
  return startApi({ databaseUrl, environment: { WARDMAP_DEMO: 'true' } });
}

/** The pages of the register as a person meets them. */
export class RegisterDesk extends Administration {
  constructor(
    page: Page,
    private readonly house: string,
  ) {
    super(page, house);
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.house + path);
    await this.page.getByRole('heading', { level: 1 }).waitFor(patience);
  }

  /** What the server says of the asset with this number, as the person who is signed in. */
  async assetOf(number: string): Promise<AssetDetail | undefined> {
    const ask = (path: string) => this.page.evaluate(async (asked) => (await fetch(asked)).json(), `/api/v1${path}`);
    const { assets } = assetListSchema.parse(await ask(`/assets?search=${encodeURIComponent(number)}`));
    const found = assets.find((asset) => asset.number === number);
    return found && assetDetailSchema.parse(await ask(`/assets/${found.id}`));
  }

  /** Changes the register as the person who is signed in. */
  async write(method: string, path: string, body: object): Promise<void> {
    const init = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const status = await this.page.evaluate(async ({ where, how }) => (await fetch(where, how)).status, {
      where: `/api/v1${path}`,
      how: init,
    });
    if (status >= 400) throw new Error(`${method} ${path} was answered ${status}`);
  }

  /** Types a code on the page that pairs, and presses Enter. */
  async typeCode(code: string): Promise<void> {
    await this.field('Code of the item or of the tag').fill(code);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a file in the only field for one. */
  choose(path: string): Promise<void> {
    return this.page.locator('input[type=file]').setInputFiles(path);
  }
}
