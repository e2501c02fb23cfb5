import type { Server } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Configuration } from '#contracts/configuration';
import { AccessGuard } from './access/access.guard.js';
import { AppModule } from './app.module.js';
import { buildParts } from './build-parts.js';
import { nestLog } from './http/nest-log.js';
import { projectFolder } from './http/project-folder.js';
import { requestLog } from './http/request-log.js';
import { noStore, securityHeaders } from './http/security-headers.js';
import { webApp } from './http/web-app.js';
import { LiveAdapter } from './live/live-adapter.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { refuseUndeclaredRoutes } from './access/declared-routes.js';

/** Heads must arrive within 10 s, whole requests within 30 s: a slow sender must not hold a connection for ever. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
/** Longer than the idle time of usual load balancers, which would otherwise meet connections just closed. */
const keepAliveTimeoutMs = 75_000;

export interface RunningApi {
  /** Where it listens, e.g. http://127.0.0.1:8080 */
  url: string;
  app: NestExpressApplication;
  /** Stops accepting, answers what is under way, writes what is in memory, closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts the api. When this resolves it answers requests.
 * @throws Error when an engine cannot be reached or the port cannot be had.
 */
export async function startApi(configuration: Configuration, log: Logger): Promise<RunningApi> {
  const parts = await buildParts(configuration, log);
  try {
    return await openDoors(configuration, log, parts);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function openDoors(
  configuration: Configuration,
  log: Logger,
  parts: Awaited<ReturnType<typeof buildParts>>,
): Promise<RunningApi> {
  refuseUndeclaredRoutes();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.over(parts.injected), {
    bodyParser: false,
    logger: nestLog(log),
    abortOnError: false,
  });
  let closing = false;
  app.disable('x-powered-by');
  app.disable('etag');
  app.useWebSocketAdapter(new LiveAdapter(app, parts.access));
  app.use((_: Request, response: Response, next: NextFunction) => {
    // A connection that is kept would keep the closing server from ending.
    if (closing) response.setHeader('Connection', 'close');
    next();
  });
  app.use(requestLog(log), securityHeaders, webApp(join(projectFolder(), 'dist/web')));
  app.use('/api', noStore);
  app.useGlobalGuards(new AccessGuard(parts.access));
  app.useGlobalFilters(new ProblemFilter(log));
  const server = app.getHttpServer() as Server;
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  await app.listen(configuration.WARDMAP_PORT, configuration.WARDMAP_HOST);

  const close = async () => {
    closing = true;
    const ended = app.close();
    server.closeIdleConnections();
    await ended;
    await parts.close();
  };
  return { url: addressOf(server), app, close };
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
