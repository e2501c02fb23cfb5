import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import { type Scheme, type ScreenName, chromiumProgram, newContext, startChromium } from './chromium.js';
import { pumps } from './equipment.js';
import { Hospital } from './hospital.js';
import { unreachedByKeys } from './keyboard-reach.js';
import { states } from './pictured-states.js';

const program = chromiumProgram();
const looks: readonly [ScreenName, Scheme][] = [
  ['390x844', 'light'],
  ['1440x900', 'dark'],
];

describe.skipIf(!program)('every page and panel', () => {
  let hospital: Hospital;
  let browser: Browser;
  beforeAll(async () => {
    [hospital, browser] = await Promise.all([
      createDatabase('browser').then((url) => Hospital.open(url, pumps())),
      startChromium(program!),
    ]);
    for (const { number } of pumps()) await vi.waitFor(() => hospital.mustBeHeard(number), patience);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  it.each(looks)(
    'has nothing against it from axe, and keys reach all of it, at %s, %s',
    async (screen, scheme) => {
      const context = await newContext(browser, screen, scheme);
      const page = await context.newPage();
      const asset = await hospital.asset('IP-0101');
      const scene = { page, address: hospital.api.address, floorId: hospital.floorId('dh-l1'), asset };
      const found: Record<string, string[]> = {};
      for (const [state, reach] of Object.entries(states)) {
        await reach(scene);
        found[state] = [
          ...(await violations(page)),
          ...(await unreachedByKeys(page)).map((control) => `not reached by keys: ${control}`),
        ];
      }
      await context.close();
      expect(found).toEqual(Object.fromEntries(Object.keys(states).map((state) => [state, []])));
    },
    900_000,
  );
});
