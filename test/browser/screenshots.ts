import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { siteTreeSchema } from '#contracts/api';
import { type AssetView, assetListSchema } from '#contracts/assets';
import { type Scheme, type ScreenName, chromiumProgram, newContext, screens, startChromium } from './chromium.js';
import { startDemoSystem } from './demo-system.js';
import { signInAs } from './signing-in.js';

/*
 * npm run screenshots -- --out FOLDER [--url ADDRESS]
 * Pictures of every page at both sizes and themes: of a running demo, or of one started for them.
 */

/** Pages besides the map. */
const pages = {
  equipment: '/equipment',
  'equipment-new': '/equipment/new',
  'equipment-import': '/equipment/import',
  'equipment-types': '/equipment/types',
  'equipment-rules': '/equipment/rules',
  pair: '/pair',
  account: '/account',
  stock: '/stock?show=all',
  'stock-levels': '/stock?view=levels',
  users: '/admin/users',
  keys: '/admin/keys',
  audit: '/admin/audit',
  privacy: '/admin/privacy',
};
const shownFloor = 'dh-l1';
/** Fewer would not look like a hospital. */
const leastAssets = 50;
/** A hospital that was opened a moment ago knows its tags less well than in everyday life. */
const warmUpMs = 45_000;
const populatedWithinS = 120;

const { values: options } = parseArgs({ options: { out: { type: 'string' }, url: { type: 'string' } } });
const program = chromiumProgram();
if (!options.out || !program) {
  console.error(options.out ? 'Without Chromium there are no pictures.' : 'Say where to: --out FOLDER [--url ADDRESS]');
  process.exit(1);
}
mkdirSync(options.out, { recursive: true });
const demo = options.url ? null : await startDemoSystem();
const browser = await startChromium(program);
try {
  await takeAll(browser, (options.url ?? demo!.address).replace(/\/+$/, ''), options.out, demo !== null);
} finally {
  await browser.close();
  await demo?.stop();
}

async function takeAll(browser: Browser, address: string, folder: string, warmUp: boolean): Promise<void> {
  const looking = await browser.newPage();
  await signInAs(looking, 'administrator', address);
  const floorId = await floorIdOf(looking);
  if (warmUp) await liveAsset(looking, floorId).then(() => sleep(warmUpMs));
  const asset = await liveAsset(looking, floorId);
  await looking.close();
  for (const screen of Object.keys(screens) as ScreenName[])
    for (const scheme of ['light', 'dark'] as Scheme[]) {
      const context = await newContext(browser, screen, scheme);
      const page = await context.newPage();
      const take = async (state: string) => {
        // Plan, letters and the first frames need a moment to be drawn.
        await sleep(1500);
        const path = join(folder, `${state}-${screen}-${scheme}.png`);
        await page.screenshot({ path });
        console.log(path);
      };
      await page.goto(`${address}/sign-in`);
      await page.getByRole('button', { name: 'Sign in with an account' }).waitFor();
      await take('demo-users');
      await page.getByRole('button', { name: 'Sign in with an account' }).click();
      await take('sign-in');
      await page.goto(`${address}/welcome`);
      await page.getByLabel('Invitation code').waitFor();
      await take('welcome');
      await signInAs(page, 'administrator', address);
      for (const [state, path] of Object.entries(pages)) {
        await page.goto(address + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await take(state);
      }
      await page.goto(`${address}/floor/${floorId}`);
      await page.getByRole('button', { name: /[1-9]\d* items? on this floor/ }).waitFor();
      await take('floor');
      await page.getByRole('button', { name: 'Menu' }).click();
      await take('menu');
      await page.goto(`${address}/floor/${floorId}?asset=${asset.id}`);
      await page.getByRole('heading', { name: asset.name }).waitFor();
      await take('asset');
      await page.goto(`${address}/equipment/${asset.id}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await take('equipment-one');
      await page.goto(`${address}/floor/${floorId}`);
      await page.getByRole('combobox', { name: 'Find equipment' }).fill('pump');
      await page.getByRole('option').first().waitFor();
      await take('search');
      await page.getByRole('button', { name: 'Clear the search' }).click();
      await page.keyboard.press('Escape');
      await context.setOffline(true);
      await page.locator('[data-kind="reconnecting"]').waitFor();
      await sleep(6000);
      await take('connection-lost');
      await context.close();
    }
}

async function floorIdOf(page: Page): Promise<number> {
  const { sites } = siteTreeSchema.parse(await getJson(page, '/api/v1/sites'));
  const floors = sites.flatMap((site) => site.buildings.flatMap((building) => building.floors));
  const floor = floors.find(({ key }) => key === shownFloor);
  if (!floor) throw new Error(`There is no floor ${shownFloor}; is it the demo?`);
  return floor.id;
}

/** Waits until the hospital is populated. @returns an asset on the floor that is heard now, the surest of them */
async function liveAsset(page: Page, floorId: number): Promise<AssetView> {
  for (let second = 0; second < populatedWithinS; second++) {
    const { assets } = assetListSchema.parse(await getJson(page, '/api/v1/assets?search=pump&limit=200'));
    const here = assets.filter(({ position }) => position?.floorId === floorId && position.freshness === 'live');
    here.sort((a, b) => a.position!.radius90M - b.position!.radius90M);
    if (assets.filter(({ position }) => position).length >= leastAssets && here.length > 0) return here[0];
    await sleep(1000);
  }
  throw new Error(`Too few pumps are heard; is the simulator running?`);
}

/** Asks as the person who is signed in on the page. */
function getJson(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (asked) => {
    const answer = await fetch(asked);
    if (!answer.ok) throw new Error(`${asked} was answered with ${answer.status}`);
    return answer.json() as Promise<unknown>;
  }, path);
}
