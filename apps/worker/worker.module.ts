import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#contracts/configuration';
import { openMessaging } from '#messaging/open-messaging';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { SettingStore } from '#storage/setting-store';
import { Worker } from './worker.js';

/** The worker process. It serves no web pages; Nest starts it and stops it in order. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration, onTrouble: (error: Error, where: string) => void): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        {
          provide: Worker,
          useFactory: async () => {
            // Whichever process starts first brings the tables up to date; the others wait for it.
            await migrate(configuration.DATABASE_URL);
            const database = await openDatabase(configuration.DATABASE_URL, {
              applicationName: 'wardmap-worker',
              poolSize: 4,
            });
            await new SettingStore(database).rememberPartitions(configuration.WARDMAP_PARTITIONS);
            const messaging = await openMessaging({
              databaseUrl: configuration.DATABASE_URL,
              redisUrl: configuration.REDIS_URL,
              partitions: configuration.WARDMAP_PARTITIONS,
              role: 'consumer',
              applicationName: 'wardmap-worker',
              onTrouble,
            });
            return new Worker(configuration, database, messaging);
          },
        },
      ],
    };
  }
}
