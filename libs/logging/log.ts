import { type Logger, pino } from 'pino';
import type { LoggerService } from '@nestjs/common';

/** Opens the log of a process: JSON lines on standard output, keys and cookies never in them. */
export function openLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie', 'authorization', 'cookie', 'key'],
  });
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
