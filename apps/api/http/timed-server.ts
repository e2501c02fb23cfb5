import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';

/** Heads must arrive within 10 s, whole requests within 30 s: a slow sender must not hold a connection for ever. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
/** Node looks for late senders so often; its own default would let them wait half a minute longer. */
const lookEveryMs = 2_000;
/** Longer than the idle time of usual load balancers, which would otherwise meet connections just closed. */
const keepAliveTimeoutMs = 75_000;

/** Express on an HTTP server that waits for nobody for ever. */
export class TimedExpress extends ExpressAdapter {
  override initHttpServer(): void {
    const limits = {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: lookEveryMs,
      keepAliveTimeout: keepAliveTimeoutMs,
    };
    this.httpServer = createServer(limits, this.getInstance());
  }
}
