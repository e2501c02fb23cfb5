import type { Request } from 'express';
import { type BodyKind, readBody, usualLimits } from './read-body.js';
import { bodyTimeoutSetting } from './read-json.js';

/**
 * The bytes of a request that brings a file.
 * @throws ProblemException as readBody
 */
export function readFile(request: Request, kind: BodyKind, maxBytes: number): Promise<Buffer> {
  const timeoutMs = (request.app.get(bodyTimeoutSetting) as number | undefined) ?? usualLimits.timeoutMs;
  return readBody(request, { maxBytes, timeoutMs }, kind);
}
