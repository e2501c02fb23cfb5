import { type TestDatabase, startTestDatabase } from '../support/database.js';
import { type TestRedis, hasRedis, startTestRedis } from '../support/redis.js';
import type { ChainAddress } from './chain.js';

export type Backend = 'postgres' | 'redis';

/** Both engines of the queue; Redis where this run has it (with CI=true a run without it fails before). */
export const backends: readonly Backend[] = hasRedis ? ['postgres', 'redis'] : ['postgres'];

/** Servers of their own, which may be restarted without disturbing other tests; Redis writes through to the disk. */
export class Servers {
  private constructor(
    readonly postgres: TestDatabase,
    readonly redis: TestRedis | undefined,
  ) {}

  static async start(backend: Backend): Promise<Servers> {
    const postgres = await startTestDatabase();
    return new Servers(postgres, backend === 'redis' ? await startTestRedis({ durable: true }) : undefined);
  }

  /** An empty place for one chain. */
  async emptyAddress(): Promise<ChainAddress> {
    return {
      databaseUrl: await this.postgres.createDatabase('faults'),
      redisUrl: await this.redis?.createDatabase(),
    };
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    await this.redis?.stop();
  }
}
