import { type DestinationStream, type Logger, pino } from 'pino';
import type { LoggerService } from '@nestjs/common';

/** What a database driver adds to its errors that may hold values of a row or a query: hashes, codes, names. */
const valuesOfErrors = ['parameters', 'query', 'detail', 'driverError', 'where'];

/**
 * Opens the log of a process: JSON lines, keys and cookies never in them.
 * @param destination where the lines go; standard output without it
 */
export function openLog(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutValues },
    redact: ['req.headers.authorization', 'req.headers.cookie', 'authorization', 'cookie', 'key'],
  };
  return destination ? pino(options, destination) : pino(options);
}

function withoutValues(error: Error): object {
  const described: unknown = pino.stdSerializers.err(error);
  if (typeof described !== 'object' || described === null) return { message: String(error) };
  return Object.fromEntries(Object.entries(described).filter(([field]) => !valuesOfErrors.includes(field)));
}

/** Nest's messages in our log; its own start-up chatter only at debug. */
export function nestLog(log: Logger): LoggerService {
  const chatter = new Set([
    'NestFactory',
    'InstanceLoader',
    'RoutesResolver',
    'RouterExplorer',
    'NestApplication',
    'WebSocketsController',
  ]);
  const write = (level: 'info' | 'warn' | 'error' | 'debug') => (message: unknown, context?: unknown) =>
    log[level === 'info' && chatter.has(String(context)) ? 'debug' : level]({ context }, String(message));
  return {
    log: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('error'),
    debug: write('debug'),
  };
}
