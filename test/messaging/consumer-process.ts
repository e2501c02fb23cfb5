import { openMessaging } from '#messaging/open-messaging';

/** Handles partition 0, says the number of each job, and never finishes the job STUCK_AT. */
const messaging = await openMessaging({
  ...JSON.parse(process.env.ADDRESS ?? '{}'),
  partitions: 2,
  role: 'consumer',
  applicationName: 'consumer-process',
});
await messaging.readings.consume(0, async (jobs) => {
  for (const job of jobs) {
    process.stdout.write(`${job.receivedAt}\n`);
    if (job.receivedAt === Number(process.env.STUCK_AT)) await new Promise(() => undefined);
  }
});
