import { setTimeout as sleep } from 'node:timers/promises';

/** Generous, because machines are slow: nothing is claimed about the time. */
const limitMs = 75_000;

/** Asks again and again until the answer is true (an error counts as "not yet"). @returns false when it never was. */
export async function eventually(ask: () => Promise<boolean>): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    if (await ask().catch(() => false)) return true;
    if (performance.now() > giveUpAt) return false;
    await sleep(150);
  }
}
