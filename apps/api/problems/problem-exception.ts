import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { z } from 'zod';
import { errorsOf, type Problem } from '#contracts/problem';

interface Extras {
  errors?: Problem['errors'];
  /** Seconds after which asking again makes sense. */
  retryAfterS?: number;
  headers?: Record<string, string>;
}

/** An answer that refuses a request and says what was wrong; the filter sends it as problem details (RFC 9457). */
export class ProblemException extends HttpException {
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, extras: Extras = {}) {
    super(detail, status);
    this.problem = problemOf(status, detail, extras.errors);
    this.headers = { ...extras.headers };
    if (extras.retryAfterS !== undefined) this.headers['Retry-After'] = String(extras.retryAfterS);
  }
}

/** The problem details of a status with its usual title. */
export function problemOf(status: number, detail?: string, errors?: Problem['errors']): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, errors };
}

/** 400 that names every wrong place, the first one in the sentence. */
export function invalidInput(what: string, error: z.ZodError): ProblemException {
  const errors = errorsOf(error);
  const first = errors[0];
  const where = first.pointer === '' ? what : `${what}, at ${first.pointer}`;
  return new ProblemException(400, `${where}: ${first.detail}`, { errors });
}
