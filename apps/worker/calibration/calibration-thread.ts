import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type CalibrationTask, doCalibrationTask } from '#positioning/calibrate/calibration-task';

/*
 * The other end of `inThread`: does one task and says what came of it. On Linux a priority belongs to the thread, so this
 * one yields to the readings; elsewhere it would slow the whole process down.
 */
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
try {
  parentPort!.postMessage({ result: doCalibrationTask(workerData as CalibrationTask) });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  parentPort!.postMessage({ refusal: error.message });
}
