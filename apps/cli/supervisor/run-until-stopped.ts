import type { Server } from './server.js';

/**
 * Starts a server, keeps it until the person or the system asks it to end (SIGINT, SIGTERM, SIGHUP), and ends
 * it in order; a second request ends it at once.
 * @returns the exit code.
 */
export async function runUntilStopped(
  server: Server,
  start: (signal: AbortSignal) => Promise<void>,
  say: (text: string) => void,
): Promise<number> {
  const abort = new AbortController();
  let askedAt: number | undefined;
  const ask = () => {
    // One Ctrl-C may arrive twice, from the terminal and passed on by npm.
    if (askedAt !== undefined && performance.now() - askedAt < 700) return;
    if (askedAt !== undefined) {
      void server.kill().finally(() => process.exit(130));
      return;
    }
    askedAt = performance.now();
    say('Stopping ... (once more to stop at once)');
    abort.abort();
  };
  const stopped = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask);
  // The terminal may be gone before us; that is no reason to leave anything half-ended.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  let code = 0;
  try {
    await start(abort.signal);
    await stopped;
  } catch (error) {
    if (!abort.signal.aborted) {
      code = 1;
      console.error((error as Error).message);
    }
  }
  try {
    await server.stop();
    if (code === 0) say('Stopped.');
  } catch (error) {
    console.error((error as Error).message);
    code = 1;
  }
  return code;
}
