import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadingsJob } from '#contracts/queue';
import { openMessaging } from '#messaging/open-messaging';

/** Takes out what waits in the queues. */
export async function queuedJobs(
  { databaseUrl, redisUrl }: { databaseUrl: string; redisUrl?: string },
  partitions: number,
): Promise<ReadingsJob[]> {
  const messaging = await openMessaging({ databaseUrl, redisUrl, partitions, role: 'both', applicationName: 'test' });
  const jobs: ReadingsJob[] = [];
  const consumers = [];
  for (let partition = 0; partition < partitions; partition++)
    consumers.push(await messaging.readings.consume(partition, async (taken) => void jobs.push(...taken)));
  // One that waits no longer is not handed over yet: nothing is in hand either once all are idle.
  while (
    (await messaging.readings.waiting()).some((waiting) => waiting > 0) ||
    !consumers.every((consumer) => consumer.idle())
  )
    await sleep(20);
  await messaging.close();
  return jobs;
}
