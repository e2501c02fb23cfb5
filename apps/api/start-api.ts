import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { readCertificate } from '#certificate/read-certificate';
import type { Configuration } from '#contracts/configuration';
import { nestLog } from '#logging/log';
import { AccessGuard } from './access/access.guard.js';
import { AppModule } from './app.module.js';
import { buildParts, type Parts } from './build-parts.js';
import { nameLiveClients, trustProxies } from './http/client-address.js';
import { projectFolder } from './http/project-folder.js';
import { bodyTimeoutSetting } from './http/read-json.js';
import { RenewedCertificate, stateOf } from './http/renewed-certificate.js';
import { requestLog } from './http/request-log.js';
import { noStore, securityHeaders } from './http/security-headers.js';
import { TimedExpress } from './http/timed-server.js';
import { webApp } from './http/web-app.js';
import { RateLimits } from './limits/rate-limits.js';
import { LiveAdapter } from './live/live-adapter.js';
import { loopbackOnly } from './people/loopback-only.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { refuseUndeclaredRoutes } from './access/declared-routes.js';

/** Before connections are ended, those in use are told to close by themselves: no request meets a closed door. */
const lingerMs = 250;

export interface ApiOptions {
  /** The time a body may take to arrive, milliseconds. */
  bodyTimeoutMs?: number;
  /** How often the files of the certificate are looked at, milliseconds. */
  certificateLookMs?: number;
  /** How long database and queue may take to answer before requests are refused, milliseconds. */
  answerWithinMs?: number;
}

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
export async function startApi(
  configuration: Configuration,
  log: Logger,
  options: ApiOptions = {},
): Promise<RunningApi> {
  const parts = await buildParts(configuration, log, options.answerWithinMs);
  try {
    return await openDoors(configuration, log, parts, options);
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function openDoors(
  configuration: Configuration,
  log: Logger,
  parts: Parts,
  options: ApiOptions,
): Promise<RunningApi> {
  refuseUndeclaredRoutes();
  const { WARDMAP_TLS_CERT: certFile, WARDMAP_TLS_KEY: keyFile, WARDMAP_TRUSTED_PROXIES: proxies } = configuration;
  const files = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : null;
  const state = files ? stateOf(files) : '';
  const limits = new RateLimits(configuration);
  const express = new TimedExpress(files && readCertificate(files));
  const app = await NestFactory.create<NestExpressApplication>(AppModule.over([...parts.injected, limits]), express, {
    bodyParser: false,
    logger: nestLog(log),
    abortOnError: false,
  });
  let closing = false;
  app.disable('x-powered-by');
  trustProxies(app, proxies);
  app.set(bodyTimeoutSetting, options.bodyTimeoutMs);
  app.useWebSocketAdapter(new LiveAdapter(app, parts.access, limits));
  app.use((_: Request, response: Response, next: NextFunction) => {
    // Said to busy connections while the server lingers: the next request goes to another.
    if (closing) response.setHeader('Connection', 'close');
    next();
  });
  app.use(requestLog(log), securityHeaders, webApp(join(projectFolder(), 'dist/web')));
  if (configuration.WARDMAP_DEMO && !configuration.WARDMAP_DEMO_OPEN) app.use('/api', loopbackOnly);
  app.use('/api', noStore);
  app.useGlobalGuards(new AccessGuard(parts.access, limits));
  app.useGlobalFilters(new ProblemFilter(log));
  const server = app.getHttpServer() as Server;
  await app.init();
  nameLiveClients(server, app, proxies);
  const renewed = files && new RenewedCertificate(server as TlsServer, files, log, state);
  renewed?.start(options.certificateLookMs);
  // Not app.listen: Nest would log a taken port by itself, and the caller says it better.
  server.listen(configuration.WARDMAP_PORT, configuration.WARDMAP_HOST);
  await once(server, 'listening');
  const url = `${files ? 'https' : 'http'}://${addressOf(server)}`;
  await parts.setUp.announce(configuration.WARDMAP_PUBLIC_URL ?? url, log);

  const close = async () => {
    closing = true;
    renewed?.close();
    await sleep(lingerMs);
    await app.close();
    await parts.close();
  };
  return { url, app, close };
}

function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
