import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import {
  type Scheme,
  type ScreenName,
  chromiumProgram,
  newContext,
  screens,
  startChromium,
  troubleIn,
} from './chromium.js';
import { pumps } from './equipment.js';
import { FindPage } from './find-page.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { signInAs } from './signing-in.js';
import { tapUntil } from './tap-until.js';

const program = chromiumProgram();
/** From Ward 2A: upstairs, downstairs, and what is in use though it is next door. */
const ranked = ['IP-0102', 'IP-0103', 'IP-0101'];
const sizes = Object.keys(screens) as ScreenName[];

describe.skipIf(!program)('finding the nearest free pump', () => {
  let hospital: Hospital;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let find: FindPage;
  let trouble: string[];

  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, pumps())),
      startChromium(program!),
    ]);
    for (const { number } of pumps()) await vi.waitFor(() => hospital.mustBeHeard(number), patience);
    await hospital.say('IP-0101', 'in-use');
    const cot = { typeKey: 'cot', typeName: 'Cot' };
    await hospital.register(
      Array.from({ length: 70 }, (_, at) => ({ ...cot, number: `CO-${1001 + at}`, name: `Cot ${at}` })),
    );
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  async function open(
    screen: ScreenName,
    scheme: Scheme = 'light',
    user: 'nurse' | 'ward-nurse' = 'nurse',
    options: BrowserContextOptions = {},
  ) {
    context = await newContext(browser, screen, scheme, 'en-GB', options);
    page = await context.newPage();
    find = new FindPage(page);
    trouble = troubleIn(page);
    await signInAs(page, user, hospital.api.address);
    // What a test before said of it is taken back.
    for (const number of ['IP-0102', 'IP-0103']) await hospital.found(number);
    await page.goto(hospital.page('dh-l1'));
    await find.box.waitFor();
  }

  /** Gives the network back and asks again; the page does so by itself as well, and may be quicker. */
  async function goOnline(): Promise<void> {
    const again = page.getByRole('button', { name: 'Try again' });
    // While the page asks by itself the button is away.
    await again.waitFor();
    await context.setOffline(false);
    await tapUntil(again, () => again.isHidden());
  }

  /** Keeps an offer to take something back on the screen, from which it goes after 20 seconds. */
  async function letOffersStay() {
    await page.evaluate(`{
      const set = window.setTimeout;
      window.setTimeout = (does, ms, ...rest) => (ms >= 20_000 ? 0 : set(does, ms, ...rest));
    }`);
  }

  it.each(sizes)(
    'from a ward, by its way over two floors, and the next when it is not there, at %s',
    async (screen) => {
      await open(screen);
      await letOffersStay();
      await find.box.pressSequentially('pum');
      await find.stand('Ward 2A');
      await expect.poll(() => find.numbers(), patience).toEqual(ranked);
      const row = async (place: number) => (await find.rows())[place];
      await expect.poll(() => row(0), patience).toMatch(/\d+ min, \d+ m/);
      await expect.poll(() => row(0), patience).toContain('Available');
      await expect.poll(() => row(0), patience).toContain('Sterile store · Second floor');
      await expect.poll(() => row(0), patience).toMatch(/heard (just now|\d+ s ago)/);
      await expect.poll(() => row(2), patience).toContain('Not to be taken: in use');

      await page.getByRole('button', { name: /^Show the way IP-0102 · \d+ min, \d+ m$/ }).click();
      await find.steps.getByRole('listitem').first().waitFor();
      expect(await find.stepWords()).toMatch(/Take (Lift|Stairs)[^]*to Second floor[^]*Sterile store/);
      await expect.poll(() => find.wayIsDrawn(), patience).toBe(true);
      expect(new URL(page.url()).pathname).toBe(new URL(hospital.page('dh-l1')).pathname);
      await page.getByRole('button', { name: 'Next: Second floor' }).click();
      await expect.poll(() => page.url(), patience).toContain(new URL(hospital.page('dh-l2')).pathname);
      await expect.poll(() => find.wayIsDrawn(), patience).toBe(true);

      // What is at the end of the way is told as well: whether it can be taken, where it is, how old that is.
      await page.getByText(/^(In|In or next to|Somewhere around) Sterile store$/).waitFor();
      await page.getByText(/^heard (just now|\d+ s ago)$/).waitFor();
      await page.getByText('Available', { exact: true }).waitFor();

      const notHere = async () => {
        await page.getByRole('button', { name: 'Not here' }).click();
        await page
          .getByRole('status')
          .filter({ hasText: /^Not there\? Next: IP-0103, \d+ min, \d+ m$/ })
          .waitFor();
        await find.title('To Infusion pump 103').waitFor();
      };
      await notHere();
      // A slip of the thumb is taken back.
      await page.getByRole('button', { name: 'Undo' }).click();
      await find.title('To Infusion pump 102').waitFor();
      await page.getByRole('status').filter({ hasText: 'Taken back. Is it there?' }).waitFor();
      await notHere();
      await expect.poll(() => find.stepWords(), patience).toMatch(/to Ground floor[^]*Bed store/);

      const foundIn = async (room: RegExp) => {
        const told = page.waitForResponse((answer) => answer.url().endsWith('/found'));
        await page.getByRole('button', { name: 'In another room' }).click();
        await page
          .getByRole('group', { name: 'In which room was it?' })
          .getByRole('button', { name: room })
          .first()
          .click();
        await page.getByRole('status').filter({ hasText: 'Thank you: Infusion pump 103 was found in' }).waitFor();
        return (await told).request().postDataJSON() as { searchMs: number; zoneId: number };
      };
      const elsewhere = await foundIn(/^Next door: /);
      expect(elsewhere.searchMs).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Undo' }).click();
      await find.title('To Infusion pump 103').waitFor();
      const here = await foundIn(/^Here: Bed store$/);
      expect(here.searchMs).toBeGreaterThan(elsewhere.searchMs);
      expect(here.zoneId).not.toBe(elsewhere.zoneId);
      await expect.poll(() => new URL(page.url()).search, patience).toBe('');
      await expect.poll(() => find.wayIsDrawn(), patience).toBe(false);
    },
  );

  it('or says that none is free before it leads to one that cannot be taken', async () => {
    await open('390x844');
    await find.box.fill('pump');
    await find.stand('Ward 2A');
    await expect.poll(() => find.numbers(), patience).toEqual(ranked);
    await page.getByRole('button', { name: /^Show the way IP-0102/ }).click();
    await find.title('To Infusion pump 102').waitFor();
    await page.getByRole('button', { name: 'Not here' }).click();
    await find.title('To Infusion pump 103').waitFor();
    await page.getByRole('button', { name: 'Not here' }).click();
    await find.title('To Infusion pump 101').waitFor();
    await page.getByText(/^No free one is left\. The nearest is IP-0101, .+ Not to be taken: in use$/).waitFor();
    // It is said once; where nothing else is said, the way itself says it.
    expect(await page.getByText('Not to be taken: in use', { exact: true }).count()).toBe(0);
    await page.reload();
    await page.getByText('Not to be taken: in use', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('with the question, the place and what was chosen in an address that another person can open', async () => {
    await open('1440x900');
    await find.box.fill('pump');
    await find.stand('Ward 2A');
    await expect.poll(() => find.numbers(), patience).toEqual(ranked);
    const results = page.url();
    expect(Object.fromEntries(new URL(results).searchParams)).toEqual({ q: 'pump', near: 'department:Ward 2A' });
    await find.options.nth(1).click();
    await find.title('Infusion pump 103').waitFor();
    const link = page.url();

    await page.goBack();
    await expect.poll(() => find.numbers(), patience).toEqual(ranked);
    expect(page.url()).toBe(results);
    await page.goBack();
    await expect.poll(() => find.box.inputValue(), patience).toBe('');
    expect(await find.options.count()).toBe(0);
    await page.goForward();
    await expect.poll(() => find.box.inputValue(), patience).toBe('pump');

    const other = await newContext(browser, '390x844', 'light');
    try {
      const opened = await other.newPage();
      await signInAs(opened, 'biomed', hospital.api.address);
      await opened.goto(link);
      const there = new FindPage(opened);
      await there.title('Infusion pump 103').waitFor();
      expect(await there.box.inputValue()).toBe('pump');
      await opened.getByRole('button', { name: 'Results' }).click();
      await opened.getByRole('button', { name: 'Near Ward 2A' }).waitFor();
      await expect.poll(() => there.numbers(), patience).toEqual(ranked);
    } finally {
      await other.close();
    }
  });

  it('again from the searches of before, of which some are pinned', async () => {
    await open('390x844');
    const kept = page.getByRole('group', { name: 'Your searches' });
    const words = () => kept.getByRole('listitem').allInnerTexts();
    await find.box.fill('IP-0103');
    await expect.poll(() => find.numbers(), patience).toEqual(['IP-0103']);
    await find.options.first().click();
    await find.title('Infusion pump 103').waitFor();
    await find.box.fill('pump free');
    await expect.poll(() => find.numbers(), patience).toContain('IP-0102');
    await page.getByRole('button', { name: 'Pin this search' }).click();
    await page.getByRole('button', { name: 'Clear the search' }).click();

    await expect.poll(async () => (await words()).slice(0, 2), patience).toEqual(['pump free', 'IP-0103']);
    await kept.getByRole('button', { name: 'Forget “IP-0103”' }).click();
    await expect.poll(words, patience).not.toContain('IP-0103');
    expect((await words())[0]).toBe('pump free');
    await page.reload();
    await find.box.click();
    await kept.getByRole('button', { name: 'pump free', exact: true }).click();
    await expect.poll(() => page.url(), patience).toContain('q=pump+free');
    await expect.poll(() => find.numbers(), patience).toContain('IP-0102');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await kept.getByRole('button', { name: 'Unpin “pump free”' }).click();
    await kept.getByRole('button', { name: 'Pin “pump free”', exact: true }).waitFor();
    await kept.getByRole('button', { name: 'Forget “pump free”' }).click();
    await expect.poll(words, patience).not.toContain('pump free');
  });

  it('with the keyboard alone', async () => {
    await open('1440x900');
    const { keyboard } = page;
    const focused = () => page.evaluate('document.activeElement.id');
    await expect.poll(() => keyboard.press('/').then(focused), patience).toBe('search-field');
    await keyboard.type('pump');
    await expect.poll(() => find.box.inputValue(), patience).toBe('pump');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    await tabTo('Where are you?');
    await keyboard.press('Enter');
    await find.chooser.waitFor();
    await tabTo('Ward or room');
    await keyboard.type('ward 2a');
    await find.chooser.getByRole('listitem').filter({ hasText: 'Ward 2A' }).first().waitFor();
    await keyboard.press('Enter');
    await find.nearKnown('Ward 2A');
    await expect.poll(() => find.numbers(), patience).toEqual(ranked);
    await keyboard.press('Control+k');
    await expect.poll(focused, patience).toBe('search-field');
    await keyboard.press('ArrowDown');
    const pointedAt = async () =>
      page.locator(`[id="${await find.box.getAttribute('aria-activedescendant')}"]`).innerText();
    await expect.poll(pointedAt, patience).toContain('IP-0103');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await find.title('Infusion pump 102').waitFor();
    await tabTo('Show the way');
    await keyboard.press('Enter');
    await find.steps.getByRole('listitem').first().waitFor();
    await tabTo('Next: Second floor');
    await keyboard.press('Enter');
    await expect.poll(() => page.url(), patience).toContain(new URL(hospital.page('dh-l2')).pathname);
    await tabTo('Found it');
    await keyboard.press('Escape');
    await page.getByRole('button', { name: /^Show the way/ }).waitFor();
    await tabTo('Show the way');
    await keyboard.press('Escape');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    await keyboard.press('Control+k');
    await keyboard.press('Escape');
    await expect.poll(() => find.box.inputValue(), patience).toBe('');
    await expect.poll(() => new URL(page.url()).search, patience).toBe('');
  });

  /** Presses Tab until something of this name has the focus. */
  async function tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      const words = await page.evaluate<string>(
        '(({ activeElement: at }) => at?.getAttribute("aria-label") ?? at?.textContent ?? "")(document)',
      );
      if (words.startsWith(name)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches "${name}".`);
  }

  it('from the place that was tapped on the map, which the next person at the computer is not told', async () => {
    await open('1440x900');
    await find.box.fill('pump');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    const near = page.getByRole('button', { name: 'Near Ward 2B, north corridor' });
    // The map may move under the finger while what lies over it comes.
    const tapped = async () => {
      await new FloorPage(page).clickMap(50, 33.6);
      await near.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return near.isVisible();
    };
    await expect.poll(tapped, patience).toBe(true);
    await expect.poll(async () => (await find.rows())[0], patience).toMatch(/\d+ min, \d+ m/);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.reload();
    await find.box.fill('pump');
    await near.waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with an account' }).waitFor();
    await signInAs(page, 'biomed', hospital.api.address);
    await find.box.fill('pump');
    await page.getByRole('button', { name: 'Where are you?' }).waitFor();
    expect(new URL(page.url()).searchParams.get('near')).toBeNull();
  });

  it('as far as it was known when the network goes, and says how old that is', async () => {
    await open('390x844');
    await find.box.fill('pump');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    await context.setOffline(true);
    const state = page.getByRole('status').filter({ hasText: 'No connection.' });
    await expect.poll(() => state.allInnerTexts(), patience).toEqual([expect.stringMatching(/What was known .+/)]);
    expect(await find.options.count()).toBe(3);
    await find.box.fill('ventilator');
    await expect.poll(() => state.allInnerTexts(), patience).toEqual([expect.stringMatching(/found for “pump”, .+/)]);
    await goOnline();
    await page.getByText('Nothing was found for “ventilator”.').waitFor();
  });

  it('from the place it was asked for, also when that was changed while the network was away', async () => {
    await open('390x844');
    await find.box.fill('pump');
    await find.stand('Ward 2A');
    await expect.poll(() => find.numbers(), patience).toEqual(ranked);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Near Ward 2A' }).click();
    await find.chooser.getByRole('searchbox', { name: 'Ward or room' }).fill('Ward 2B');
    await find.chooser.getByRole('listitem').first().getByRole('button').click();
    await page.getByRole('button', { name: 'Near Ward 2B' }).waitFor();
    const state = page.getByRole('status').filter({ hasText: 'No connection.' });
    await expect
      .poll(() => state.allInnerTexts(), patience)
      .toEqual([expect.stringMatching(/found for “pump”, near Ward 2A, .+/)]);
    expect(await find.numbers()).toEqual(ranked);
    await goOnline();
    await state.waitFor({ state: 'detached', ...patience });
    const walk = (await find.rows())[0];
    expect(walk).toMatch(/\d+ min, \d+ m/);
  });

  it('from places that could not all be loaded, which is said, and mended', async () => {
    // What a service worker asks for would go past this test.
    await open('390x844', 'light', 'nurse', { serviceWorkers: 'block' });
    const here = new URL(hospital.page('dh-l1')).pathname;
    const others = (url: URL) =>
      url.pathname.startsWith('/api/v1/floor') && !url.pathname.startsWith(`/api/v1${here.replace('floor', 'floors')}`);
    await page.route(others, (route) => route.abort('internetdisconnected'));
    await page.reload();
    await find.box.fill('pump');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    await page.getByRole('button', { name: 'Where are you?' }).click();
    const state = find.chooser.getByRole('status');
    await expect.poll(() => state.innerText(), patience).toContain('Not all wards could be loaded');
    await find.chooser.getByRole('searchbox', { name: 'Ward or room' }).fill('Sterile store');
    expect(await state.innerText()).not.toContain('is called');
    expect(await violations(page)).toEqual([]);
    await page.unroute(others);
    await find.chooser.getByRole('button', { name: 'Try again' }).click();
    await find.chooser.getByRole('listitem').filter({ hasText: 'Sterile store' }).first().waitFor(patience);
    await find.chooser.getByText('Not all wards could be loaded').waitFor({ state: 'detached', ...patience });
    await find.chooser.getByRole('searchbox', { name: 'Ward or room' }).fill('zzz');
    await expect.poll(() => state.innerText(), patience).toBe('No ward or room is called “zzz”.');
  });

  it.each(sizes)('and all others, as far down as somebody wants to see, at %s', async (screen) => {
    await open(screen);
    await find.box.fill('cots');
    await expect.poll(() => find.options.count(), patience).toBe(30);
    await page.getByText('First 30 of 70').waitFor();
    const more = page.getByRole('button', { name: 'Show more' });
    await more.click();
    await expect.poll(() => find.options.count(), patience).toBe(60);
    await page.getByText('First 60 of 70').waitFor();
    expect(await violations(page)).toEqual([]);
    await more.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => find.options.count(), patience).toBe(70);
    expect(await more.count()).toBe(0);
    expect(new Set(await find.numbers()).size).toBe(70);
    // The keyboard goes on in the list.
    await expect.poll(() => page.evaluate('document.activeElement.id'), patience).toBe('found');
  });

  const looks = sizes.flatMap((screen) => (['light', 'dark'] as Scheme[]).map((scheme) => ({ screen, scheme })));
  it.each(looks)('and how long that takes by department, at $screen, $scheme', async ({ screen, scheme }) => {
    await open(screen, scheme);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'How long searches take' }).click();
    await page.getByRole('heading', { level: 1, name: 'How long searches take' }).waitFor();
    await page.getByText('Searches by department, the slowest first').waitFor();
    await page.getByText('Operating theatres', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Last year' }).click();
    await expect.poll(() => page.url(), patience).toContain('days=365');
    await page.getByText('Searches by department, the slowest first').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await page.getByText(/^The times could not be loaded/).waitFor();
    expect(await violations(page)).toEqual([]);
    await goOnline();
    await page.getByText('Searches by department, the slowest first').waitFor();
  });

  it.each(looks)(
    'among answers that stay legible while those to the next question are on their way, at $screen, $scheme',
    async ({ screen, scheme }) => {
      // What a service worker asks for would go past this test.
      await open(screen, scheme, 'nurse', { serviceWorkers: 'block' });
      await find.box.fill('pump');
      await expect.poll(() => find.options.count(), patience).toBe(3);
      const searches = (url: URL) => url.pathname === '/api/v1/search';
      let answer = () => {};
      const held = new Promise<void>((resolve) => (answer = resolve));
      await page.route(searches, async (route) => held.then(() => route.continue()));
      await find.box.fill('cot');
      await page.locator('[role=listbox][aria-busy=true]').waitFor();
      expect(await find.options.count()).toBe(3);
      expect(await violations(page)).toEqual([]);
      answer();
      await page.locator('[role=listbox][aria-busy=false]').waitFor();
      await expect.poll(async () => (await find.rows())[0], patience).toContain('Cot');
    },
  );

  it.each(looks)('and axe finds nothing in any of it at $screen, $scheme', async ({ screen, scheme }) => {
    await open(screen, scheme);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));
    await find.box.click();
    await page.getByRole('group', { name: 'Your searches' }).waitFor();
    await look('kept searches');
    await find.box.fill('pump');
    await expect.poll(() => find.options.count(), patience).toBe(3);
    await look('typing');
    await page.getByRole('button', { name: 'Where are you?' }).click();
    await find.chooser.getByRole('listitem').first().waitFor();
    await look('places');
    await find.chooser.getByRole('listitem').filter({ hasText: 'Ward 2A' }).first().getByRole('button').click();
    await expect.poll(async () => (await find.rows())[0], patience).toMatch(/\d+ min/);
    await look('results');
    await find.options.first().click();
    await page.getByRole('button', { name: 'Found it' }).waitFor();
    await look('chosen');
    await page.getByRole('button', { name: /^Show the way/ }).click();
    await find.steps.getByRole('listitem').first().waitFor();
    await look('way');
    await page.getByRole('button', { name: 'End' }).click();
    await find.box.fill('zzzz pump');
    await page.getByText(/Nothing was found/).waitFor();
    await look('nothing found');
    await context.setOffline(true);
    await page.getByText(/No connection/).waitFor({ timeout: patience.timeout });
    await look('offline');
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
  });
});
