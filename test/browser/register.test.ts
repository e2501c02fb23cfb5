import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import type { TestProcess } from '../support/processes.js';
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
import { filmOfCodes } from './qr-video.js';
import { RegisterDesk, startRegister } from './register.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();
const screenNames = Object.keys(screens) as ScreenName[];
describe.skipIf(!program)('the register in a browser', () => {
  let api: TestProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let at: RegisterDesk;
  let trouble: string[];
  const folder = mkdtempSync(join(tmpdir(), 'wardmap-register-'));

  beforeAll(async () => {
    [api, browser] = await Promise.all([startRegister(), startChromium(program!)]);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const arrive = async (screen: ScreenName, scheme: Scheme = 'light', inBrowser = browser) => {
    context = await newContext(inBrowser, screen, scheme);
    page = await context.newPage();
    trouble = troubleIn(page);
    at = new RegisterDesk(page, api.address);
    await signInAs(page, 'biomed', api.address);
  };
  describe.each(screenNames)('at %s', (screen) => {
    beforeEach(() => arrive(screen));
    afterEach(async () => {
      await context.close();
      expect(trouble).toEqual([]);
    });

    it('pairs a tag by typed codes, asks before it moves one, and goes on with the next', async () => {
      const [first, second] = screen === screenNames[0] ? ['IP-0001', 'IP-0002'] : ['IP-0003', 'IP-0004'];
      const tag = `tag-of-${screen}`;
      await at.visit('/pair');
      await at.typeCode(first);
      await at.says('The tag is missing.');
      await at.typeCode(tag);
      await at.says(`no tag with this code has been heard`);
      await at.button('It is the tag’s code').click();
      await at.button('Pair').click();
      await at.says(`${first} carries the tag ${tag} now.`);
      expect((await at.assetOf(first))?.tagKey).toBe(tag);

      // A scanner that types does so wherever the focus is, and ends with Enter, or with two.
      await page.evaluate('document.activeElement?.blur()');
      await page.keyboard.type(`${tag}\n\n`);
      await at.says(`${first} Pump ${first.at(-1)} carries it now.`);
      await page.keyboard.type(`${second}\n\n`);
      await at.says('Is it really on this one now?');
      await page.keyboard.press('Enter');
      // A code that is scanned while both are there is looked up, and confirms nothing by its second Enter.
      await page.keyboard.type(`${second}\n\n`);
      await page.getByRole('button', { name: `Yes, take it from ${first}`, disabled: false }).waitFor(patience);
      expect((await at.assetOf(first))?.tagKey).toBe(tag);
      await at.button(`Yes, take it from ${first}`).click();
      await at.says(`${second} carries the tag ${tag} now.`);
      expect((await at.assetOf(second))?.tagKey).toBe(tag);
      expect((await at.assetOf(first))?.tagKey).toBeNull();

      const moved = await at.assetOf(first);
      await at.visit(`/equipment/${moved!.id}`);
      await at.says(/by Bea Torres/);
      expect(await page.getByRole('region', { name: 'Tags it carried' }).innerText()).toContain(tag);
    });

    it('keeps search, filters and order in the address, exports what is shown, and retires what is marked', async () => {
      await at.visit('/equipment');
      if (screen === '390x844') await at.button('Filters and order').click();
      await page.getByRole('button', { name: /^Type:/ }).click();
      await page.getByRole('checkbox', { name: 'Bed' }).check();
      await page.keyboard.press('Escape');
      await at.says('2 items');
      await at.field('Order').selectOption('name');
      await page.waitForURL(/types=bed&order=name|order=name&types=bed/);
      await page.reload();
      await at.says('2 items');
      expect(await page.getByRole('row').filter({ hasText: 'IP-0001' }).count()).toBe(0);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export as CSV' }).click(),
      ]);
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split(/\r?\n/);
      expect(lines).toHaveLength(3);

      const number = `BE-${screen}`;
      await page.getByRole('checkbox', { name: `Mark ${number}` }).check();
      await at.button('Retire …').click();
      await at.says('Its history stays');
      await page.getByRole('dialog').getByRole('button', { name: 'Retire it' }).click();
      await at.says(`${number} is retired.`);
      await expect.poll(() => at.assetOf(number), patience).toBeUndefined();
      await at.button('Undo: back into service, without tags').click();
      await at.says(`${number} is in service again.`);
      await expect.poll(() => at.assetOf(number), patience).toBeDefined();
    });

    it('takes nothing back that somebody else changed while a form was open, and asks at what both have changed', async () => {
      const number = `TWO-${screen}`;
      await at.write('POST', '/assets', {
        number,
        name: 'Lamp',
        typeKey: 'infusion-pump',
        serial: 'S-1',
        model: 'M-1',
      });
      const { id } = (await at.assetOf(number))!;
      await at.visit(`/equipment/${id}`);
      await at.field('Name').fill('Bright lamp');
      await at.field('Serial number').fill('S-mine');
      await at.write('PATCH', `/assets/${id}`, { serial: 'S-theirs', model: 'M-theirs' });
      await at.button('Save').click();
      await at.says('Somebody else has changed this item meanwhile.');
      await at.says('Saving puts yours in its place.');
      expect(await at.assetOf(number)).toMatchObject({ name: 'Lamp', serial: 'S-theirs', model: 'M-theirs' });
      expect(await at.field('Model').inputValue()).toBe('M-theirs');
      expect(await at.field('Serial number').inputValue()).toBe('S-mine');
      expect(await at.field('Serial number').getAttribute('aria-invalid')).toBe('true');
      expect(await at.field('Name').getAttribute('aria-invalid')).not.toBe('true');
      await at.button('Save').click();
      await at.says(`${number} is saved.`);
      expect(await at.assetOf(number)).toMatchObject({ name: 'Bright lamp', serial: 'S-mine', model: 'M-theirs' });
    });

    it('lists what is retired to who asks for it, from there it goes back into service', async () => {
      const number = `OLD-${screen}`;
      const retired = { number, name: 'Old pump', typeKey: 'infusion-pump', tagKey: null };
      await at.write('PUT', '/assets', { assets: [retired] });
      await at.write('DELETE', '/assets', { numbers: [number] });
      await at.visit('/equipment?statuses=retired');
      const row = page.getByRole('row').filter({ hasText: number });
      await row.getByText('Retired').waitFor(patience);
      expect(await row.getByRole('link').count()).toBe(0);
      await at.button(`Take ${number} back into service`).click();
      await at.says(`${number} is in service again.`);
      await expect.poll(() => at.assetOf(number), patience).toBeDefined();
    });

    it('makes a type with details, and says at each field of an item what is wrong with it', async () => {
      const name = `Scale of ${screen}`;
      const key = `scale-of-${screen}`;
      await at.visit('/equipment/types');
      await at.button('New type').click();
      await at.button('Save').click();
      await at.says('A key is needed.');
      await at.field('Name').fill(name);
      expect(await at.field('Key').inputValue()).toBe(key);
      await page.getByRole('radio', { name: 'Scale' }).check();
      await page.getByLabel('Also found as').fill('Weighing chair\nSeca');
      await at.button('Add a detail').click();
      await at.field('Name of the detail').fill('Greatest load');
      await at.field('Written as').selectOption('number');
      await at.field('Unit').fill('kg');
      await page.getByRole('checkbox', { name: 'Must be filled in' }).check();
      await at.button('Add a detail').click();
      const second = page.getByRole('group', { name: 'Detail 2' });
      await second.getByLabel('Name of the detail').fill('Mains');
      const mains = page.getByRole('group', { name: 'Mains' });
      await mains.getByLabel('Written as').selectOption('choice');
      await at.button('Save').click();
      await at.hasFocus(page.getByLabel('What can be chosen'));
      await page.getByLabel('What can be chosen').fill('Battery\n230 V');
      await at.button('Save').click();
      await at.says(`${name} is saved.`);

      await at.visit('/equipment/new');
      await at.field('Number').fill('IP-0001');
      await at.field('Name').fill('A scale');
      await at.field('Type').selectOption(key);
      await at.says('Also found as: Weighing chair, Seca.');
      await at.button('Register it').click();
      await at.says('Greatest load is needed for this type.');
      await at.hasFocus(at.field('Greatest load, kg (needed)'));
      await at.field('Greatest load, kg (needed)').fill('heavy');
      await at.button('Register it').click();
      await at.says('Greatest load is a number');
      await at.field('Greatest load, kg (needed)').fill('250,5');
      await at.field('Mains').selectOption('230 V');
      await at.button('Register it').click();
      // What only the server knows stands at its field as well.
      await at.hasFocus(at.field('Number'));
      expect(await at.field('Number').getAttribute('aria-invalid')).toBe('true');
      const number = `SC-${screen}`;
      await at.field('Number').fill(number);
      await page
        .locator('input[type=file]')
        .last()
        .setInputFiles(join(projectFolder(), 'apps/web/public/icon-512.png'));
      await page.getByRole('img', { name: 'Photo of A scale' }).waitFor(patience);
      await at.button('Register it').click();
      await at.says(`${number} is registered.`);
      const made = await at.assetOf(number);
      expect(made).toMatchObject({ typeKey: key, attributes: { 'greatest-load': 250.5, mains: '230 V' } });
      expect(made!.photoAt).not.toBeNull();

      await at.field('Floor of its home').selectOption({ index: 1 });
      await at.field('Home zone').selectOption({ index: 1 });
      await at.field('Manufacturer').fill('Seca');
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await at.says('Leave without saving?');
      await at.button('Cancel').click();
      await at.button('Save').click();
      await at.says(`${number} is saved.`);
      expect(await at.assetOf(number)).toMatchObject({ manufacturer: 'Seca', homeZone: { id: expect.any(Number) } });
    });
  });

  it('pairs what the camera sees: the code of the item, then that of the tag', async () => {
    const film = join(folder, 'codes.y4m');
    writeFileSync(film, filmOfCodes(['IP-0005', 'C0:FF:EE:00:00:05'], 3));
    const watching = await startChromium(program!, [
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    try {
      await arrive('390x844', 'light', watching);
      await context.grantPermissions(['camera']);
      await at.visit('/pair');
      await at.button('Scan with the camera').click();
      await at.says('It is the tag’s code');
      await at.button('It is the tag’s code').click();
      await at.says('Both are there.');
      await at.button('Pair').click();
      await at.says('IP-0005 carries the tag');
      expect((await at.assetOf('IP-0005'))?.tagKey).toMatch(/c0.?ff.?ee.?00.?00.?05/i);
      expect(trouble).toEqual([]);
    } finally {
      await watching.close();
    }
  });

  it('says what to do where there is no camera', async () => {
    await arrive('390x844');
    await at.visit('/pair');
    await at.button('Scan with the camera').click();
    await at.says('This device has no camera. Type the code');
    await context.close();
  });

  it.each(combinations)('axe finds nothing at $screen, $scheme', async ({ screen, scheme }) => {
    await arrive(screen, scheme);
    const found: Record<string, string[]> = {};
    const look = async (state: string) => (found[state] = await violations(page));
    await at.visit('/equipment');
    await at.says(/items/);
    await look('list');
    if (screen === '390x844') await at.button('Filters and order').click();
    await page.getByRole('button', { name: /^Status:/ }).click();
    await look('filter');
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Mark IP-0001' }).check();
    await look('marked');
    await at.button('Retire …').click();
    await look('retiring');
    await at.button('Close').click();
    await at.visit('/equipment/new');
    await at.button('Register it').click();
    await at.says('A number of at most 64 characters is needed');
    await look('new, refused');
    await at.visit(`/equipment/${(await at.assetOf('IP-0002'))!.id}`);
    await at.says('Tags it carried');
    await look('item');
    await at.visit('/pair');
    await at.typeCode('IP-0006');
    await at.says('The tag is missing.');
    await look('pair, item there');
    await at.typeCode('nobody-has-this');
    await at.says('no tag with this code has been heard');
    await look('pair, unknown');
    await at.visit('/equipment/import');
    await look('import');
    await at.visit('/equipment/types');
    await at.says('infusion-pump');
    await look('types');
    await at.button('Change Infusion pump').click();
    await at.button('Add a detail').click();
    await look('type');
    await at.visit('/equipment/rules');
    await at.button('Add an exception').click();
    await look('rules');
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
    expect(trouble).toEqual([]);
    await context.close();
  });
});
