import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { patienceMs } from '../support/patience.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium of this machine, or undefined. With CI=true its absence is an error, otherwise it is said aloud. */
export function chromiumProgram(): string | undefined {
  const program = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isExecutable);
  if (program) return program;
  const words = 'Chromium is missing: the browser tests cannot run. Debian: apt-get install chromium';
  if (process.env.CI === 'true') throw new Error(words);
  console.warn(`Skipped: ${words}`);
  return undefined;
}

/** Starts the system's Chromium without a window and without any traffic of its own. */
export function startChromium(program: string, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    timeout: patienceMs,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...more,
    ],
  });
}

export type Scheme = 'light' | 'dark';

/** The two screens the map is made for, CSS pixels. */
export const screens = {
  '1440x900': { width: 1440, height: 900 },
  '390x844': { width: 390, height: 844 },
} as const;
export type ScreenName = keyof typeof screens;

/** Both screens in both themes. */
export const combinations = (Object.keys(screens) as ScreenName[]).flatMap((screen) =>
  (['light', 'dark'] as Scheme[]).map((scheme) => ({ screen, scheme })),
);

/** A fresh browser profile, without animations so that a test sees the end of each movement. */
export async function newContext(
  browser: Browser,
  screen: ScreenName,
  colorScheme: Scheme,
  locale = 'en-GB',
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const narrow = screens[screen].width < 700;
  const context = await browser.newContext({
    viewport: screens[screen],
    colorScheme,
    reducedMotion: 'reduce',
    hasTouch: narrow,
    isMobile: narrow,
    locale,
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  return context;
}

/** Collects what goes wrong inside a page: exceptions, and what the content security policy refused. */
export function troubleIn(page: Page): string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) trouble.push(message.text());
  });
  return trouble;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
