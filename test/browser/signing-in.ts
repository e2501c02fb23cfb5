import type { Page } from 'playwright-core';

/** The ready users of a demonstration, as their cards name them. */
export const demoUsers = {
  'ward-nurse': 'Nora Berg',
  nurse: 'Nils Holm',
  biomed: 'Bea Torres',
  security: 'Sami Koren',
  administrator: 'Ada Winter',
} as const;
export type DemoUser = keyof typeof demoUsers;

/** Signs a browser in with one click at a server in demo mode, and waits until the map is there. */
export async function signInAs(page: Page, user: DemoUser, address: string): Promise<void> {
  await page.goto(new URL('/sign-in', address).href);
  await page.getByRole('button', { name: demoUsers[user] }).click();
  await page.waitForURL(/\/floor\/\d+$/);
}

/** What the browser's own session is answered when it asks for something. */
export function statusOf(page: Page, path: string): Promise<number> {
  return page.evaluate(async (asked) => (await fetch(asked, { headers: { 'x-wardmap-idle': '1' } })).status, path);
}
