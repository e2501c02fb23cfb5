import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Problem } from '#contracts/problem';
import { BadCursor } from '#storage/keyset-cursor';
import { isOutage } from './outage.js';
import { ProblemException, problemOf } from './problem-exception.js';

interface Answer {
  problem: Problem;
  headers: Record<string, string>;
}

/** Turns every error of a request into problem details; what only we should know goes to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const { problem, headers } = answerTo(error);
    if (problem.status >= 500)
      this.log.error(
        { err: error, requestId: response.getHeader('X-Request-Id'), path: request.path },
        'request failed',
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(response, problem, headers);
  }
}

/** Writes problem details as the answer. */
export function sendProblem(response: Response, problem: Problem, headers: Record<string, string> = {}): void {
  // Bytes of a body that was refused may still be on their way: the connection cannot carry another request.
  if (!response.req.complete) response.setHeader('Connection', 'close');
  response
    .status(problem.status)
    .set({ ...headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(problem));
}

function answerTo(error: unknown): Answer {
  if (error instanceof ProblemException) return { problem: error.problem, headers: error.headers };
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return { problem: problemOf(status, status < 500 ? error.message : undefined), headers: {} };
  }
  if (error instanceof BadCursor)
    return { problem: problemOf(400, 'after: not the `next` of a page in this order; begin without it.'), headers: {} };
  if (isUnstorable(error))
    return {
      problem: problemOf(
        400,
        'A value of the request cannot be stored: a number or time out of range, or a NUL in text.',
      ),
      headers: {},
    };
  if (isOutage(error))
    return {
      problem: problemOf(503, 'The database or the queue cannot be reached at the moment; try again shortly.'),
      headers: { 'Retry-After': '2' },
    };
  return {
    problem: problemOf(500, 'Something went wrong inside Wardmap. Its log has the details under the request id.'),
    headers: {},
  };
}

/** PostgreSQL's "data exceptions" (class 22): a value that fits its contract but not the database's types. */
function isUnstorable(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
}
