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
  for (let partition = 0; partition < partitions; partition++)
    await messaging.readings.consume(partition, async (taken) => void jobs.push(...taken));
  while ((await messaging.readings.waiting()).some((waiting) => waiting > 0)) await sleep(20);
  await messaging.close();
  return jobs;
}
