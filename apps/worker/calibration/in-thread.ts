import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CalibrationTask, TaskResults } from '#positioning/calibrate/calibration-task';

/**
 * Does heavy calibration work in a thread of its own, which is ended with the signal. A thread and not slices: one
 * factorisation of a matrix takes longer than readings may wait.
 * @returns the result, or the sentence why there is too little to work with
 */
export async function inThread<T extends CalibrationTask>(
  task: T,
  signal: AbortSignal,
): Promise<{ result: TaskResults[T['kind']] } | { refusal: string }> {
  signal.throwIfAborted();
  // The built file, also when this one runs from its source; and not under the conditions that lead to sources.
  const file = join(projectFolder(), 'dist/apps/worker/calibration/calibration-thread.js');
  const thread = new Worker(file, { workerData: task, execArgv: [] });
  try {
    const [answer] = (await once(thread, 'message', { signal })) as [
      { result: TaskResults[T['kind']] } | { refusal: string },
    ];
    return answer;
  } finally {
    await thread.terminate();
  }
}

function projectFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  throw new Error(`package.json was not found in any folder above ${import.meta.dirname}`);
}
