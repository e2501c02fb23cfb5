import { expect } from 'vitest';

/** Attempts that are free; see slowdowns.ts. The one after them is made at once too, and the next waits a second. */
const free = 5;

/**
 * Tries again and again until it is told to wait (429). The first waits of a second or two may be over by themselves on
 * a slow machine; a try that is let in before its wait was over fails the test.
 * @returns the statuses of those that were let in
 */
export async function triesUntilSlowedDown(attempt: () => Promise<number>): Promise<number[]> {
  const statuses: number[] = [];
  for (let before = 0; ;) {
    const beganMs = performance.now();
    const status = await attempt();
    if (status === 429) return statuses;
    statuses.push(status);
    const beyond = statuses.length - free - 2;
    if (beyond >= 0) expect(Math.ceil(performance.now() - before) + 1).toBeGreaterThanOrEqual(1000 * 2 ** beyond);
    before = beganMs;
  }
}

/** The most attempts that are let in of any number that are made within a time, milliseconds. */
export function mostLetIn(withinMs: number): number {
  return free + 1 + Math.floor(Math.log2(1 + withinMs / 1000));
}
