import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CalibrationTask, TaskResults } from '#positioning/calibrate/calibration-task';
import { projectFolder } from '../http/project-folder.js';
import { ProblemException } from '../problems/problem-exception.js';

/** More would only wait: each takes a second or more of a core. */
const mostWaiting = 8;

/**
 * Does heavy calibration work beside the requests, in a thread of its own, one piece after the other. A thread and not
 * slices: one factorisation of a matrix already takes longer than a request may wait.
 */
export class CalibrationWork {
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** @throws ProblemException 409 when there is too little to work with, 503 when too much is asked at once */
  async run<T extends CalibrationTask>(task: T): Promise<TaskResults[T['kind']]> {
    if (this.waiting >= mostWaiting)
      throw new ProblemException(503, 'Other calibrations are being worked out; try again shortly.', {
        retryAfterS: 5,
      });
    this.waiting++;
    const mine = this.turn.then(() => inThread(task));
    this.turn = mine.catch(() => undefined);
    try {
      return (await mine) as TaskResults[T['kind']];
    } finally {
      this.waiting--;
    }
  }
}

async function inThread(task: CalibrationTask): Promise<unknown> {
  // The built file, also when this one runs from its source; and not under the conditions that lead to sources.
  const thread = new Worker(join(projectFolder(), 'dist/apps/api/calibration/calibration-thread.js'), {
    workerData: task,
    execArgv: [],
  });
  const [answer] = (await once(thread, 'message')) as [{ result: unknown } | { refusal: string }];
  if ('refusal' in answer) throw new ProblemException(409, answer.refusal);
  return answer.result;
}
