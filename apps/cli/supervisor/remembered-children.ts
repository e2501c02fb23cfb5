import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateFile } from '../embedded/private-file.js';
import { processStartTime, signal, waitUntil } from '../embedded/processes.js';

const childrenSchema = z.array(z.object({ pid: z.int(), startTime: z.string() }));
type Remembered = z.infer<typeof childrenSchema>;

/** Keeps the ids of running children, so that the next start can end those that outlive a killed supervisor. */
export function rememberChildren(path: string, pids: number[]): void {
  const children: Remembered = pids.flatMap((pid) => {
    const startTime = processStartTime(pid);
    return startTime === undefined ? [] : [{ pid, startTime }];
  });
  // Whole at every moment: half a list would leave children of a killed supervisor running.
  writePrivateFile(path, JSON.stringify(children));
}

/** Ends the children of an earlier supervisor that still run: asked first, then forced. */
export async function endForgottenChildren(path: string): Promise<void> {
  const children = readChildren(path);
  const running = () => children.filter(({ pid, startTime }) => processStartTime(pid) === startTime);
  for (const { pid } of running()) signal(pid, 'SIGTERM');
  if (!(await waitUntil(() => running().length === 0, 5000))) for (const { pid } of running()) signal(pid, 'SIGKILL');
  await waitUntil(() => running().length === 0, 2000);
  rmSync(path, { force: true });
}

function readChildren(path: string): Remembered {
  try {
    return childrenSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return []; // none kept, or damaged
  }
}
