import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ParLevel, parLevelSchema } from '#contracts/par-levels';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import {
  chromiumProgram,
  combinations,
  newContext,
  type Scheme,
  type ScreenName,
  screens,
  startChromium,
  troubleIn,
} from './chromium.js';
import { type FloorKey, Hospital, type Placed } from './hospital.js';
import { type DemoUser, signInAs } from './signing-in.js';

const program = chromiumProgram();
const screenNames = Object.keys(screens) as ScreenName[];
const pump = { typeKey: 'infusion-pump', typeName: 'Infusion pump', floor: 'dh-l1' as FloorKey };
const [store2a, store2b] = [
  { x: 22.3, y: 29.7 },
  { x: 47.7, y: 29.7 },
];
const placed: Placed[] = [
  { ...pump, number: 'IP-0001', name: 'Pump 1', ...store2a },
  ...[2, 3, 4].map((number) => ({ ...pump, number: `IP-000${number}`, name: `Pump ${number}`, ...store2b })),
  {
    typeKey: 'ventilator',
    typeName: 'Ventilator',
    number: 'VE-0001',
    name: 'Ventilator',
    floor: 'dh-l2',
    x: 44.7,
    y: 24.8,
  },
];

describe.skipIf(!program)('stock levels in a browser', () => {
  let hospital: Hospital;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, placed)),
      startChromium(program!),
    ]);
    await vi.waitFor(async () => {
      for (const { number } of placed)
        expect((await hospital.position(number))?.zoneName).toMatch(/^(Equipment store|ICU)/);
    }, patience);
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  const arrive = async (user: DemoUser, screen: ScreenName = '1440x900', scheme: Scheme = 'light') => {
    context = await newContext(browser, screen, scheme);
    page = await context.newPage();
    trouble = troubleIn(page);
    await signInAs(page, user, hospital.api.address);
  };
  const open = (query = '') => page.goto(`${hospital.api.address}/stock${query}`);
  const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  const says = (name: string) => card(name).innerText();
  const manage = (method: string, path: string, body?: unknown) =>
    fetch(`${hospital.api.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${hospital.key.manage}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const zoneId = async (floor: FloorKey, name: string) => {
    const { zones } = (await (await manage('GET', `/floors/${hospital.floorId(floor)}`)).json()) as {
      zones: { id: number; name: string }[];
    };
    return zones.find((zone) => zone.name === name)!.id;
  };
  async function setLevel(typeKey: string, floor: FloorKey, room: string, target: number): Promise<ParLevel> {
    const week = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, untilMinute: 1440 };
    const numbers = { target, criticalMin: Math.max(0, target - 1), criticalMax: target + 2 };
    const body = { typeKey, zoneId: await zoneId(floor, room), department: null, ...week, ...numbers };
    return parLevelSchema.parse(await (await manage('POST', '/par-levels', body)).json());
  }

  it('are set by keyboard alone, with a word for every mistake', async () => {
    await arrive('biomed');
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Stock levels' }).press('Enter');
    await page.getByRole('heading', { name: 'No level holds now' }).waitFor(patience);
    await page.getByRole('button', { name: 'Levels', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'New level' }).press('Enter');
    const type = page.getByLabel('Type of equipment');
    await type.waitFor();
    await page.getByRole('button', { name: 'Save the level' }).press('Enter');
    await page.getByText('Choose a type of equipment.').waitFor();
    await page.getByText('Choose a room or a ward.').waitFor();
    await type.and(page.locator(':focus')).waitFor(patience);
    // Letters that come too far apart begin a new word: then it is typed again.
    const typed = async (words: string, list: Locator) => {
      await page.keyboard.type(words);
      return list.locator('option:checked').textContent();
    };
    const again = { ...patience, interval: 2_000 };
    await expect.poll(() => typed('Infusion', type), again).toBe('Infusion pump');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByRole('option', { name: 'Equipment store 2A' }).count(), patience).toBe(1);
    await expect
      .poll(() => typed('Equipment store 2A', page.getByLabel('Room or ward')), again)
      .toContain('Equipment store 2A');
    for (let tab = 0; tab < 8; tab++) await page.keyboard.press('Tab');
    await page.getByLabel('Target').focus();
    await page.keyboard.type('3');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await page.getByText('Give a number from 0 up to the target.').waitFor();
    await page.getByLabel('Critical below').and(page.locator(':focus')).waitFor(patience);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await page.getByText('The level for Infusion pump, Equipment store 2A is saved.').waitFor(patience);
    expect(await page.getByRole('row').filter({ hasText: 'Equipment store 2A' }).innerText()).toMatch(
      /every day, all day\s+3\s+below 2/,
    );

    await page.getByRole('button', { name: 'New level' }).press('Enter');
    await page.getByLabel('Type of equipment').selectOption('Infusion pump');
    await page.getByLabel('Room or ward').selectOption('Equipment store 2A');
    await page.getByLabel('Target').fill('2');
    await page.getByLabel('Critical below').fill('0');
    await page.getByLabel('Critical below').press('Enter');
    await page.getByText('there is a level already that holds at the same time').waitFor(patience);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(screenNames)('show a shortage, and who could bring what, at %s', async (screen) => {
    await arrive('nurse', screen);
    await open();
    await page.getByRole('heading', { name: 'Critically short' }).waitFor(patience);
    await expect.poll(() => says('Infusion pump, Equipment store 2A'), patience).toMatch(/1 of 3 ready/);
    const words = await says('Infusion pump, Equipment store 2A');
    expect(words).toMatch(/Critical/);
    expect(words).toMatch(/Bring 2 from Equipment store 2B/);
    expect(words).toMatch(/IP-000[234]\s*IP-000[234]/);
    await page.getByLabel('Ward or department').selectOption('Ward 2A');
    await expect.poll(() => page.url(), patience).toContain('ward=Ward+2A');
    await page.reload();
    await card('Infusion pump, Equipment store 2A').waitFor(patience);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await card('Infusion pump, Equipment store 2A').getByRole('link').first().click();
    await page.getByRole('complementary', { name: 'Selected equipment' }).waitFor(patience);
    expect(page.url()).toContain(`/floor/${hospital.floorId('dh-l1')}?asset=`);
  });

  it('follow the equipment: what was brought is counted, and nothing is left to do', async () => {
    await arrive('nurse');
    await open();
    await card('Infusion pump, Equipment store 2A').waitFor(patience);
    for (const number of ['IP-0002', 'IP-0003']) hospital.carry(number, store2a.x, store2a.y);
    await page.getByText('Everything is as it should be.').waitFor(patience);
    await page.getByRole('button', { name: 'All levels that hold now' }).click();
    await expect.poll(() => says('Infusion pump, Equipment store 2A'), patience).toMatch(/3 of 3 ready/);
  });

  it('are a range where readers are silent, and no shortage', async () => {
    await setLevel('ventilator', 'dh-l2', 'ICU equipment', 1);
    await arrive('nurse');
    await open('?show=all');
    await expect.poll(() => says('Ventilator, ICU equipment'), patience).toMatch(/In order\s+1 of 1 ready/);
    hospital.silence('dh-l2');
    await page.getByRole('heading', { name: 'Not known: readers are silent' }).waitFor({ timeout: 150_000 });
    const words = await says('Ventilator, ICU equipment');
    expect(words).toContain('0 to 1 of 1');
    expect(words).toContain('(readers silent)');
    expect(words).toContain('Somebody has to look');
  });

  it.each(combinations)('are for everybody: axe finds nothing at $screen, $scheme', async ({ screen, scheme }) => {
    await arrive('administrator', screen, scheme);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));
    await open('?show=all');
    await card('Infusion pump, Equipment store 2A').waitFor(patience);
    await look('now');
    await page.getByRole('button', { name: 'Levels', exact: true }).click();
    await page.getByRole('table').waitFor();
    await look('levels');
    await page.getByRole('button', { name: 'New level' }).click();
    await page.getByRole('button', { name: 'Save the level' }).click();
    await page.getByText('Choose a room or a ward.').waitFor();
    await look('editor, fields missing');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete Infusion pump, Equipment store 2A' }).click();
    await page.getByRole('dialog').waitFor();
    await look('delete');
    expect(found).toEqual({ now: [], levels: [], 'editor, fields missing': [], delete: [] });
  });

  it('are deleted only after a question', async () => {
    await arrive('biomed');
    await open('?view=levels');
    await page.getByRole('button', { name: 'Delete Infusion pump, Equipment store 2A' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete Infusion pump, Equipment store 2A' }).click();
    await page.getByRole('button', { name: 'Delete the level' }).click();
    await page.getByText('The level for Infusion pump, Equipment store 2A is deleted.').waitFor(patience);
    const row = page.getByRole('row').filter({ hasText: 'Equipment store 2A' });
    await expect.poll(() => row.count(), patience).toBe(0);
  });
});
