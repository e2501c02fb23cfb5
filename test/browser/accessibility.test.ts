import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestProcess } from '../support/processes.js';
import { createDatabase } from '../support/database.js';
import { violations } from './axe.js';
import { type Scheme, type ScreenName, chromiumProgram, newContext, screens, startChromium } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage, patience } from './floor-page.js';
import { Hospital } from './hospital.js';

const program = chromiumProgram();
const combinations = (Object.keys(screens) as ScreenName[]).flatMap((screen) =>
  (['light', 'dark'] as Scheme[]).map((scheme) => ({ screen, scheme })),
);

describe.skipIf(!program)('everybody can use the map', () => {
  let hospital: Hospital;
  let closed: TestProcess;
  let browser: Browser;

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, equipment())),
      startChromium(program!),
    ]);
    closed = await hospital.startApi(undefined, {});
  });
  afterAll(async () => {
    await browser?.close();
    await closed?.kill();
    await hospital?.close();
  });

  it.each(combinations)('axe finds nothing in any state at $screen, $scheme', async ({ screen, scheme }) => {
    const context = await newContext(browser, screen, scheme);
    const page = await context.newPage();
    const floor = new FloorPage(page);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));

    await page.goto(hospital.page('dh-l0', closed));
    await page.getByLabel('Access key').waitFor();
    await look('sign-in');
    await page.getByLabel('Access key').fill('short');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await look('sign-in refused');

    await page.goto(hospital.page('dh-l0'));
    await expect.poll(() => floor.listButton.innerText(), patience).toMatch(/[1-9] items on this floor/);
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(scheme);
    await look('map');
    await floor.openList();
    await look('list');
    await page.getByRole('button', { name: /Infusion pump 2/ }).click();
    await expect.poll(() => floor.selectedName(), patience).toBe('Infusion pump 2');
    await look('asset');
    await page.getByRole('button', { name: 'Why here?' }).click();
    await page.getByRole('table', { name: 'Readers that heard it' }).waitFor();
    await look('asset, why');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await floor.search.fill('ventilator');
    await page.getByRole('option').first().waitFor();
    await look('search');
    await floor.search.press('Escape');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem').first().waitFor();
    await look('menu');
    await page.keyboard.press('Escape');

    await context.setOffline(true);
    await expect.poll(async () => (await floor.connection()).kind, patience).toBe('reconnecting');
    await look('connection lost');
    await floor.openList();
    await look('connection lost, list');
    await context.close();

    const nothing = Object.fromEntries(Object.keys(found).map((state) => [state, []]));
    expect(found).toEqual(nothing);
  });
});
