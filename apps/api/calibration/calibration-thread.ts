import { parentPort, workerData } from 'node:worker_threads';
import { type CalibrationTask, doCalibrationTask } from '#positioning/calibrate/calibration-task';

/*
 * The other end of CalibrationWork: does one task and says what came of it. A RangeError is an answer for a person
 * ("too few stops"); any other error is a fault of ours.
 */
try {
  parentPort!.postMessage({ result: doCalibrationTask(workerData as CalibrationTask) });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  parentPort!.postMessage({ refusal: error.message });
}
