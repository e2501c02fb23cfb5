import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import { chromiumProgram, combinations, newContext, startChromium } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';

const program = chromiumProgram();

describe.skipIf(!program)('everybody can use the map', () => {
  let hospital: Hospital;
  let browser: Browser;

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, equipment())),
      startChromium(program!),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  it.each(combinations)('axe finds nothing in any state at $screen, $scheme', async ({ screen, scheme }) => {
    const context = await newContext(browser, screen, scheme);
    const page = await context.newPage();
    const floor = new FloorPage(page);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));

    await page.goto(hospital.page('dh-l0'));
    await page.getByRole('button', { name: 'Sign in with an account' }).waitFor();
    await look('demo users');
    await page.getByRole('button', { name: 'Sign in with an account' }).click();
    await look('sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Enter your password').waitFor();
    await look('sign-in, fields missing');
    await page.getByLabel('E-mail address').fill('nobody@hospital.example');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await look('sign-in refused');
    await page.getByRole('link', { name: 'I have an invitation code' }).click();
    await page.getByLabel('Invitation code').waitFor();
    await look('invitation');
    await page.goto(hospital.page('dh-l0'));
    await page.getByRole('button', { name: 'Ada Winter' }).click();

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
    await page.getByRole('menuitem', { name: 'Your account' }).click();
    await page.getByText('This one').waitFor();
    await look('account');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await look('account, forms');
    await page.getByRole('link', { name: 'Back to the map' }).click();
    await expect.poll(() => floor.listButton.innerText(), patience).toMatch(/[1-9] items on this floor/);

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
