import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patientFetch, TooSlow } from './patient-fetch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that answers after so many ms, and hears when nobody waits any more. */
const server =
  (afterMs: number) =>
  (_: string, { signal }: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      setTimeout(() => resolve(new Response('late')), afterMs);
      signal?.addEventListener('abort', () => reject(signal.reason as Error));
      if (signal?.aborted) reject(signal.reason as Error);
    });

it('takes an answer that begins in time, however slow', async () => {
  const asked = patientFetch(server(14_000), '/x', {});
  await vi.advanceTimersByTimeAsync(14_000);
  expect(await (await asked).text()).toBe('late');
});

it('gives up after 15 s and says so', async () => {
  const asked = patientFetch(server(60_000), '/x', {}).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await asked).toEqual(new TooSlow(15_000));
});

it('is given up by whoever asked, for their own reason', async () => {
  const whoever = new AbortController();
  const asked = patientFetch(server(60_000), '/x', { signal: whoever.signal }).catch((error: unknown) => error);
  whoever.abort();
  expect(await asked).toBe(whoever.signal.reason);
  const before = patientFetch(server(60_000), '/x', { signal: whoever.signal }).catch((error: unknown) => error);
  expect(await before).toBe(whoever.signal.reason);
});

it('gives up an answer that never ends', async () => {
  let signal: AbortSignal | null | undefined;
  const asked = patientFetch(async (_, init) => ((signal = init.signal), new Response('')), '/x', {});
  await asked;
  await vi.advanceTimersByTimeAsync(59_999);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(signal?.reason).toEqual(new TooSlow(60_000));
});
