import type { Request } from 'express';
import { parseJsonBody } from './parse-json-body.js';
import { readBody, usualLimits } from './read-body.js';

/** Setting of the Express app: the time a body may take to arrive, milliseconds. */
export const bodyTimeoutSetting = 'body timeout ms';

/** The JSON body of a request; refusals as problem details, see readBody and parseJsonBody. */
export async function readJson(request: Request): Promise<unknown> {
  const timeoutMs = (request.app.get(bodyTimeoutSetting) as number | undefined) ?? usualLimits.timeoutMs;
  return parseJsonBody(await readBody(request, { ...usualLimits, timeoutMs }));
}
