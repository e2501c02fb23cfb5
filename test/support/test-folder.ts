import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, processesIn, signal, waitUntil } from '../../apps/cli/embedded/processes.js';

const prefix = 'wardmap-test-';

/** Makes a temporary folder that any account may enter; its name tells whose it is. */
export function makeTestFolder(purpose: string): { path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-${purpose}-`)));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Ends the servers and removes the folders of test runs that were killed. */
export async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const servers = () => [...processesIn(join(folder, 'postgres')), ...processesIn(folder, /redis|valkey/)];
    try {
      for (const server of servers()) signal(server, 'SIGQUIT');
      await waitUntil(() => servers().length === 0, 2000);
      for (const server of servers()) signal(server, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // Another user's leftovers are that user's to remove.
      if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}
