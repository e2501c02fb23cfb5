import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { patience } from '../support/patience.js';

/** Taps a button, which the page may give or take away by itself at any moment, until something is as it should be. */
export async function tapUntil(button: Locator, isIt: () => Promise<boolean>): Promise<void> {
  const tapped = async () => {
    await button.click({ timeout: 2_000 }).catch(() => undefined);
    return isIt();
  };
  await expect.poll(tapped, patience).toBe(true);
}
