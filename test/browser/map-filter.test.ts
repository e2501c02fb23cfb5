import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import { type ScreenName, chromiumProgram, newContext, screens, startChromium, troubleIn } from './chromium.js';
import { FloorPage } from './floor-page.js';
import { Hospital, type Placed } from './hospital.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();

/** Eight pumps side by side in one room, a bed among them and a ventilator at the other end of the floor. */
function crowded(): Placed[] {
  const pump = { typeKey: 'infusion-pump', typeName: 'Infusion pump', floor: 'dh-l0' as const };
  return [
    ...Array.from({ length: 8 }, (_, index) => ({
      ...pump,
      number: `IP-000${index}`,
      name: `Infusion pump ${index}`,
      x: 13 + (index % 4) * 0.6,
      y: 24.5 + Math.floor(index / 4) * 0.6,
    })),
    { number: 'BD-0001', name: 'Bed 1', typeKey: 'bed', typeName: 'Bed', floor: 'dh-l0', x: 14, y: 25.4 },
    {
      number: 'VE-0001',
      name: 'Ventilator',
      typeKey: 'ventilator',
      typeName: 'Ventilator',
      floor: 'dh-l0',
      x: 55,
      y: 33.6,
    },
  ];
}

describe.skipIf(!program)('filter and clusters of the map', () => {
  let hospital: Hospital;
  let browser: Browser;
  let context: BrowserContext | undefined;
  let trouble: string[] = [];

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, crowded())),
      startChromium(program!),
    ]);
  });
  afterEach(async () => {
    await context?.close();
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  async function opened(screen: ScreenName, query = ''): Promise<{ page: Page; floor: FloorPage }> {
    context = await newContext(browser, screen, screen === '390x844' ? 'dark' : 'light');
    const page = await context.newPage();
    trouble = troubleIn(page);
    await signInAs(page, 'nurse', hospital.api.address);
    await page.goto(hospital.page('dh-l0') + query);
    await expect.poll(async () => total(await counts(page)), patience).toBeGreaterThanOrEqual(query ? 1 : 10);
    return { page, floor: new FloorPage(page) };
  }

  /** What the picture of the map says that it shows. */
  async function counts(page: Page) {
    const told = await page.locator('canvas.tag-canvas').getAttribute('data-counts');
    const [clusters, clustered, singles] = (told ?? '0,0,0').split(',').map(Number);
    return { clusters, clustered, singles };
  }
  const total = ({ clustered, singles }: { clustered: number; singles: number }) => clustered + singles;
  const listed = (floor: FloorPage) => floor.listButton.innerText();

  describe.each(Object.keys(screens) as ScreenName[])('on a screen of %s', (screen) => {
    it('shows only what was chosen, says so, keeps it in the address, and shows everything again with one tap', async () => {
      const { page, floor } = await opened(screen);
      await page.getByRole('button', { name: 'Filter the map' }).click();
      const panel = page.getByRole('dialog', { name: 'Show on the map' });
      await panel.getByRole('checkbox', { name: /Ventilator/ }).click();
      await expect.poll(async () => total(await counts(page)), patience).toBe(1);
      expect(await panel.getByRole('status').innerText()).toBe('1 of 10 shown');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.getAll('types')).toEqual(['ventilator']);
      await expect.poll(() => listed(floor), patience).toContain('1 item');
      await floor.openList();
      expect(await floor.panel.getByText('The filter hides 9 items on this floor.').isVisible()).toBe(true);
      await floor.closeList();

      await page.reload();
      await expect.poll(async () => total(await counts(page)), patience).toBe(1);
      await page.getByRole('button', { name: /Show everything/ }).click();
      await expect.poll(async () => total(await counts(page)), patience).toBe(10);
      expect(new URL(page.url()).search).toBe('');
    });

    it('can be filtered with the keyboard alone', async () => {
      const { page } = await opened(screen);
      await page.getByRole('button', { name: 'Filter the map' }).focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('dialog', { name: 'Show on the map' });
      // The heading has the focus; then come the button that closes, and the choices.
      await panel.getByRole('heading').and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await expect.poll(async () => total(await counts(page)), patience).toBe(1);
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Filter the map: 1 choice');
    });

    it('gathers what stands together, comes nearer at a tap, and then shows each for itself', async () => {
      const { page, floor } = await opened(screen);
      await expect.poll(async () => (await counts(page)).clustered, patience).toBeGreaterThanOrEqual(4);
      await expect
        .poll(async () => {
          const { x, y } = await middleOf(['IP-0001', 'IP-0002', 'IP-0005', 'IP-0006']);
          await floor.clickMap(x, y);
          return counts(page);
        }, patience)
        .toMatchObject({ clusters: 0 });
    });

    it('never hides what was selected, neither in a cluster nor by the filter', async () => {
      const { id } = await hospital.asset('IP-0003');
      const { page } = await opened(screen, `?asset=${id}&types=ventilator`);
      const canvas = page.locator('canvas.tag-canvas');
      await expect.poll(() => canvas.getAttribute('data-selected-at'), patience).toMatch(/^-?\d+,-?\d+$/);
      await page.getByRole('button', { name: /Show everything/ }).click();
      await expect.poll(async () => total(await counts(page)), patience).toBeGreaterThan(1);
      for (let step = 0; step < 6; step++) await page.evaluate(zoomOut);
      await expect.poll(async () => (await counts(page)).clustered, patience).toBeGreaterThanOrEqual(4);
      expect(await canvas.getAttribute('data-selected-at')).toMatch(/^-?\d+,-?\d+$/);
      expect((await counts(page)).singles).toBeGreaterThanOrEqual(1);
    });
  });

  async function middleOf(numbers: string[]): Promise<{ x: number; y: number }> {
    const places = await Promise.all(numbers.map((number) => hospital.position(number)));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return { x: mean(places.map((place) => place!.x)), y: mean(places.map((place) => place!.y)) };
  }
});

/** The zoom of the keyboard: on a phone the buttons are behind the panel. */
const zoomOut = `document.querySelector('.floor-map').dispatchEvent(
  new KeyboardEvent('keydown', { key: '-', code: 'Minus', keyCode: 189, bubbles: true }),
)`;
