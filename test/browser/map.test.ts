import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { chromiumProgram, newContext, screens, startChromium, troubleIn } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();
const walker = 'Walking pump';

/** A place in the corridor of the ground floor that the pump walks along, metres. */
interface Spot {
  x: number;
  zone: string;
}
const emergency: Spot = { x: 14, zone: 'Emergency, north corridor' };
const outpatients: Spot = { x: 48, zone: 'Outpatients, north corridor' };

describe.skipIf(!program)('the map in a browser', () => {
  let hospital: Hospital;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let floor: FloorPage;
  let trouble: string[];

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, equipment())),
      startChromium(program!),
    ]);
  });
  beforeEach(async () => {
    context = await newContext(browser, '1440x900', 'light');
    page = await context.newPage();
    floor = new FloorPage(page);
    trouble = troubleIn(page);
    await signInAs(page, 'nurse', hospital.api.address);
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  const kind = async () => (await floor.connection()).kind;
  const secondsWithoutNews = async () => {
    const [, count = -1, unit] = /(\d+) (s|min) ago/.exec((await floor.connection()).words) ?? [];
    return Number(count) * (unit === 'min' ? 60 : 1);
  };

  /** Breaks the line, lets the pump walk on, and mends the line: the page must say so and be right again by itself. */
  async function outage(from: Spot, goal: Spot, breakLine: () => Promise<void>, mend: () => Promise<void>) {
    await page.goto(hospital.page('dh-l0'));
    await floor.openList();
    hospital.walk('IP-0001', from.x, 33.6);
    await expect.poll(() => floor.row(walker), patience).toContain(from.zone);
    // What the sign on its marker tells the eye, the list tells in words.
    expect(await floor.row(walker)).toMatch(/Available|In use|Needs cleaning/);
    await expect.poll(() => floor.freshness(walker), patience).toBe('live');
    await expect.poll(kind, patience).toBe('live');
    await page.evaluate('window.neverReloaded = true');

    await breakLine();
    hospital.walk('IP-0001', goal.x, 33.6);
    await expect.poll(kind, patience).toBe('reconnecting');
    const first = await secondsWithoutNews();
    await expect.poll(secondsWithoutNews, patience).toBeGreaterThan(first + 2);
    await expect.poll(() => floor.row(walker), patience).toMatch(/\d+ (s|min) ago/);
    expect(await floor.freshness(walker)).not.toBe('live');
    expect(await page.getByText('The connection is interrupted').isVisible()).toBe(true);
    expect(await floor.row(walker)).toContain(from.zone);

    await mend();
    await expect.poll(kind, patience).toBe('live');
    await expect.poll(() => floor.row(walker), patience).toContain(goal.zone);
    await expect.poll(() => floor.freshness(walker), patience).toBe('live');
    expect(await page.evaluate('window.neverReloaded')).toBe(true);
  }

  it('shows a marker move while its tag walks, and finds it under the pointer where it went', async () => {
    await page.goto(hospital.page('dh-l0'));
    await floor.openList();
    await expect.poll(() => floor.row(walker), patience).toContain(emergency.zone);
    hospital.walk('IP-0001', outpatients.x, 33.6);
    await expect.poll(() => floor.row(walker), patience).toContain(outpatients.zone);
    await floor.closeList();

    await floor.clickMap(emergency.x, 33.6);
    expect(await floor.selectedName()).toBeNull();
    await expect
      .poll(async () => {
        const { x, y } = (await hospital.position('IP-0001'))!;
        await floor.clickMap(x, y);
        return floor.selectedName();
      }, patience)
      .toBe(walker);
  });

  it('keeps the plan in sight when a phone zooms into it by the buttons', async () => {
    await page.setViewportSize(screens['390x844']);
    await page.goto(hospital.page('dh-l0'));
    const plan = page.locator('img.plan-image');
    await plan.waitFor();
    const box = async () => (await plan.boundingBox())!;
    const before = await box();
    for (let press = 1; press <= 3; press++) {
      const { width } = await box();
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await expect.poll(async () => (await box()).width, patience).toBeGreaterThan(1.3 * width);
    }
    const after = await box();
    const middle = before.y + before.height / 2;
    expect([after.y < middle, after.y + after.height > middle]).toEqual([true, true]);
  });

  it('says that the network is gone, lets ages grow, and is right again when it is back', async () => {
    await outage(
      outpatients,
      emergency,
      () => context.setOffline(true),
      () => context.setOffline(false),
    );
  });

  it('does the same when the server was killed and comes back', async () => {
    await outage(
      emergency,
      outpatients,
      () => hospital.api.kill(),
      async () => {
        hospital.api = await hospital.startApi(hospital.api.port);
      },
    );
  });

  it('finds an asset by its name and flies to it on another floor', async () => {
    await page.goto(hospital.page('dh-l0'));
    await floor.search.fill('oxford');
    await page.getByRole('option', { name: /Ventilator Oxford/ }).click();
    await expect.poll(() => floor.selectedName(), patience).toBe('Ventilator Oxford');
    await expect
      .poll(() => page.url(), patience)
      .toContain(`${new URL(hospital.page('dh-l2')).pathname}?q=oxford&asset=`);
    const level = page.getByRole('navigation', { name: 'Floors' }).getByRole('button', { name: /Second floor/ });
    await expect.poll(() => level.getAttribute('aria-current'), patience).toBe('page');
    await expect.poll(() => floor.panel.innerText(), patience).toContain('Intensive care, north corridor');

    // Nearer than the whole floor, so that the room around it can be read.
    await expect
      .poll(async () => (await floor.onScreen(1, 0)).x - (await floor.onScreen(0, 0)).x, patience)
      .toBeGreaterThan(1440 / 71);
    const panel = (await floor.panel.boundingBox())!;
    const { x, y } = (await hospital.position('VE-0001'))!;
    await expect
      .poll(async () => {
        const at = await floor.onScreen(x, y);
        return at.x > panel.x + panel.width && at.x < 1440 && at.y > 60 && at.y < 900;
      }, patience)
      .toBe(true);
  });
});
