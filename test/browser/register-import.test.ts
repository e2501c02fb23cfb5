import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestProcess } from '../support/processes.js';
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
import { RegisterDesk, startRegister } from './register.js';
import { signInAs } from './signing-in.js';

const program = chromiumProgram();
const screenNames = Object.keys(screens) as ScreenName[];

describe.skipIf(!program)('imports of the register in a browser', () => {
  let api: TestProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let at: RegisterDesk;
  let trouble: string[];
  const folder = mkdtempSync(join(tmpdir(), 'wardmap-import-'));

  beforeAll(async () => {
    [api, browser] = await Promise.all([startRegister(), startChromium(program!)]);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const arrive = async (screen: ScreenName, scheme: Scheme = 'light') => {
    context = await newContext(browser, screen, scheme);
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

    it('of 500 items names three wrong rows, takes the mended file, and tells what a second one changes', async () => {
      const prefix = screen === screenNames[0] ? 'IM' : 'IN';
      const right = Array.from({ length: 500 }, (_, index) => ({
        ...{ number: `${prefix}-${String(index + 1).padStart(4, '0')}`, name: `Pump ${index + 1}` },
        ...{ type: 'infusion-pump', department: 'Ward 2A', risk: 'high' },
      }));
      const file = (rows: readonly (typeof right)[number][]) => {
        const path = join(folder, `${prefix}.csv`);
        const lines = rows.map(({ number, name, type, department, risk }) =>
          [number, name, type, department, risk].join(),
        );
        writeFileSync(path, ['number,name,type,department,risk_class,colour', ...lines].join('\r\n'));
        return path;
      };
      const wrong = right.map((row, index) => {
        if (index === 10) return { ...row, name: '' };
        if (index === 250) return { ...row, type: 'infusion-pmup' };
        return index === 498 ? { ...row, risk: 'enormous' } : row;
      });
      await at.visit('/equipment/import');
      await at.choose(file(wrong));
      await at.says('3 rows are wrong');
      await at.says('500 rows: 497 new, 0 changed, 0 unchanged, 3 wrong.');
      await at.says('The column “colour” is not known');
      const errors = page.getByRole('table', { name: 'What is wrong in 3 rows' });
      expect(await errors.getByRole('row').filter({ hasText: 'Row 12' }).innerText()).toContain('name');
      expect(await errors.getByRole('row').filter({ hasText: 'Row 252' }).innerText()).toMatch(/type[^]*infusion-pmup/);
      expect(await errors.getByRole('row').filter({ hasText: 'Row 500' }).innerText()).toMatch(/life-support/);
      expect(await at.assetOf(`${prefix}-0001`)).toBeUndefined();

      await page.getByText('Choose the mended file').waitFor(patience);
      await at.choose(file(right));
      await at.says('Every row is right');
      await at.button('Import 500 items').click();
      await at.says('Imported: 500 new, 0 changed, 0 unchanged.');
      expect(await at.assetOf(`${prefix}-0499`)).toMatchObject({ riskClass: 'high', department: 'Ward 2A' });

      await at.choose(
        file([...right.slice(0, 2).map((row) => ({ ...row, department: 'Ward 2B' })), ...wrong.slice(2, 12)]),
      );
      await at.says('12 rows: 0 new, 2 changed, 9 unchanged, 1 wrong.');
      const change = page
        .getByRole('table', { name: 'What changes' })
        .getByRole('row')
        .filter({ hasText: `${prefix}-0001` });
      expect(await change.innerText()).toMatch(/Ward 2A[^]*Ward 2B/);
      await at.button(/^Import only the right rows \(2\)/).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Import 2 items' }).click();
      await at.says('1 row left out');
      expect((await at.assetOf(`${prefix}-0002`))?.department).toBe('Ward 2B');
    });

    it('reads back what the template and the export have', async () => {
      await at.visit('/equipment/import');
      const [template] = await Promise.all([page.waitForEvent('download'), at.button('Template').click()]);
      const heading = readFileSync(await template.path(), 'utf8')
        .replace(/^\ufeff/, '')
        .trim();
      const cells = { number: 'IP-0006', name: 'Pump 6', type: 'infusion-pump' };
      const row = heading.split(',').map((column) => cells[column as keyof typeof cells] ?? '');
      const filled = join(folder, `filled-${screen}.csv`);
      writeFileSync(filled, `${heading}\n${row.join()}\n`);
      await at.choose(filled);
      await at.says('1 row: 0 new, 0 changed, 1 unchanged, 0 wrong.');
      expect(await page.getByText(/not known and/).count()).toBe(0);

      const [list] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'The present list' }).click(),
      ]);
      const exported = join(folder, `exported-${screen}.csv`);
      await list.saveAs(exported);
      await at.choose(exported);
      await at.says('Nothing would change');
      await at.says(/0 new, 0 changed, \d+ unchanged, 0 wrong/);
      await at.says('Not read, since a list changes neither where items are nor their status: type_name, status,');
      expect(await page.getByText('another than in the register').count()).toBe(0);
      writeFileSync(exported, readFileSync(exported, 'utf8').replace(',available,', ',needs-cleaning,'));
      await at.choose(exported);
      await at.says('In 1 row the status is another than in the register. It stays as it is');
    });
  });

  it.each(['light', 'dark'] as Scheme[])('axe finds nothing in a checked list, %s', async (scheme) => {
    await arrive('390x844', scheme);
    await at.visit('/equipment/import');
    const path = join(folder, `axe-${scheme}.csv`);
    writeFileSync(path, 'number,name,type\nAX-1,Pump,infusion-pump\nIP-0001,Another name,infusion-pump\nAX-2,,bed\n');
    await at.choose(path);
    await at.says('1 row is wrong');
    expect(await violations(page)).toEqual([]);
    expect(trouble).toEqual([]);
    await context.close();
  });
});
