import { setTimeout as sleep } from 'node:timers/promises';
import { patienceMs } from '../support/patience.js';

/** Asks again and again until the answer is true (an error counts as "not yet"). @returns false when it never was. */
export async function eventually(ask: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    if (await ask().catch(() => false)) return true;
    if (performance.now() > giveUpAt) return false;
    await sleep(150);
  }
}
