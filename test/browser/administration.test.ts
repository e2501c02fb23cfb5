import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { readFloorplans } from '../../apps/cli/import/read-floorplans.js';
import { createDatabase } from '../support/database.js';
import { startApi, type TestProcess } from '../support/processes.js';
import { patience } from '../support/patience.js';
import { Administration } from './administration.js';
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
import { signInAs, statusOf } from './signing-in.js';

const program = chromiumProgram();
const password = 'three quiet boats at noon';
const screenNames = Object.keys(screens) as ScreenName[];

describe.skipIf(!program)('administration in a browser', () => {
  let api: TestProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let admin: Administration;
  let trouble: string[];

  beforeAll(async () => {
    const databaseUrl = await createDatabase('browser');
    await migrate(databaseUrl);
    const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 1 });
    for (const { plan, svg } of readFloorplans(join(projectFolder(), 'floorplans/demo-hospital')))
      await new PlacesStore(database).importFloorplan(plan, svg);
    await database.close();
    [api, browser] = await Promise.all([
      startApi({ databaseUrl, environment: { WARDMAP_DEMO: 'true' } }),
      startChromium(program!),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await api?.kill();
  });

  const arrive = async (screen: ScreenName, scheme: Scheme = 'light') => {
    context = await newContext(browser, screen, scheme);
    page = await context.newPage();
    trouble = troubleIn(page);
    admin = new Administration(page, api.address);
    await signInAs(page, 'administrator', api.address);
  };

  describe.each(screenNames)('at %s', (screen) => {
    beforeEach(() => arrive(screen));
    afterEach(async () => {
      await context.close();
      expect(trouble).toEqual([]);
    });

    it('invites somebody, changes what they see, and shuts them out at once', async () => {
      const email = `nina-${screen}@hospital.example`;
      await admin.open('users');
      await admin.button('Invite somebody').click();
      await admin.button('Make the invitation').click();
      await admin.says('An e-mail address like name@hospital.example is needed.');
      await admin.says('Choose at least one role.');
      await admin.hasFocus(admin.field('E-mail'));

      await admin.field('E-mail').fill(email);
      await admin.field('Name').fill(`Nina ${screen}`);
      await admin.tick(/^Nurse/);
      await admin.field('Only these departments').check();
      await admin.field('Ward 2A').check();
      await admin.says('Sees equipment of Ward 2A, and equipment that belongs to no department at all sites.');
      await admin.button('Make the invitation').click();
      const link = await admin.copyable('Link that fills in the code');
      expect(link).toBe(`${api.address}/welcome#${await admin.copyable('Code')}`);
      // What can never be shown again does not go away by a stray key.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await admin.button('I have handed it over').click();
      expect(await admin.row(`Nina ${screen}`)).toMatch(/Nurse[^]*Ward 2A[^]*Nothing yet[^]*never[^]*Invited/);

      const visitor = await newContext(browser, screen, 'light');
      const theirs = await visitor.newPage();
      await theirs.goto(link);
      await theirs.getByLabel('Choose a password', { exact: true }).fill(password);
      await theirs.getByRole('button', { name: 'Keep this password' }).click();
      await theirs.getByRole('button', { name: 'Sign in' }).click();
      await theirs.getByRole('button', { name: 'Sign in with an account' }).click();
      await theirs.getByLabel('E-mail address', { exact: true }).fill(email);
      await theirs.getByLabel('Password', { exact: true }).fill(password);
      await theirs.getByLabel('Password', { exact: true }).press('Enter');
      await expect.poll(() => statusOf(theirs, '/api/v1/session'), patience).toBe(200);
      expect(await statusOf(theirs, '/api/v1/users')).toBe(403);

      await page.reload();
      await admin.button(`Change Nina ${screen}`).click();
      await admin.tick(/^Biomedical engineer Also/);
      await admin.field('All departments').check();
      await admin.button('Save').click();
      await admin.says(`Nina ${screen} was changed.`);
      await expect
        .poll(() => admin.row(`Nina ${screen}`), patience)
        .toMatch(/Nurse, Biomedical engineer[^]*Whole house[^]*Active/);
      await expect.poll(() => statusOf(theirs, '/api/v1/unassigned'), patience).toBe(200);

      await admin.button(`Change Nina ${screen}`).click();
      await admin.button('Disable').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
      await admin.says(`Nina ${screen} is disabled and signed out.`);
      await expect.poll(() => statusOf(theirs, '/api/v1/session'), patience).toBe(401);
      await visitor.close();

      await admin.button('Invite somebody').click();
      await admin.field('E-mail').fill(email);
      await admin.field('Name').fill('Another Nina');
      await admin.tick(/^Nurse/);
      await admin.button('Make the invitation').click();
      await expect.poll(() => page.getByRole('dialog').innerText(), patience).toMatch(/has this|exists|taken|already/i);
      expect(await admin.field('E-mail').getAttribute('aria-invalid')).toBe('true');
      await admin.field('E-mail').press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await admin.hasFocus(admin.button('Invite somebody'));
    });

    it('makes a key for a gateway, rotates it with overlap and revokes it', async () => {
      const name = `Cupboard ${screen}`;
      await admin.open('keys');
      await admin.button('New key').click();
      await admin.button('Make the key').click();
      await admin.says('Choose at least one reader, and at most 500.');
      await admin.field('Name').fill(name);
      await page.getByLabel(/^Search readers/).fill('l0 r01');
      const reader = page.getByRole('group', { name: 'Readers it may report for' }).getByRole('checkbox').first();
      await reader.check();
      await admin.says('1 reader chosen');
      await admin.button('Make the key').click();
      const first = await admin.copyable('Secret');
      const example = await admin.copyable('To try it on a command line');
      expect(example).toContain(first);
      const readerKey = /"readerKey":"([^"]+)"/.exec(example)![1];
      await admin.button('I have kept it').click();
      expect(await admin.row(name)).toMatch(/Send what 1 reader hears[^]*Never used/);
      expect(await page.content()).not.toContain(first);
      await expect.poll(() => send(first, readerKey), patience).toBe(202);
      const others = readerKey === 'dh-l1-r01' ? 'dh-l1-r02' : 'dh-l1-r01';
      expect(await send(first, others)).toBe(403);

      await admin.button(`Rotate ${name}`).click();
      await admin.field('1 hour').check();
      await admin.button('Make the new secret').click();
      const second = await admin.copyable('Secret');
      await admin.button('I have kept it').click();
      expect(second).not.toBe(first);
      await expect.poll(() => send(second, readerKey), patience).toBe(202);
      await expect.poll(() => send(first, readerKey), patience).toBe(202);
      await expect
        .poll(async () => {
          // The server may take the old secret for the current one for some seconds after the change.
          await send(first, readerKey);
          await admin.open('keys');
          return admin.row(name);
        }, patience)
        .toContain('Its former secret is still in use');

      await admin.button(`Revoke ${name}`).click();
      await admin.button('Revoke it').click();
      await admin.says(`The key ${name} is revoked.`);
      await expect.poll(() => send(second, readerKey), patience).toBe(401);
      await expect.poll(() => send(first, readerKey), patience).toBe(401);
      await expect.poll(() => page.getByRole('row', { name }).count(), patience).toBe(0);
      await admin.field('Show').selectOption('all');
      expect(await admin.row(name)).toContain('Revoked');
    });

    it('searches the audit trail, shows what changed, exports it and proves it', async () => {
      await admin.open('users');
      await admin.button(/^Change Bea Torres/).click();
      const name = `Bea Torres ${screen}`;
      await admin.field('Name').fill(name);
      await admin.button('Save').click();
      await admin.says(`${name} was changed.`);

      await admin.open('audit');
      await admin.says('All times are in the time of this computer');
      await admin.field('What').selectOption({ label: 'User changed' });
      await admin.field('Who (part of the name)').fill('ada winter');
      await expect.poll(() => page.getByRole('row').filter({ hasText: 'Signed in' }).count(), patience).toBe(0);
      await page
        .getByRole('button', { name: /^Details: User changed/ })
        .first()
        .click();
      const changes = page.getByRole('listitem').filter({ hasText: 'Before' });
      expect(await changes.filter({ hasText: 'Name' }).innerText()).toContain(name);

      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Export as CSV' }).click(),
      ]);
      const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
      expect(lines[0]).toContain('action');
      expect(lines.slice(1).filter(Boolean).length).toBeGreaterThan(0);
      for (const line of lines.slice(1).filter(Boolean)) expect(line).toMatch(/user\.change/);

      const address = page.url();
      expect(address).toContain('action=user.change');
      await page.goto(address);
      expect(await admin.field('What').inputValue()).toBe('user.change');
      await admin.field('About (part of it)').fill('nobody has this name');
      await admin.says('Nothing was recorded that fits this search.');
      await admin.button('Clear the search').click();
      await page.getByRole('row').filter({ hasText: 'Exported' }).first().waitFor(patience);

      await admin.button('Check now').click();
      await admin.says('Complete and unchanged');
      expect(await admin.copyable('Fingerprint of the newest event')).toMatch(/^[0-9a-f]{64}$/);
    });

    it('locates persons only with a reason, keeps less only after a question, and lets others look', async () => {
      await admin.open('privacy');
      await admin.button('Locate persons …').click();
      await admin.button('Locate persons from now on').click();
      await admin.says('Say in a sentence why persons are located');
      await admin.field('Reason').fill('Staff who work alone at night can be found.');
      await admin.tick(/^Security/);
      await admin.button('Locate persons from now on').click();
      await admin.says('It holds from now on.');
      await admin.says('Staff who work alone at night can be found.');
      await admin.button('Stop locating persons …').click();
      await admin.button('Stop, and delete their positions').click();
      await admin.says('Persons are not located any more.');

      const days = page.getByLabel('Visits to zones: Kept for, days');
      const before = Number(await days.inputValue());
      await days.fill('3');
      await admin.button('Save').click();
      await admin.says('A whole number of days from 30 to 3650.');
      await days.fill(String(before - 1));
      await admin.button('Save').click();
      await admin.says(`Visits to zones: ${before - 1} days in place of ${before} days`);
      await admin.button('Cancel').click();
      expect(await days.inputValue()).toBe(String(before - 1));
      await admin.button('Save').click();
      await admin.button('Yes, remove what is older').click();
      await admin.says('The new times hold from the next run of the job on.');

      await context.clearCookies();
      await signInAs(page, 'nurse', api.address);
      await admin.open('privacy');
      await admin.says('Administrators can change this. You can look.');
      await admin.says(`${before - 1} days`);
      expect(await page.getByRole('textbox').count()).toBe(0);
      await page.goto(`${api.address}/admin/users`);
      await admin.says('You may not manage users');
    });
  });

  it.each(combinations)(
    'axe finds nothing in any state at $screen, $scheme',
    { timeout: 300_000 },
    async ({ screen, scheme }) => {
      await arrive(screen, scheme);
      const found: Record<string, string[]> = {};
      const look = async (state: string) => (found[state] = await violations(page));
      const close = () => admin.button('Close').click();

      await admin.open('users');
      await look('users');
      await page.getByLabel('Search by name or e-mail').fill('nobody is called so');
      await admin.says('Nobody’s name or e-mail contains');
      await look('nobody found');
      await page.getByLabel('Search by name or e-mail').fill('');
      await admin.button('Invite somebody').click();
      await look('inviting');
      await admin.field('Only these departments').check();
      await admin.button('Make the invitation').click();
      await look('inviting, refused');
      await close();
      await admin.button(/^Change Nora Berg/).click();
      await look('changing somebody');
      await admin.button('Disable').click();
      await look('asking before disabling');
      await close();
      await admin.button(/^Change Nora Berg/).click();
      await admin.button(/^New invitation/).click();
      await admin.button('Make the code').click();
      await admin.copyable('Code');
      await look('invitation');
      await admin.button('I have handed it over').click();
      await admin.button(/^Change Ada Winter/).click();
      await look('changing oneself');

      await admin.open('keys');
      await look('keys');
      await admin.button('New key').click();
      await page.getByRole('checkbox').first().waitFor(patience);
      await look('new key of a gateway');
      await page.getByRole('radio', { name: /^Other system/ }).check();
      await admin.field('Another day').check();
      await look('new key of another system');
      await admin.field('Name').fill(`Axe ${screen} ${scheme}`);
      await admin.field('It is revoked').check();
      await admin.button('Make the key').click();
      await admin.copyable('Secret');
      await look('secret');
      await admin.button('I have kept it').click();
      await admin.button(`Rotate Axe ${screen} ${scheme}`).click();
      await look('rotating');
      await close();
      await admin.button(`Revoke Axe ${screen} ${scheme}`).click();
      await look('revoking');

      await admin.open('audit');
      await page
        .getByRole('button', { name: /^Details: Key made/ })
        .first()
        .click();
      await look('audit with details');
      await admin.button('Check now').click();
      await admin.says('Complete and unchanged');
      await admin.field('When').selectOption('own');
      await look('audit checked');

      await admin.open('privacy');
      await look('privacy');
      await admin.button('Locate persons …').click();
      await page.getByLabel('Keep where they were, for').check();
      await look('locating persons');
      await close();
      await page.getByLabel('Visits to zones: Kept for, days').fill('1');
      await admin.button('Save').click();
      await look('retention refused');
      await context.setOffline(true);
      await page.getByLabel('Visits to zones: Kept for, days').fill('3000');
      await admin.button('Save').click();
      await admin.says('Nothing was changed');
      await look('privacy without the server');
      await context.close();
      expect(trouble).toEqual([]);
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
    },
  );

  /** Sends one reading as a gateway does. @returns the status of the answer */
  async function send(secret: string, readerKey: string): Promise<number> {
    const reading = { readerKey, tagKey: 'tag-of-nobody', rssiDbm: -60, observedAt: Date.now() };
    const answer = await fetch(`${api.address}/api/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readings: [reading] }),
    });
    await answer.body?.cancel();
    return answer.status;
  }
});
