import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import { chromiumProgram, newContext, startChromium } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();
const noConnection = 'No connection to the server';

describe.skipIf(!program)('without a network', () => {
  let hospital: Hospital;
  let databaseUrl: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    databaseUrl = await createDatabase('offline');
    [hospital, browser] = await Promise.all([Hospital.open(databaseUrl, equipment()), startChromium(program!)]);
  });
  beforeEach(async () => {
    context = await newContext(browser, '390x844', 'dark');
    page = await context.newPage();
    await signInAs(page, 'nurse', hospital.api.address);
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  /** As if the nurse had said, when signing in, that nobody else uses this phone. */
  async function onOwnDevice() {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    await client.query('UPDATE user_session SET shared = false');
    await client.end();
  }

  /** Opens the ground floor until the app is able to open by itself. */
  async function openedBefore() {
    for (let visit = 0; visit < 2; visit++) {
      await page.goto(hospital.page('dh-l0'));
      await page.getByRole('heading', { level: 1, name: /Ground floor/ }).waitFor({ state: 'attached' });
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    }
    await expect.poll(() => page.evaluate('navigator.serviceWorker.controller !== null'), patience).toBe(true);
    const shellFiles = () =>
      page.evaluate("caches.open('wardmap-shell-1').then((cache) => cache.keys()).then((all) => all.length)");
    await expect.poll(shellFiles, patience).toBeGreaterThan(3);
  }
  const keptAnswers = () =>
    page.evaluate<string[]>(
      "caches.open('wardmap-kept').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).pathname))",
    );

  it('an own phone opens the app with what was known, and says how old that is', async () => {
    await onOwnDevice();
    await openedBefore();
    const floorId = hospital.floorId('dh-l0');
    await expect.poll(keptAnswers, patience).toContain(`/api/v1/floors/${floorId}`);
    // A floor is put aside every 15 seconds; the first time perhaps before anything was heard on it.
    const keptFloor = () =>
      page.evaluate<string>(
        `caches.open('wardmap-kept').then((cache) => cache.match('/kept/floors/${floorId}')).then((kept) => kept?.text() ?? '')`,
      );
    await expect.poll(keptFloor, patience).toContain('Walking pump');
    await context.setOffline(true);
    await page.reload();
    await page.getByText(noConnection).waitFor();
    await page.getByRole('heading', { level: 1, name: /Ground floor/ }).waitFor({ state: 'attached' });
    const floor = new FloorPage(page);
    await expect.poll(async () => (await floor.connection()).kind, patience).toBe('reconnecting');
    await floor.openList();
    expect(await floor.row('Walking pump')).toContain('Emergency');
    expect(await floor.freshness('Walking pump')).not.toBe('live');
    expect(await violations(page)).toEqual([]);

    await context.setOffline(false);
    await expect.poll(() => page.getByText(noConnection).count(), patience).toBe(0);
    await expect.poll(async () => (await new FloorPage(page).connection()).kind, patience).toBe('live');
  });

  it('nothing that was known stays behind when somebody signs out', async () => {
    await onOwnDevice();
    await openedBefore();
    await expect.poll(keptAnswers, patience).toContain('/api/v1/session');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
    await expect.poll(keptAnswers, patience).toEqual([]);
  });

  it('a shared computer keeps nothing, and says that the server does not answer', async () => {
    await openedBefore();
    expect(await keptAnswers()).toEqual([]);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('The server does not answer').waitFor();
    expect(await page.getByText(noConnection).count()).toBe(0);
  });
});
