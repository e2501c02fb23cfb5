import type { TestProcess } from '../support/processes.js';

/** How many readings a worker has worked off since its start. */
export async function processed(worker: TestProcess): Promise<number> {
  const answer = await fetch(`${worker.address}/health/live`);
  const { counts } = (await answer.json()) as { counts: { readings: number } };
  return counts.readings;
}
