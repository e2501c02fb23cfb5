import type { Configuration } from '#contracts/configuration';

/** One sentence a person can act on, without a password in it. */
export function whyNotStarted(error: unknown, configuration: Configuration): string {
  const { code, message } = firstCause(error);
  const where = `${configuration.WARDMAP_HOST}:${configuration.WARDMAP_PORT}`;
  if (code === 'EADDRINUSE')
    return `The api cannot start: ${where} is in use by another program. Set WARDMAP_PORT to a free port.`;
  if (code === 'EACCES') return `The api cannot start: this account may not listen on ${where}. Set WARDMAP_PORT.`;
  if (code === 'EADDRNOTAVAIL')
    return `The api cannot start: ${configuration.WARDMAP_HOST} is no address of this machine. Set WARDMAP_HOST.`;
  return `The api cannot start: ${message}`.replace(/:\/\/[^@/\s]*@/g, '://');
}

function firstCause(error: unknown): { code?: string; message: string } {
  const first = error instanceof AggregateError && error.message === '' ? (error.errors[0] as unknown) : error;
  if (!(first instanceof Error)) return { message: String(first) };
  return { code: (first as { code?: string }).code, message: first.message };
}
