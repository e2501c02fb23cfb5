import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { rememberRequestId } from '../access/asked-of.js';

const safeId = /^[\w.-]{1,64}$/;

/**
 * Gives each request an id (the caller's own when it is harmless) and logs how it ended. Paths are logged
 * without their query and headers not at all, so that no key and no search text gets into the log.
 */
export function requestLog(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && safeId.test(given) ? given : randomUUID();
    rememberRequestId(request, requestId);
    response.setHeader('X-Request-Id', requestId);
    if (log.isLevelEnabled('debug')) {
      const { method, path } = request;
      const startedAt = performance.now();
      response.on('finish', () =>
        log.debug({ requestId, method, path, status: response.statusCode, ms: performance.now() - startedAt }),
      );
    }
    next();
  };
}
