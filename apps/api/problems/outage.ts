/** Error codes of a database or queue that cannot be reached, is starting or stopping, or has too much to do. */
const outageCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  // Ended again and again for the sake of others, or because it waited too long: the house is too busy.
  '40001',
  '40P01',
  '55P03',
  '57014',
]);

/** Messages of the drivers for lost and silent connections that carry no code. */
const outageWords =
  /connection terminated|connection is closed|timeout exceeded when trying to connect|cannot use a pool after|not queryable|connection timeout|query read timeout/i;

/** Whether an error means that an engine underneath is away, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && outageCodes.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return outageWords.test(error.message) || (error.cause !== undefined && isOutage(error.cause));
}
