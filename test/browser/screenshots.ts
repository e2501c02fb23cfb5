import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type AssetView, assetListSchema, siteTreeSchema } from '#contracts/api';
import { type Scheme, type ScreenName, chromiumProgram, newContext, screens, startChromium } from './chromium.js';
import { startDemoSystem } from './demo-system.js';

/*
 * node dist/test/browser/screenshots.js --out FOLDER [--url ADDRESS]
 * Pictures of the map for people: of a running demo, or of one started for them.
 */

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
  const floorId = await floorIdOf(address);
  if (warmUp) await liveAsset(address, floorId).then(() => sleep(warmUpMs));
  const asset = await liveAsset(address, floorId);
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
      await page.goto(`${address}/floor/${floorId}`);
      await page.getByRole('button', { name: /[1-9]\d* items? on this floor/ }).waitFor();
      await take('floor');
      await page.goto(`${address}/floor/${floorId}?asset=${asset.id}`);
      await page.getByRole('heading', { name: asset.name }).waitFor();
      await take('asset');
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

async function floorIdOf(address: string): Promise<number> {
  const { sites } = siteTreeSchema.parse(await getJson(`${address}/api/v1/sites`));
  const floors = sites.flatMap((site) => site.buildings.flatMap((building) => building.floors));
  const floor = floors.find(({ key }) => key === shownFloor);
  if (!floor) throw new Error(`${address} has no floor ${shownFloor}; is it the demo?`);
  return floor.id;
}

/** Waits until the hospital is populated. @returns an asset on the floor that is heard now, the surest of them */
async function liveAsset(address: string, floorId: number): Promise<AssetView> {
  for (let second = 0; second < populatedWithinS; second++) {
    const { assets } = assetListSchema.parse(await getJson(`${address}/api/v1/assets?search=pump&limit=200`));
    const here = assets.filter(({ position }) => position?.floorId === floorId && position.freshness === 'live');
    here.sort((a, b) => a.position!.radius90M - b.position!.radius90M);
    if (assets.filter(({ position }) => position).length >= leastAssets && here.length > 0) return here[0];
    await sleep(1000);
  }
  throw new Error(`At ${address} too few pumps are heard; is the simulator running?`);
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}; the pictures need a server in demo mode.`);
  return answer.json();
}
