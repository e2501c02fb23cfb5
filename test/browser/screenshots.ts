import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { siteTreeSchema } from '#contracts/api';
import { type AssetView, assetListSchema } from '#contracts/assets';
import { type Scheme, type ScreenName, chromiumProgram, combinations, newContext, startChromium } from './chromium.js';
import { startDemoSystem } from './demo-system.js';
import { germanStates, type Scene, states } from './pictured-states.js';
import { signInAs } from './signing-in.js';

/*
 * npm run screenshots -- --out FOLDER [--url ADDRESS]
 * Pictures of every page at both sizes and themes: of a running demo, or of one started for them.
 */

const shownFloor = 'dh-l1';
const germanLooks: readonly [ScreenName, Scheme][] = [
  ['390x844', 'light'],
  ['1440x900', 'dark'],
];
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
  const missing: string[] = [];
  for (const { screen, scheme } of combinations) {
    const context = await newContext(browser, screen, scheme);
    const page = await context.newPage();
    missing.push(...(await takeStates(states, { page, address, floorId, asset }, `${screen}-${scheme}`, folder)));
    await context.close();
  }
  for (const [screen, scheme] of germanLooks) {
    const context = await newContext(browser, screen, scheme, 'de-DE');
    const page = await context.newPage();
    await signInAs(page, 'administrator', address);
    missing.push(...(await takeStates(germanStates, { page, address, floorId, asset }, `${screen}-${scheme}`, folder)));
    await context.close();
  }
  if (missing.length > 0) throw new Error(`Not every state could be reached:\n${missing.join('\n')}`);
}

/** @returns the states that could not be reached, and why */
async function takeStates(all: typeof states, scene: Scene, look: string, folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, reach] of Object.entries(all)) {
    try {
      await reach(scene);
    } catch (error) {
      missing.push(`${name}, ${look}: ${String(error).split('\n')[0]}`);
      console.error(missing.at(-1));
    }
    // Plan, letters and the first frames need a moment to be drawn.
    await sleep(1500);
    const path = join(folder, `${name}-${look}.png`);
    await scene.page.screenshot({ path });
    console.log(path);
  }
  return missing;
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
