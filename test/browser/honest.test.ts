import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AssetStore } from '#storage/asset-store';
import { type Database, openDatabase } from '#storage/database';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { chromiumProgram, newContext, startChromium, troubleIn } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();
const minuteMs = 60_000;

describe.skipIf(!program)('the page says how sure it is', () => {
  let hospital: Hospital;
  let database: Database;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let floor: FloorPage;
  let trouble: string[];

  beforeAll(async () => {
    const url = await createDatabase('browser');
    [hospital, browser] = await Promise.all([Hospital.open(url, equipment()), startChromium(program!)]);
    database = await openDatabase(url, { applicationName: 'test', poolSize: 2 });
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
    await database?.close();
    await hospital?.close();
  });

  async function openAsset(name: string): Promise<void> {
    await floor.search.fill(name);
    await page
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .click();
    await expect.poll(() => floor.selectedName(), patience).toBe(name);
  }

  /** Puts an asset where no reader ever reported, as if it had been heard there some minutes ago. */
  async function leaveBehind(number: string, zoneKey: string, agoMs: number): Promise<void> {
    const asset = { number, name: number, typeKey: 'bed', typeName: 'Bed', tagKey: `tag-${number}` };
    await new AssetStore(database).register([asset]);
    const { rowCount } = await database.pool.query(
      `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, observed_at, method,
         partition, journal_sequence, state, zones)
       SELECT tag.id, zone.floor_id, (zone.polygon -> 0 ->> 0)::real, (zone.polygon -> 0 ->> 1)::real, 1, 1, 0, 2.1, zone.id,
         $3, 'grid', 0, 0, '\\x00', jsonb_build_array(jsonb_build_array(zone.id, 0.7))
       FROM tag, zone WHERE tag.key = $1 AND zone.key = $2`,
      [asset.tagKey, zoneKey, new Date(Date.now() - agoMs)],
    );
    expect(rowCount).toBe(1);
  }

  /** A zone all of whose readers have been silent as far as the api knows. */
  async function blindZone(): Promise<{ key: string; name: string }> {
    const floorId = Number(new URL(hospital.page('dh-l1')).pathname.split('/').pop());
    const { rows } = await database.pool.query<{ key: string; name: string }>(
      `SELECT zone.key, zone.name FROM zone WHERE floor_id = $1 AND kind = 'patient-room' AND NOT EXISTS (
         SELECT FROM reader JOIN reader_status heard ON heard.reader_id = reader.id
         WHERE reader.floor_id = $1 AND abs(reader.x - (zone.polygon -> 0 ->> 0)::float8) < 22)
       ORDER BY zone.key LIMIT 1`,
      [floorId],
    );
    return rows[0];
  }

  it('names the rooms with their chances, how often the tag is heard, and by what it was measured', async () => {
    await page.goto(hospital.page('dh-l0'));
    await openAsset('Infusion pump 2');
    const chances = page.getByRole('list', { name: 'How likely each room is' });
    await expect.poll(() => chances.innerText(), patience).toMatch(/\d+ %/);
    const words = () => floor.panel.innerText();
    await expect.poll(words, patience).toContain('usually heard every');
    await expect.poll(words, patience).toMatch(/In .+ \(\d+ %\)/);
    await expect.poll(words, patience).toMatch(/within [\d.]+ m, 9 times in 10/);
    await expect.poll(words, patience).toContain('Measured by all readers and the floor plan');
  });

  it('tells on demand what each reader heard and was expected to hear, by keyboard too', async () => {
    await page.goto(hospital.page('dh-l0'));
    await openAsset('Infusion pump 2');
    const why = page.getByRole('button', { name: 'Why here?' });
    expect(await why.getAttribute('aria-expanded')).toBe('false');
    await why.press('Enter');
    const table = page.getByRole('table', { name: 'Readers that heard it' });
    await expect.poll(() => table.getByRole('row').count(), patience).toBeGreaterThan(2);
    await expect
      .poll(() => table.innerText(), patience)
      .toMatch(/m away · \d+ packets? · (just now|\d+ s ago)\s+−\d+ dBm\s+−\d+ dBm/);
    expect(await page.getByRole('heading', { name: 'What would change this' }).isVisible()).toBe(true);
    await why.press('Enter');
    await table.waitFor({ state: 'hidden' });
  });

  it('hatches what no reader hears, says so, and calls what was left there out of hearing, not lost', async () => {
    await page.goto(hospital.page('dh-l1'));
    await page.getByText('Hatched: the readers there are silent').waitFor({ timeout: patience.timeout });
    const zone = await blindZone();
    await leaveBehind('BD-0001', zone.key, 3 * minuteMs);
    await expect.poll(async () => (await hospital.position('BD-0001'))?.freshness, patience).toBe('blind');
    await openAsset('BD-0001');
    await expect.poll(() => floor.panel.innerText(), patience).toContain('Out of hearing');
    expect(await floor.panel.innerText()).toContain('so its silence says nothing');
    await page.getByRole('button', { name: 'Why here?' }).click();
    await page.getByText('is not remembered any more').waitFor({ timeout: patience.timeout });
  });

  it('says that a floor is not connected yet while none of its readers ever reported', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `INSERT INTO floor (building_id, key, name, level, plan_svg, min_x, min_y, max_x, max_y, tag_height_m, walls, doors)
       SELECT building_id, 'annexe', 'Annexe', 9, plan_svg, 0, 0, 20, 10, 1, '[]', '[]' FROM floor WHERE key = 'dh-l0'
       RETURNING id`,
    );
    await new AssetStore(database).register([
      { number: 'BD-0002', name: 'Bed 2', typeKey: 'bed', tagKey: 'tag-BD-0002' },
    ]);
    await page.goto(new URL(`/floor/${rows[0].id}`, hospital.page('dh-l0')).href);
    await page.getByText('No reader of this floor has reported yet').waitFor({ timeout: patience.timeout });
  });
});
