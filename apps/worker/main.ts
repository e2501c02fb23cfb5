import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { readConfiguration } from '#contracts/configuration';
import { nestLog, openLog } from '#logging/log';
import { WorkerModule } from './worker.module.js';

try {
  const configuration = readConfiguration(process.env);
  const log = openLog('worker', configuration.WARDMAP_LOG_LEVEL);
  const worker = await NestFactory.createApplicationContext(
    WorkerModule.with(configuration, (error, where) => log.warn({ where }, error.message)),
    { logger: nestLog(log), abortOnError: false },
  );
  worker.enableShutdownHooks();
} catch (error) {
  process.stderr.write(`The worker cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
