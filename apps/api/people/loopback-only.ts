import type { NextFunction, Request, Response } from 'express';
import { asksLoopback } from '../access/same-origin.js';
import { problemOf } from '../problems/problem-exception.js';
import { sendProblem } from '../problems/problem-filter.js';

/**
 * In demo mode anybody on this machine signs in with one click. A page elsewhere that points its own name at this
 * machine (DNS rebinding) would be such a visitor too, but its name is in the Host header.
 */
export function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  if (asksLoopback(request.headers)) next();
  else sendProblem(response, problemOf(403, 'The demo answers only under the names localhost, 127.0.0.1 and [::1].'));
}
