import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CalibrationTraffic } from '#storage/calibration-traffic';
import { CalibrationVersions } from '#storage/calibration-versions';
import { openDatabase } from '#storage/database';
import { PlacesStore } from '#storage/places-store';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { violations } from './axe.js';
import {
  type Scheme,
  type ScreenName,
  chromiumProgram,
  combinations,
  newContext,
  startChromium,
  troubleIn,
} from './chromium.js';
import { equipment } from './equipment.js';
import { type Placed, Hospital } from './hospital.js';
import { signInAs } from './signing-in.js';
import { Walking } from './walking.js';

const program = chromiumProgram();
const carried = 'Survey tag';
/** Where the person with the tag stands at first, metres; a reader hangs near. */
const surveyTag: Placed = {
  number: 'SV-0001',
  name: carried,
  typeKey: 'survey-tag',
  typeName: 'Survey tag',
  floor: 'dh-l0',
  x: 20,
  y: 33.6,
};

/** Places in rooms and corridors of the ground floor, metres. */
const surveyPlaces = [
  [6, 33.6],
  [20, 33.6],
  [34, 33.6],
  [55, 33.6],
  [20, 8.4],
  [50, 8.4],
] as const;

describe.skipIf(!program)('calibrating a floor in a browser', () => {
  let hospital: Hospital;
  let databaseUrl: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let walking: Walking;
  let trouble: string[];

  beforeAll(async () => {
    databaseUrl = await createDatabase('browser');
    [hospital, browser] = await Promise.all([
      Hospital.open(databaseUrl, [...equipment(), surveyTag]),
      startChromium(program!),
    ]);
    await flagReader(databaseUrl, hospital.floorId('dh-l0'));
    await addRefusedVersion(databaseUrl, hospital.floorId('dh-l0'));
  });
  beforeEach(async () => {
    context = await newContext(browser, '390x844', 'light');
    page = await context.newPage();
    walking = new Walking(page);
    trouble = troubleIn(page);
  });
  afterEach(async () => {
    await context.close();
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await hospital?.close();
  });

  const walkAddress = () => `${hospital.page('dh-l0')}/walk`;
  const calibrationAddress = () => `${hospital.page('dh-l0')}/calibration`;
  const text = (words: string | RegExp) => page.getByText(words).first();
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  it('leads somebody who signs in to where they wanted to be, if their role may', async () => {
    await page.goto(walkAddress());
    await button('Bea Torres').click();
    await page.getByRole('heading', { name: 'Which tag do you carry?' }).waitFor();
    expect(page.url()).toBe(walkAddress());

    await context.clearCookies();
    await page.goto(calibrationAddress());
    await button('Nils Holm').click();
    await page.getByRole('heading', { name: 'You may not look at calibrations' }).waitFor();
    await page.goto(walkAddress());
    await button('Back to the map').click();
    await page.getByRole('combobox', { name: 'Find equipment' }).waitFor();
  });

  it('leads a person with a tag from stop to stop and keeps what was heard', async () => {
    await signInAs(page, 'biomed', hospital.api.address);
    await page.goto(walkAddress());
    await page.getByRole('searchbox').fill('survey');
    await walking.start(carried);
    expect(await walking.heading.innerText()).toMatch(/^Next: /);

    await walking.holdClock();
    await walking.here.click();
    await expect.poll(() => page.getByRole('main').innerText(), patience).toMatch(/\d+ packets from \d+ readers/);
    // A page that was closed meanwhile goes on counting the same stop.
    await page.reload();
    await walking.timer.waitFor(patience);
    await walking.releaseClock();
    await walking.endStop(text(/Stop 1 is saved: \d+ packets from \d+ readers/));
    expect(await page.getByRole('main').innerText()).toMatch(/1 of about \d+ stops|1 stop/);

    await walking.here.click();
    await walking.endStop(text('Stop 2 is saved'));
    await button('Undo stop 2').click();
    await text('Stop 2 was removed').waitFor(patience);
    await expect.poll(() => button(/^Undo/).getAttribute('aria-label'), patience).toBe('Undo stop 1');
  });

  it('lets the person say where they really stand, by key, by tap and by room', async () => {
    await signInAs(page, 'biomed', hospital.api.address);
    await page.goto(walkAddress());
    await walking.start(carried);
    const proposed = await walking.roomOfPin();
    for (let press = 0; press < 60 && (await walking.roomOfPin()) === proposed; press++)
      await page.keyboard.press('ArrowDown');
    expect(await walking.heading.innerText()).toMatch(/^Here instead: /);
    await button('Pin back to the ring').click();
    expect(await walking.heading.innerText()).toBe(`Next: ${proposed}`);

    await walking.chooseRoom('Emergency, north corridor');
    expect(await walking.heading.innerText()).toBe('Here instead: Emergency, north corridor');
    const map = (await page.getByRole('region', { name: /with your stops/ }).boundingBox())!;
    await page.touchscreen.tap(map.x + map.width / 3, map.y + map.height * 0.7);
    await expect.poll(() => walking.heading.innerText(), patience).not.toContain('Emergency, north corridor');

    await walking.chooseRoom('Emergency, north corridor');
    await walking.holdClock();
    await page.getByRole('button', { name: /Pin where you stand/ }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => walking.heading.innerText(), patience).toBe('Listening at Emergency, north corridor');
    await button('Cancel this stop').click();
    await walking.here.waitFor(patience);

    const skipped = /Next: (.*)/.exec(await walking.heading.innerText())![1];
    await button('Skip').click();
    await expect.poll(() => walking.heading.innerText(), patience).not.toBe(`Next: ${skipped}`);
    expect(await page.getByRole('main').innerText()).toContain(`${skipped} is left out for now.`);
  });

  it('loses no stop when the phone has no network, and says what happened', async () => {
    await signInAs(page, 'biomed', hospital.api.address);
    await page.goto(walkAddress());
    await walking.start(carried);
    await walking.holdClock();
    await walking.here.click();
    await walking.timer.waitFor(patience);
    await context.setOffline(true);
    await walking.releaseClock();
    // Nobody touches the phone: the stop ends by itself after half a minute.
    await text('Not saved yet').waitFor(patience);
    await context.setOffline(false);
    await text('Stop 1 is saved').waitFor(patience);

    await context.setOffline(true);
    await walking.here.click();
    await text('The stop did not begin').waitFor(patience);
    await context.setOffline(false);
    await walking.holdClock();
    await button('Try again').click();
    await walking.timer.waitFor(patience);
    await button('Cancel this stop').click();
    await walking.here.waitFor(patience);
  });

  it('fits the floor to what was heard, says what came of it, and takes it back', async () => {
    await surveyBySignals();
    await signInAs(page, 'biomed', hospital.api.address);
    await page.goto(calibrationAddress());
    await button('Fit again').click();
    const cameOf = await text(/Version \d+ (is better and now in use|is not used)/).innerText(patience);
    const version = Number(/Version (\d+)/.exec(cameOf)![1]);
    if (cameOf.includes('is not used')) {
      await button(`Use version ${version}`).click();
      await button('Yes, use it').click();
      await text(`Version ${version} is in use now`).waitFor(patience);
    }
    await button('Go back to the one before').click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button('Go back to the one before').click();
    await button('Yes, go back').click();
    await text('Back to the values of the floor plan').waitFor(patience);
    await text('Was in use').waitFor();
  });

  it('lets who sees a thing say its room with one tap, and correct it with another', async () => {
    await signInAs(page, 'biomed', hospital.api.address);
    const { id } = await hospital.asset('IP-0002');
    await page.goto(`${hospital.page('dh-l0')}?asset=${id}`);
    const chips = page.getByRole('region', { name: /It is in/ }).getByRole('button');
    await expect.poll(() => chips.count(), patience).toBeGreaterThan(2);
    for (const index of [1, 0]) {
      const room = await chips.nth(index).innerText();
      await chips.nth(index).click();
      await text(`Thank you, noted: it is in ${room}.`).waitFor(patience);
      expect(await chips.nth(index).getAttribute('aria-pressed')).toBe('true');
    }
  });

  it.each(combinations)('axe finds nothing in any state at $screen in $scheme', async ({ screen, scheme }) => {
    // After a change of the calibration the watch has looked again, and found nothing.
    await flagReader(databaseUrl, hospital.floorId('dh-l0'));
    const found = await tour(browser, hospital, screen, scheme);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((state) => [state, []])));
  });

  /** Makes stops through the door that the page uses, without its half minutes. */
  async function surveyBySignals(): Promise<void> {
    const send = async (path: string, body?: unknown) => {
      const answer = await fetch(`${hospital.api.address}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${hospital.key.manage}`, 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      expect(answer.ok, await answer.clone().text()).toBe(true);
      return (await answer.json()) as { id: number; state?: string };
    };
    const walk = await send(`/floors/${hospital.floorId('dh-l0')}/calibration/walks`, { tagKey: 'tag-SV-0001' });
    for (const [x, y] of surveyPlaces) {
      hospital.carry('SV-0001', x, y);
      // The stop is usable once enough was heard of the tag at this place.
      await expect
        .poll(
          async () => {
            const stop = await send(`/walks/${walk.id}/stops`, { x, y });
            await sleep(2_500);
            return (await send(`/stops/${stop.id}/finish`)).state;
          },
          { ...patience, interval: 500 },
        )
        .toBe('usable');
    }
    await send(`/walks/${walk.id}/finish`);
    hospital.carry('SV-0001', surveyTag.x, surveyTag.y);
  }
});

/** The watch has found a reader of the floor blocked, now. */
async function flagReader(databaseUrl: string, floorId: number): Promise<void> {
  const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 1 });
  try {
    const floor = await new PlacesStore(database).floorDetail(floorId, null);
    await new CalibrationTraffic(database).noteWatched(floorId, new Date(), [
      {
        readerId: floor!.readers[0].id,
        kind: 'weaker',
        detail: 'It hears everything 8 dB weaker than expected.',
        residualDb: -8,
        windows: 300,
        betterPlace: null,
        otherReaderId: null,
        otherFloorId: null,
      },
    ]);
  } finally {
    await database.close();
  }
}

/** The floor has a version that was not better. */
async function addRefusedVersion(databaseUrl: string, floorId: number): Promise<void> {
  const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 1 });
  try {
    const score = { logLikelihood: -3, samples: 40, errorM: 2.4, stops: 6, roomsRight: null, rooms: 0 };
    await new CalibrationVersions(database).add({
      floorId,
      source: 'walk',
      content: {
        readers: [],
        wallLossDb: 3,
        likelihoodExponent: 0.5,
        packetVarianceDb2: 16,
        fadingVarianceDb2: 9,
        survey: [],
        kernel: null,
      },
      score,
      comparedVersion: null,
      comparedScore: { ...score, errorM: 2.2 },
      better: false,
      reason: 'It places held-out stops worse than the values of the plan.',
      by: 'engineer',
    });
  } finally {
    await database.close();
  }
}

/** Every state of the pages, and what axe holds against each. */
async function tour(browser: Browser, hospital: Hospital, screen: ScreenName, scheme: Scheme) {
  const context = await newContext(browser, screen, scheme);
  const page = await context.newPage();
  const walking = new Walking(page);
  const text = (words: string | RegExp) => page.getByText(words).first();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const found: Record<string, string[]> = {};
  const look = async (state: string) => (found[`${screen} ${scheme} ${state}`] = await violations(page));
  const floor = hospital.page('dh-l0');

  await signInAs(page, 'nurse', floor);
  await page.goto(`${floor}/walk`);
  await button('Back to the map').waitFor(patience);
  await look('walk of somebody who may not');
  await context.clearCookies();
  await signInAs(page, 'biomed', floor);
  await page.goto(`${floor}/walk`);
  await page.getByRole('radio', { name: carried }).check(patience);
  await look('choosing a tag');
  await page.getByRole('searchbox').fill('nothing has this name');
  await look('choosing a tag, nothing found');
  await walking.start(carried);
  await look('placing');
  await page.keyboard.press('Shift+ArrowUp');
  await look('pin moved');
  await walking.holdClock();
  await walking.here.click(patience);
  await walking.timer.waitFor(patience);
  await look('counting');
  await context.setOffline(true);
  await walking.releaseClock();
  await walking.endStop(text('Not saved yet'));
  await look('not saved yet');
  await context.setOffline(false);
  await text('Stop 1 is saved').waitFor(patience);
  await look('saved');
  await button('Pause').click();
  await look('paused');
  await button('Go on').click();
  await button('Finish').click();
  await look('ending');
  await button('Go on walking').click();
  await button('Undo stop 1').click();
  await text('Stop 1 was removed').waitFor(patience);
  await button('Finish').click();
  await button('Finish without a result').click();
  await text('This walk is finished').waitFor(patience);
  await look('ended');
  await page.getByRole('link', { name: 'See the calibration' }).click();
  await text('Hears too weakly').waitFor(patience);
  await look('calibration');
  await button('Use version 1').click();
  await page.getByRole('dialog').waitFor();
  await look('asking before a change');
  await context.close();
  return found;
}
