/** So long the server may take to begin an answer, and so long the whole of it may take to come, milliseconds. */
const beginMs = 15_000;
const wholeMs = 60_000;

/** The server did not answer in time. */
export class TooSlow extends Error {
  constructor(readonly afterMs: number) {
    super(`No answer within ${afterMs} ms`);
  }
}

/**
 * Asks, but not for ever: on a bad network a request may hang until somebody closes the page. Only for what changes nothing:
 * of a change that is given up nobody knows whether it was done.
 * @throws TooSlow
 */
export async function patientFetch(
  ask: (address: string, init: RequestInit) => Promise<Response>,
  address: string,
  init: RequestInit,
): Promise<Response> {
  const own = new AbortController();
  const giveUp = () => own.abort(init.signal?.reason);
  if (init.signal?.aborted) giveUp();
  init.signal?.addEventListener('abort', giveUp);
  const timer = setTimeout(() => own.abort(new TooSlow(beginMs)), beginMs);
  try {
    const response = await ask(address, { ...init, signal: own.signal });
    // What is read of it later is given up as well, with the reader's own patience.
    setTimeout(() => own.abort(new TooSlow(wholeMs)), wholeMs);
    return response;
  } catch (error) {
    init.signal?.removeEventListener('abort', giveUp);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
