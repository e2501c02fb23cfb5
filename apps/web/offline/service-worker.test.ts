import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';

const program = readFileSync(new URL('../public/sw.js', import.meta.url), 'utf8');
const address = 'https://ward.example/api/v1/search?q=pump';

/**
 * The service worker as a browser runs it, with its time in the test's hands.
 * @param kept what the page has put aside, by address
 */
function worker(kept: Record<string, string>, fetch: () => Promise<Response>) {
  const listeners = new Map<string, (event: unknown) => void>();
  const timers: { run: () => void; afterMs: number }[] = [];
  const cache = {
    match: async (asked: string) => (asked in kept ? new Response(kept[asked]) : undefined),
    put: async () => undefined,
  };
  runInContext(
    program,
    createContext({
      ...{ URL, Response, AbortSignal, Promise, fetch },
      caches: { open: async () => cache },
      setTimeout: (run: () => void, afterMs: number) => timers.push({ run, afterMs }),
      self: {
        location: { origin: 'https://ward.example' },
        addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      },
    }),
  );
  return {
    ask(method = 'GET'): Promise<Response> | null {
      let answer: Promise<Response> | null = null;
      const request = { url: address, method, mode: 'cors' };
      listeners.get('fetch')!({ request, respondWith: (given: Promise<Response>) => (answer = given) });
      return answer;
    },
    waitFor(ms: number) {
      for (const { run, afterMs } of timers.splice(0)) if (afterMs <= ms) run();
    },
  };
}
const never = () => new Promise<Response>(() => undefined);
const textOf = async (answer: Promise<Response> | null) => (await answer!).text();

it('gives the kept answer when the server takes more than six seconds', async () => {
  const slow = worker({ [address]: 'kept' }, never);
  const answer = slow.ask();
  slow.waitFor(6_000);
  expect(await textOf(answer)).toBe('kept');
});

it('gives the answer of the server when it comes in time, and waits for it when nothing is kept', async () => {
  expect(await textOf(worker({ [address]: 'kept' }, async () => new Response('fresh')).ask())).toBe('fresh');
  let come = (_: Response) => {};
  const slow = worker({}, () => new Promise((resolve) => (come = resolve)));
  const answer = slow.ask();
  slow.waitFor(6_000);
  await Promise.resolve();
  come(new Response('late'));
  expect(await textOf(answer)).toBe('late');
});

it('gives the kept answer when the server cannot be reached, and fails when there is none', async () => {
  const away = () => Promise.reject(new TypeError('away'));
  expect(await textOf(worker({ [address]: 'kept' }, away).ask())).toBe('kept');
  await expect(worker({}, away).ask()).rejects.toThrow('away');
});

it('has no part in changes', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(worker({}, never).ask(method)).toBe(null);
});
