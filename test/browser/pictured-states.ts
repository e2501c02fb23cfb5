import type { Page } from 'playwright-core';
import type { AssetView } from '#contracts/assets';
import { FindPage } from './find-page.js';
import { signInAs } from './signing-in.js';

/** Where a picture is taken: a demo that runs, one of its floors, and a pump that is heard there. */
export interface Scene {
  page: Page;
  address: string;
  floorId: number;
  asset: AssetView;
}

/** Leads to what a picture shows, from wherever the page is. */
type State = (scene: Scene) => Promise<void>;

/** What the map and its panels show, in the order in which pictures are taken. Somebody is signed in. */
const mapStates: Record<string, State> = {
  floor: openFloor,
  'floor-list': async (scene) => {
    await openFloor(scene);
    await scene.page.getByRole('button', { name: /items? on this floor/ }).click();
    await scene.page.getByRole('heading', { name: 'On this floor' }).waitFor();
  },
  'floor-filter': async (scene) => {
    await openFloor(scene);
    await scene.page.getByRole('button', { name: 'Filter the map' }).click();
    await scene.page.getByRole('dialog', { name: 'Show on the map' }).waitFor();
  },
  menu: async (scene) => {
    await openFloor(scene);
    await scene.page.getByRole('button', { name: 'Menu' }).click();
    await scene.page.getByRole('menuitem').first().waitFor();
  },
  asset: openAsset,
  'asset-why': async (scene) => {
    await openAsset(scene);
    await scene.page.getByRole('button', { name: 'Why here?' }).click();
    await scene.page.getByRole('table', { name: 'Readers that heard it' }).scrollIntoViewIfNeeded();
  },
  'asset-history': async (scene) => {
    await openAsset(scene);
    await scene.page.getByRole('button', { name: 'History' }).click();
    await scene.page.getByText('Looks into the history are recorded.').scrollIntoViewIfNeeded();
  },
  'asset-trail': async (scene) => {
    await openAsset(scene);
    await scene.page.getByRole('button', { name: 'Way on the map' }).click();
    await scene.page.getByRole('slider', { name: 'Time' }).scrollIntoViewIfNeeded();
  },
  search: async (scene) => {
    await openFloor(scene);
    const find = new FindPage(scene.page);
    await find.box.fill('pump');
    await find.options.first().waitFor();
  },
  'search-places': async (scene) => {
    await openFloor(scene);
    const find = new FindPage(scene.page);
    await find.box.fill('pump');
    await find.options.first().waitFor();
    await scene.page.getByRole('button', { name: /^(Where are you\?|Near .+)$/ }).click();
    await find.chooser.getByRole('listitem').first().waitFor();
  },
  'search-near': openResults,
  'search-nothing': async (scene) => {
    await scene.page.goto(`${scene.address}/floor/${scene.floorId}?q=zebra+crossing`);
    await scene.page.getByText(/Nothing was found/).waitFor();
  },
  way: async (scene) => {
    await openResults(scene);
    const find = new FindPage(scene.page);
    await find.options.first().click();
    await scene.page.getByRole('button', { name: /^Show the way/ }).click();
    await find.steps.getByRole('listitem').first().waitFor();
  },
  calibration: (scene) => openPage(scene, `/floor/${scene.floorId}/calibration`),
  walk: (scene) => openPage(scene, `/floor/${scene.floorId}/walk`),
};

/** Pages of which the address is all there is to say. */
const addresses = {
  equipment: '/equipment',
  'equipment-retired': '/equipment?statuses=retired',
  'equipment-new': '/equipment/new',
  'equipment-import': '/equipment/import',
  'equipment-types': '/equipment/types',
  'equipment-rules': '/equipment/rules',
  pair: '/pair',
  account: '/account',
  stock: '/stock?show=all',
  'stock-levels': '/stock?view=levels',
  'find-times': '/find-times',
  users: '/admin/users',
  keys: '/admin/keys',
  audit: '/admin/audit',
  privacy: '/admin/privacy',
};
const pageStates: Record<string, State> = Object.fromEntries(
  Object.entries(addresses).map(([name, path]) => [name, (scene: Scene) => openPage(scene, path)]),
);

const signedOutStates: Record<string, State> = {
  'demo-users': async ({ page, address }) => {
    await page.goto(`${address}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with an account' }).waitFor();
  },
  'sign-in': ({ page }) => page.getByRole('button', { name: 'Sign in with an account' }).click(),
  welcome: async ({ page, address }) => {
    await page.goto(`${address}/welcome`);
    await page.getByLabel('Invitation code').waitFor();
  },
};

/** Everything of which a picture is taken in English, in this order; the last one leaves the page without a network. */
export const states: Record<string, State> = {
  ...signedOutStates,
  'first-page': async ({ page, address }) => {
    await signInAs(page, 'administrator', address);
    await page.getByRole('combobox', { name: 'Find equipment' }).waitFor();
  },
  ...mapStates,
  ...pageStates,
  'equipment-filters': async (scene) => {
    await openPage(scene, '/equipment');
    const filters = scene.page.getByRole('button', { name: /^Filters and order/ });
    if (await filters.isVisible()) await filters.click();
    await scene.page.getByRole('button', { name: /^Type:/ }).click();
    await scene.page.getByRole('checkbox', { name: 'Infusion pump' }).check();
  },
  'equipment-one': (scene) => openPage(scene, `/equipment/${scene.asset.id}`),
  'equipment-tag': (scene) => openPage(scene, `/equipment/${scene.asset.id}/tag`),
  'stock-new-level': async (scene) => {
    await openPage(scene, '/stock?view=levels');
    await scene.page.getByRole('button', { name: 'New level' }).click();
    await scene.page.getByRole('button', { name: 'Save the level' }).waitFor();
  },
  'not-allowed': async (scene) => {
    await scene.page.context().clearCookies();
    await signInAs(scene.page, 'nurse', scene.address);
    await openPage(scene, '/admin/users');
  },
  'connection-lost': async (scene) => {
    await openFloor(scene);
    await scene.page.context().setOffline(true);
    await scene.page.locator('[data-kind="reconnecting"]').waitFor();
    await scene.page.waitForTimeout(6_000);
  },
};

/** What is pictured in German as well: what a nurse meets, and what holds the longest words. */
export const germanStates: Record<string, State> = {
  'de-floor': (scene) => openHere(scene, ''),
  'de-search': (scene) => openHere(scene, '?q=pumpe'),
  'de-asset': (scene) => openHere(scene, `?asset=${scene.asset.id}`),
  'de-equipment': (scene) => openPage(scene, '/equipment'),
  'de-equipment-new': (scene) => openPage(scene, '/equipment/new'),
  'de-stock': (scene) => openPage(scene, '/stock?show=all'),
  'de-pair': (scene) => openPage(scene, '/pair'),
  'de-calibration': (scene) => openPage(scene, `/floor/${scene.floorId}/calibration`),
};

async function openPage({ page, address }: Scene, path: string): Promise<void> {
  await page.goto(address + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // What the page asks the server for comes after its heading.
  await page.waitForLoadState('networkidle');
}

async function openFloor({ page, address, floorId }: Scene): Promise<void> {
  await page.goto(`${address}/floor/${floorId}`);
  await page.getByRole('button', { name: /[1-9]\d* items? on this floor/ }).waitFor();
}

/** A floor in any language. */
async function openHere({ page, address, floorId }: Scene, query: string): Promise<void> {
  await page.goto(`${address}/floor/${floorId}${query}`);
  await page.getByRole('combobox').waitFor();
}

async function openAsset({ page, address, floorId, asset }: Scene): Promise<void> {
  await page.goto(`${address}/floor/${floorId}?asset=${asset.id}`);
  await page.getByRole('heading', { name: asset.name }).waitFor();
}

/** Answers with their ways from a ward of the demo. */
async function openResults({ page, address, floorId }: Scene): Promise<void> {
  await page.goto(`${address}/floor/${floorId}?${new URLSearchParams({ q: 'pump', near: 'department:Ward 2A' })}`);
  await new FindPage(page).nearKnown('Ward 2A');
}
