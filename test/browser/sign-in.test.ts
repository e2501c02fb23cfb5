import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '#storage/migrate';
import { createDatabase } from '../support/database.js';
import { type TestProcess, startApi } from '../support/processes.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import { type ScreenName, chromiumProgram, newContext, startChromium, troubleIn } from './chromium.js';
import { equipment } from './equipment.js';
import { FloorPage } from './floor-page.js';
import { Hospital } from './hospital.js';
import { type DemoUser, demoUsers, signInAs, statusOf } from './signing-in.js';

const program = chromiumProgram();
const anna = { email: 'anna@hospital.example', name: 'Anna Admin', password: 'quiet lamp under seven boats' };
const otto = { email: 'otto@hospital.example', name: 'Otto Invited', password: 'nine green doors beside a kettle' };
const minuteMs = 60_000;

/** A page with everything the tests do on it, in a browser profile of its own. */
class Visitor {
  readonly page: Page;
  readonly trouble: string[];
  private constructor(
    readonly context: BrowserContext,
    page: Page,
  ) {
    this.page = page;
    this.trouble = troubleIn(page);
  }

  static async arrive(browser: Browser, screen: ScreenName = '390x844'): Promise<Visitor> {
    const context = await newContext(browser, screen, 'light');
    return new Visitor(context, await context.newPage());
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(label: string) {
    return this.page.getByLabel(label, { exact: true });
  }

  says(words: string | RegExp): Promise<void> {
    return this.page.getByText(words).first().waitFor({ timeout: patience.timeout });
  }

  async menu(item: string): Promise<void> {
    await this.button('Menu').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.field('E-mail address').fill(email);
    await this.field('Password').fill(password);
    await this.field('Password').press('Enter');
  }
}

describe.skipIf(!program)('signing in', () => {
  let browser: Browser;
  let visitors: Visitor[] = [];
  const arrive = async (screen?: ScreenName) => {
    const visitor = await Visitor.arrive(browser, screen);
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    browser = await startChromium(program!);
  });
  afterEach(async () => {
    const trouble = visitors.flatMap((visitor) => visitor.trouble);
    await Promise.all(visitors.map(({ context }) => context.close()));
    visitors = [];
    expect(trouble).toEqual([]);
  });
  afterAll(() => browser?.close());

  describe('where nobody has been before', () => {
    let api: TestProcess;
    const at = (path: string) => new URL(path, api.address).href;

    beforeAll(async () => {
      const databaseUrl = await createDatabase('browser');
      await migrate(databaseUrl);
      const environment = { WARDMAP_SECRET: randomBytes(32).toString('base64') };
      api = await startApi({ databaseUrl, environment });
    });
    afterAll(() => api?.kill());

    it('leads from the code in the log to a signed-in administrator, who signs out again', async () => {
      const visitor = await arrive();
      const { page } = visitor;
      await page.goto(at('/'));
      await page.waitForURL('**/setup');
      await visitor.field('Set-up code').fill('0000-0000-0000');
      await visitor.field('Your e-mail address').fill(anna.email);
      await visitor.field('Your name').fill(anna.name);
      await visitor.field('Choose a password').fill('too short');
      await visitor.says('3 more characters.');
      await visitor.button('Create my account').click();
      await visitor.says('A password has at least 12 characters.');
      expect(await violations(page)).toEqual([]);
      await visitor.field('Choose a password').fill(anna.password);
      await visitor.button('Create my account').click();
      await visitor.says('This is not the one-time code');
      await visitor.field('Set-up code').and(page.locator(':focus')).waitFor();

      const code = /one-time code ([A-Z0-9-]+)/.exec(api.output())![1];
      await visitor.field('Set-up code').fill(code);
      await visitor.button('Create my account').click();
      await visitor.says('No floor has been set up yet');
      expect(await statusOf(page, '/api/v1/users')).toBe(200);
      expect(await page.evaluate('document.cookie')).toBe('');
      expect(await page.getByText('Demo:').count()).toBe(0);

      await visitor.menu('Sign out');
      await visitor.says('You are signed out.');
      // The page is cleared before the server has answered.
      await expect.poll(() => statusOf(page, '/api/v1/session'), patience).toBe(401);
      await page.goto(at('/setup'));
      await visitor.says('Wardmap is set up already.');
    });

    it('refuses a wrong password in plain words, and shows a password on demand', async () => {
      const visitor = await arrive();
      const { page } = visitor;
      await page.goto(at('/floor/1?asset=2'));
      await visitor.signIn({ ...anna, password: 'not the password' });
      await visitor.says('The e-mail address or the password is not right.');
      expect(await visitor.field('Password').getAttribute('type')).toBe('password');
      await visitor.button('Show the password').click();
      expect(await visitor.field('Password').getAttribute('type')).toBe('text');
      expect(await violations(page)).toEqual([]);
      await visitor.signIn(anna);
      await page.waitForURL(at('/floor/1?asset=2'));
    });

    it('says how long to wait after too many wrong passwords', async () => {
      const visitor = await arrive();
      await visitor.page.goto(at('/sign-in'));
      const said = await wordsSaid(visitor.page);
      for (let attempt = 0; attempt < 20; attempt++) {
        await visitor.button('Sign in').and(visitor.page.locator(':enabled')).waitFor();
        await visitor.signIn({ email: 'nobody@hospital.example', password: `wrong password ${attempt}` });
        if ((await said()).some((words) => /^Too many attempts. You can try again in \d+ second/.test(words))) return;
      }
      expect.fail(`Twenty wrong passwords were only answered with: ${(await said()).join(' ')}`);
    });

    it('asks for a code of an authenticator once that is switched on, or for a recovery code', async () => {
      const visitor = await arrive();
      const { page } = visitor;
      await page.goto(at('/account'));
      await visitor.signIn(anna);
      await visitor.button('Switch it on').click();
      await visitor.field('Your password').fill(anna.password);
      await visitor.button('Go on').click();
      await page.getByRole('img', { name: /QR code/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      await visitor.field('The code that the app shows now').fill('12345');
      await visitor.button('Switch it on').click();
      await visitor.says('Enter the six digits that the app shows.');
      const first = totp.generate();
      await visitor.field('The code that the app shows now').fill(first);
      await visitor.button('Switch it on').click();
      const codes = page.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
      await expect.poll(() => codes.count(), patience).toBe(10);
      const [recoveryCode, unusedCode] = await codes.allInnerTexts();
      expect(await violations(page)).toEqual([]);
      await visitor.button('I have kept them').click();
      await visitor.says('The second step is on.');
      await page.reload();
      await visitor.button('Switch it off').waitFor();

      const signInWith = async (codeNow: () => string, label: string) => {
        const other = await arrive('1440x900');
        await other.page.goto(at('/sign-in'));
        await other.signIn(anna);
        await other.says('One more step');
        if (label === 'Recovery code') await other.button('Use a recovery code instead').click();
        await other.field(label).fill(codeNow());
        await other.field(label).press('Enter');
        return other;
      };
      // A code holds for a minute or so: the next one is made when it is typed.
      let next = '';
      const nextCode = () => (next = totp.generate({ timestamp: Date.now() + 30_000 }));
      await (await signInWith(nextCode, 'Code of your authenticator app')).says('No floor has been set up yet');
      const again = await signInWith(() => next, 'Code of your authenticator app');
      await again.says('This code is not right, or was used before');
      expect(await violations(again.page)).toEqual([]);
      await (await signInWith(() => recoveryCode, 'Recovery code')).says('No floor has been set up yet');
      await (await signInWith(() => recoveryCode, 'Recovery code')).says('This code is not right, or was used before');

      await visitor.button('Switch it off').click();
      const endCode = visitor.field('A code of your authenticator app, or a recovery code');
      await visitor.field('Your password').fill(anna.password);
      await visitor.button('Switch it off').click();
      await visitor.says('Enter the code.');
      await endCode.fill(recoveryCode);
      await visitor.button('Switch it off').click();
      await visitor.says('This code is not right, or was used before');
      expect(await violations(page)).toEqual([]);
      await endCode.fill(unusedCode);
      await visitor.button('Switch it off').click();
      await visitor.says('The second step is off.');
    });

    it('takes an invitation from its link, and lets the new person choose a password', async () => {
      const administrator = await arrive();
      await administrator.page.goto(at('/sign-in'));
      await administrator.signIn(anna);
      await administrator.says('No floor has been set up yet');
      const code = await administrator.page.evaluate(
        async (user) => {
          const body = JSON.stringify({ ...user, roles: ['biomed'], siteIds: null, departments: ['Emergency'] });
          const headers = { 'content-type': 'application/json' };
          const answer = await fetch('/api/v1/users', { method: 'POST', headers, body });
          return ((await answer.json()) as { code: string }).code;
        },
        { email: otto.email, name: otto.name },
      );

      const visitor = await arrive('1440x900');
      const { page } = visitor;
      await page.goto(at(`/welcome#${encodeURIComponent(code)}`));
      await expect.poll(() => visitor.field('Invitation code').inputValue(), patience).toBe(code);
      await expect.poll(() => page.url(), patience).toBe(at('/welcome'));
      await visitor.field('Choose a password').fill('password password');
      await visitor.button('Keep this password').click();
      await expect.poll(() => visitor.field('Choose a password').getAttribute('aria-invalid'), patience).toBe('true');
      expect(await violations(page)).toEqual([]);
      await visitor.field('Choose a password').fill(otto.password);
      await visitor.button('Keep this password').click();
      await visitor.says('Your password is set');
      await visitor.button('Sign in').click();
      await visitor.signIn(otto);
      await visitor.says('No floor has been set up yet');
      await visitor.button('Menu').click();
      await page.getByRole('menuitem').first().waitFor();
      const entries = await page.getByRole('menuitem').allInnerTexts();
      expect(entries).toContain('Your account');
      expect(entries).not.toContain('Users');
      await page.getByRole('menuitem', { name: 'Your account' }).click();
      await visitor.says('Equipment of Emergency, and what belongs to all');
      expect(await statusOf(page, '/api/v1/users')).toBe(403);
    });

    it('shows where one is signed in, ends that session, and takes its page off the screen there', async () => {
      const desk = await arrive('1440x900');
      const trolley = await arrive();
      for (const { page } of [desk, trolley]) await page.goto(at('/account'));
      await desk.field('This computer is shared').uncheck();
      await desk.signIn(otto);
      await trolley.signIn(otto);
      await trolley.says('This one');
      const trolleys = desk.page.getByRole('listitem').filter({ hasText: 'shared computer' });
      await expect.poll(() => trolleys.count(), { ...patience, interval: 1_000 }).toBeGreaterThan(0);
      await desk.button('Sign out everywhere else').click();
      await desk.says('Signed out everywhere else.');
      await desk.says('You are signed in nowhere else.');
      await trolley.page.waitForURL('**/sign-in?to=%2Faccount', { timeout: patience.timeout });
      await trolley.says('The session has ended.');
      expect(await trolley.page.getByText(otto.email).count()).toBe(0);
    });

    it('changes a password for who knows the present one', async () => {
      const visitor = await arrive();
      await visitor.page.goto(at('/account'));
      await visitor.signIn(otto);
      await visitor.button('Change the password').click();
      await visitor.field('Present password').fill('something else');
      await visitor.field('New password').fill('a wholly new and long one');
      await visitor.button('Change it').click();
      await visitor.says('This is not your password.');
      await visitor.field('Present password').fill(otto.password);
      await visitor.button('Change it').click();
      await visitor.says('Your password is changed.');
      expect(await statusOf(visitor.page, '/api/v1/session')).toBe(200);
    });
  });

  describe('at a demonstration', () => {
    let hospital: Hospital;
    beforeAll(async () => {
      hospital = await Hospital.open(await createDatabase('browser'), equipment());
    });
    afterAll(() => hospital?.close());

    it.each(Object.keys(demoUsers) as DemoUser[])(
      'takes one click for %s, and says on every page what it is',
      async (user) => {
        const visitor = await arrive();
        const banner = visitor.page.getByRole('region', { name: /^Demo: simulated hospital/ });
        await visitor.page.goto(hospital.page('dh-l0'));
        await banner.waitFor();
        await visitor.button(new RegExp(demoUsers[user])).click();
        await visitor.page.waitForURL(hospital.page('dh-l0'));
        await new FloorPage(visitor.page).listButton.waitFor();
        await visitor.menu('Your account');
        await visitor.says('Where you are signed in');
        await banner.waitFor();
      },
    );

    it('asks whether somebody is still there, and takes everything off the screen when nobody answers', async () => {
      const visitor = await arrive('1440x900');
      const { page } = visitor;
      const floor = new FloorPage(page);
      const idle: boolean[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).pathname.startsWith('/api/v1/assets/'))
          idle.push(request.headers()['x-wardmap-idle'] === '1');
      });
      // The page's clock stands still but for what the test lets pass: a slow machine ends nothing.
      let nowMs = Date.now();
      const pass = (ms: number) => page.clock.setFixedTime((nowMs += ms));
      await pass(0);
      await signInAs(page, 'nurse', hospital.api.address);
      const { id, name } = await hospital.asset('IP-0002');
      await page.goto(`${hospital.page('dh-l0')}?asset=${id}`);
      await expect.poll(() => floor.selectedName(), patience).toBe(name);
      await page.mouse.click(720, 880);
      await page.goto(`${hospital.page('dh-l0')}?asset=${id}`);
      await expect.poll(() => floor.selectedName(), patience).toBe(name);

      // Nobody is there for a minute: what the page asks for by itself must not keep the session alive.
      await page.keyboard.press('Tab');
      await expect.poll(() => idle.at(-1), patience).toBe(false);
      await pass(minuteMs + 1_000);
      await expect.poll(() => idle.at(-1), patience).toBe(true);

      const question = page.getByRole('dialog', { name: 'Are you still there?' });
      await pass(12 * minuteMs - 30_000);
      await question.waitFor({ timeout: patience.timeout });
      expect(await question.innerText()).toMatch(/\d+ seconds left/);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await question.waitFor({ state: 'hidden', timeout: patience.timeout });
      await expect.poll(() => idle.at(-1), patience).toBe(false);

      await pass(14 * minuteMs);
      await visitor.says('You were signed out because nobody used this page');
      expect(await page.getByText(name).count()).toBe(0);
      expect(await page.getByText('items on this floor').count()).toBe(0);
      await expect.poll(() => statusOf(page, '/api/v1/session'), patience).toBe(401);
      expect(await page.title()).not.toContain(name);

      await visitor.button(/Nils Holm/).click();
      await expect.poll(() => floor.selectedName(), patience).toBe(name);
    });

    it('signs other tabs of the same browser out with the one that is left', async () => {
      const visitor = await arrive('1440x900');
      await signInAs(visitor.page, 'nurse', hospital.api.address);
      await visitor.page.goto(hospital.page('dh-l2'));
      const second = await visitor.context.newPage();
      await second.goto(hospital.page('dh-l1'));
      await new FloorPage(second).search.waitFor();
      await visitor.menu('Sign out');
      await visitor.page.waitForURL('**/sign-in');
      await second.getByRole('heading', { name: 'Who do you want to be?' }).waitFor({ timeout: patience.timeout });
      await visitor.page.goBack();
      await visitor.page.getByRole('heading', { name: 'Who do you want to be?' }).waitFor();
    });

    it('takes what one person had loaded off the screen when another one signs in, in another tab', async () => {
      const visitor = await arrive('1440x900');
      const { page } = visitor;
      await signInAs(page, 'administrator', hospital.api.address);
      await page.goto(new URL('/admin/audit', hospital.api.address).href);
      const list = page.getByRole('table');
      await list.getByText('Ada Winter').first().waitFor({ timeout: patience.timeout });
      await visitor.context.clearCookies();
      await signInAs(await visitor.context.newPage(), 'nurse', hospital.api.address);
      // By itself the first tab asks only after half a minute.
      await expect.poll(() => list.count(), patience).toBe(0);
      await page.getByRole('heading', { name: /may not look at the audit trail/ }).waitFor();
    });
  });
});

/** Everything that alerts of a page say from now on, however short. */
async function wordsSaid(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`{
    window.said = new Set();
    new MutationObserver(() => {
      for (const alert of document.querySelectorAll('[role=alert]')) window.said.add(alert.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }`);
  return () => page.evaluate('[...window.said]') as Promise<string[]>;
}
