import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '#storage/database';
import { ensureDays } from '#storage/position-days';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import {
  type Scheme,
  type ScreenName,
  chromiumProgram,
  combinations,
  newContext,
  screens,
  startChromium,
  troubleIn,
} from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { type DemoUser, signInAs } from './signing-in.js';

const program = chromiumProgram();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe.skipIf(!program)('the panel of an asset', () => {
  let hospital: Hospital;
  let browser: Browser;
  let database: Database;
  let assetId: number;
  /** The day before the tests began, also for those that run after midnight: 2026-03-02. */
  let dayBefore: string;

  beforeAll(async () => {
    const url = await createDatabase('browser-use');
    [hospital, browser] = await Promise.all([Hospital.open(url, equipment()), startChromium(program!)]);
    database = await openDatabase(url, { applicationName: 'test', poolSize: 1 });
    await vi.waitFor(async () => expect(await hospital.position('IP-0002')).not.toBeNull(), patience);
    assetId = (await hospital.asset('IP-0002')).id;
    await yesterday();
  });
  afterAll(async () => {
    await database?.close();
    await browser?.close();
    await hospital?.close();
  });

  /** Yesterday it went from room to room on the ground floor, was upstairs for an hour, and came back. */
  async function yesterday(): Promise<void> {
    const { pool } = database;
    const noon = Math.floor(Date.now() / (24 * hourMs)) * 24 * hourMs - 12 * hourMs;
    dayBefore = new Date(noon).toISOString().slice(0, 10);
    const [below, above] = [hospital.floorId('dh-l0'), hospital.floorId('dh-l1')];
    await ensureDays(pool, new Date(noon - 24 * hourMs), new Date());
    await pool.query(`UPDATE tag_pairing SET since = now() - interval '30 days' WHERE asset_id = $1`, [assetId]);
    const { rows } = await pool.query<{ id: number; floorId: number }>(
      'SELECT id, floor_id AS "floorId" FROM zone WHERE floor_id = ANY ($1::int[]) AND removed_at IS NULL ORDER BY id',
      [[below, above]],
    );
    const zoneOn = (floorId: number, place: number) => rows.filter((zone) => zone.floorId === floorId)[place].id;
    for (let hour = 0; hour < 6; hour++) {
      const floorId = hour === 3 ? above : below;
      const zoneId = zoneOn(floorId, hour);
      const from = noon + (hour - 6) * hourMs;
      await pool.query(
        `INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at, left_at)
         SELECT tag_id, id, $2, $3, $4, $5 FROM asset WHERE id = $1`,
        [assetId, zoneId, floorId, new Date(from), new Date(from + hourMs)],
      );
      await pool.query(
        `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
         SELECT tag_id, $4::timestamptz + minute * interval '1 minute', $3, 10 + 6 * $5 + minute * 0.1, 20 + (minute % 7),
           1, 1, 0, 2.5, $2, 'grid'
         FROM asset, generate_series(0, 59) AS minute WHERE id = $1`,
        [assetId, zoneId, floorId, new Date(from), hour],
      );
    }
  }

  async function open(user: DemoUser, screen: ScreenName = '1440x900', scheme: Scheme = 'light'): Promise<Page> {
    const context = await newContext(browser, screen, scheme);
    const page = await context.newPage();
    await signInAs(page, user, hospital.api.address);
    await page.goto(`${hospital.page('dh-l0')}?asset=${assetId}`);
    await expect.poll(() => new FloorPage(page).selectedName(), patience).toBe('Infusion pump 2');
    await page.getByRole('heading', { name: 'What about it?' }).waitFor();
    return page;
  }
  const tap = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('says that a dirty one is cleaned with one tap, and takes it back with another', async () => {
    const page = await open('nurse');
    await tap(page, 'Needs cleaning');
    await page.getByText('Noted: Needs cleaning.').waitFor();
    await expect.poll(async () => (await hospital.asset('IP-0002')).status.value, patience).toBe('needs-cleaning');
    await tap(page, 'Mark cleaned');
    await page.getByText('Noted: Available.').waitFor();
    await page.getByText(/said by Nils Holm/).waitFor();
    await page.getByText('Holds until it comes to another place that says something.').waitFor();
    expect((await hospital.asset('IP-0002')).status).toMatchObject({ value: 'available', source: 'person' });
    await tap(page, 'Undo');
    await page.getByText('Undone.').waitFor();
    expect((await hospital.asset('IP-0002')).status.value).toBe('needs-cleaning');
    await tap(page, 'Mark cleaned');
    await page.getByText('Noted: Available.').waitFor();
    await page.context().close();
  });

  it('tells how full the battery of its tag is and how old that is, and when it must be changed', async () => {
    const page = await open('biomed');
    expect(await page.getByText(/^Tag battery/).count()).toBe(0);
    const told = async (percent: number, observedAt: number) => {
      await hospital.battery('IP-0002', percent, observedAt);
      await page.reload();
      await page.getByText(new RegExp(`^Tag battery ${percent} %, `)).waitFor();
      return page.getByText(/^Tag battery/).innerText();
    };
    expect(await told(64, Date.now() - 3 * hourMs)).toBe('Tag battery 64 %, 3 h ago');
    expect(await told(18, Date.now() - 5 * minuteMs)).toMatch(/ min ago\s*It is low: change it/);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('asks how a lent one came back, and undoes a loan to what it was before', async () => {
    const page = await open('nurse');
    const before = (await hospital.asset('IP-0002')).status;
    const lend = async () => {
      await tap(page, 'Lend');
      await page.getByLabel('To whom?').fill('Ward 9');
      await tap(page, 'Lend it');
      await page.getByText('Noted as lent.').waitFor();
    };
    await lend();
    await tap(page, 'Undo');
    await page.getByText('Undone.').waitFor();
    expect((await hospital.asset('IP-0002')).status).toEqual(before);
    await lend();
    await tap(page, 'Back, to be cleaned');
    await page.getByText('Noted: it is back.').waitFor();
    expect((await hospital.asset('IP-0002')).status.value).toBe('needs-cleaning');
    await tap(page, 'Undo');
    await page.getByText('Undone.').waitFor();
    expect((await hospital.asset('IP-0002')).status.value).toBe('lent');
    await tap(page, 'Back, clean');
    await page.getByText('Noted: it is back.').waitFor();
    expect((await hospital.asset('IP-0002')).status.value).toBe('available');
    await tap(page, 'History');
    await page.getByRole('group', { name: 'What to show' }).getByRole('button', { name: 'Status' }).click();
    await page.getByText('took back what was said before').first().waitFor();
    await page.context().close();
  });

  it('is one person’s while they have reserved it, and the other is told who has it', async () => {
    const [nils, bea] = await Promise.all([open('nurse'), open('biomed')]);
    await tap(nils, 'Reserve');
    await tap(bea, 'Reserve');
    await tap(nils, '30 min');
    await nils.getByText(/You have reserved it until/).waitFor();
    // The other page has not heard of it yet, or just has: either way it says whose it is.
    await bea
      .getByRole('button', { name: '30 min' })
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    await bea
      .getByText(/Nils Holm.* has reserved it until/)
      .first()
      .waitFor();
    expect((await hospital.asset('IP-0002')).reservation).toMatchObject({ by: expect.stringContaining('Nils Holm') });
    // Those who keep the register may end it, when they mean it; and give it back.
    await tap(bea, 'End reservation');
    const question = bea.getByRole('dialog', { name: 'End the reservation?' });
    await question.getByText(/Nils Holm.* has reserved it until/).waitFor();
    expect(await violations(bea)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await hospital.asset('IP-0002')).reservation).not.toBe(null);
    await tap(bea, 'End reservation');
    await question.getByRole('button', { name: 'End reservation' }).click();
    await bea.getByText('Not reserved any more.').waitFor();
    await tap(bea, 'Undo');
    await bea.getByText('Undone.').waitFor();
    expect((await hospital.asset('IP-0002')).reservation).toMatchObject({ by: expect.stringContaining('Nils Holm') });
    await tap(nils, 'Give up');
    await expect.poll(async () => (await hospital.asset('IP-0002')).reservation, patience).toBe(null);
    await Promise.all([nils.context().close(), bea.context().close()]);
  });

  it('takes a defect in words, lists it, and lets it be mended', async () => {
    const page = await open('biomed');
    await tap(page, 'Report defect');
    await page.getByLabel('What is wrong with it?').fill('Alarm does not stop');
    await tap(page, 'Report');
    await page.getByText('Reported. It needs repair.').waitFor();
    await page.getByText('Defects that are not mended').waitFor();
    const mended = page.getByRole('button', { name: 'Mended: Alarm does not stop' });
    const mend = async () => {
      await mended.click();
      const question = page.getByRole('dialog', { name: 'Is it mended?' });
      await question.getByText('Alarm does not stop').waitFor();
      expect(await violations(page)).toEqual([]);
      expect((await hospital.asset('IP-0002')).status.value).toBe('needs-repair');
      await question.getByRole('button', { name: 'It is mended' }).click();
      await page.getByText('Noted as mended.').waitFor();
      await mended.waitFor({ state: 'detached' });
    };
    await mend();
    expect((await hospital.asset('IP-0002')).status.value).toBe('available');
    await tap(page, 'Undo');
    await mended.waitFor();
    expect((await hospital.asset('IP-0002')).status.value).toBe('needs-repair');
    await mend();
    await expect.poll(async () => (await hospital.asset('IP-0002')).status.value, patience).toBe('available');
    await page.context().close();
  });

  it.each(Object.keys(screens) as ScreenName[])('replays yesterday’s trail at %s', async (screen) => {
    const page = await open('nurse', screen);
    const trouble = troubleIn(page);
    await tap(page, 'History');
    await page.getByRole('listitem').filter({ hasText: '1 h' }).first().waitFor();
    await tap(page, 'Way on the map');
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(zone).not.toBe('');
    // Whoever types a year passes through the year 2: what was typed stays.
    await page.getByLabel('Day').fill('0002-11-29');
    await page.getByText(/^The way is kept for days from/).waitFor();
    expect(await page.getByLabel('Day').inputValue()).toBe('0002-11-29');
    await page.getByLabel('Day').fill(dayBefore);
    const scrub = page.getByRole('slider', { name: 'Time' });
    await scrub.waitFor();
    const at = () => page.locator('[data-trail-at]').getAttribute('data-trail-at');
    await expect.poll(() => page.locator('.trail-line').count(), patience).toBeGreaterThan(0);

    // Arrows go minute by minute; what is said follows.
    await scrub.focus();
    const end = await at();
    await scrub.fill(String(Date.parse(end!) - 30 * minuteMs));
    const before = await at();
    await page.keyboard.press('ArrowLeft');
    expect(Date.parse(before!) - Date.parse((await at())!)).toBe(minuteMs);
    await page
      .getByText(/9 times in 10/)
      .last()
      .waitFor();

    // When it went upstairs the map goes with it.
    await scrub.fill(String(Date.parse(end!) - 2 * hourMs - 10 * minuteMs));
    await expect.poll(() => page.url(), patience).toContain(`/floor/${hospital.floorId('dh-l1')}`);
    await expect.poll(() => page.locator('.trail-here').count(), patience).toBe(1);
    await scrub.fill(String(Date.parse(end!) - 10 * minuteMs));
    await expect.poll(() => page.url(), patience).toContain(`/floor/${hospital.floorId('dh-l0')}`);

    const here = await at();
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(at, patience).not.toBe(here);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('says why nothing can be changed while the server is away', async () => {
    const page = await open('nurse');
    await page.context().setOffline(true);
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText('Without a connection nothing can be changed.').waitFor();
    expect(await page.getByRole('button', { name: 'Reserve' }).getAttribute('aria-disabled')).toBe('true');
    await page.context().close();
  });

  it.each(combinations)('axe finds nothing in any of its states at $screen, $scheme', async ({ screen, scheme }) => {
    const page = await open('administrator', screen, scheme);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));
    await look('panel');
    for (const form of ['Reserve', 'Report defect', 'Lend']) {
      await tap(page, form);
      await look(form);
    }
    await tap(page, 'Lend');
    for (const part of ['Details', 'History', 'Way on the map']) await tap(page, part);
    await page.getByRole('slider', { name: 'Time' }).waitFor();
    await look('details, places and trail');
    await tap(page, 'Status');
    await look('statuses');
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
    await page.context().close();
  });
});
