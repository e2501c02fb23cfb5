import { startTestDatabase } from './database.js';
import { startTestRedis } from './redis.js';
import { removeLeftovers } from './test-folder.js';

/** Starts one PostgreSQL and, where the machine has it, one Redis for a whole run of the system tests. */
export default async function startServers(): Promise<() => Promise<void>> {
  await removeLeftovers();
  const redis = await startTestRedis();
  if (!redis) {
    const words = 'redis-server is missing: the tests over Redis cannot run. Debian: apt-get install redis-server';
    if (process.env.CI === 'true') throw new Error(words);
    console.warn(`Skipped: ${words}`);
  }
  const database = await startTestDatabase().catch(async (error: unknown) => {
    await redis?.stop();
    throw error;
  });
  process.env.WARDMAP_TEST_DATABASE_URL = database.url;
  if (redis) process.env.WARDMAP_TEST_REDIS_URL = redis.url;
  return async () => {
    await database.stop();
    await redis?.stop();
  };
}
