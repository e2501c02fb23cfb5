import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { ServerCertificate } from '#certificate/read-certificate';
import { tlsVersions } from './renewed-certificate.js';

/** Heads must arrive within 10 s, whole requests within 30 s: a slow sender must not hold a connection for ever. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
/** Node looks for late senders so often; its own default would let them wait half a minute longer. */
const lookEveryMs = 2_000;
/** Longer than the idle time of usual load balancers, which would otherwise meet connections just closed. */
const keepAliveTimeoutMs = 75_000;

/** Express on an HTTP server that waits for nobody for ever; with a certificate it speaks TLS and nothing else. */
export class TimedExpress extends ExpressAdapter {
  constructor(private readonly certificate: ServerCertificate | null = null) {
    super();
  }

  override initHttpServer(): void {
    const limits = {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: lookEveryMs,
      keepAliveTimeout: keepAliveTimeoutMs,
    };
    if (this.certificate === null) this.httpServer = createServer(limits, this.getInstance());
    else {
      const { cert, key } = this.certificate;
      const tls = { ...limits, ...tlsVersions, cert, key, handshakeTimeout: headersTimeoutMs };
      this.httpServer = createTlsServer(tls, this.getInstance());
    }
  }
}
