import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { maxBatchBytes } from '#contracts/readings';
import { ProblemException } from '../problems/problem-exception.js';

const unzip = promisify(gunzip);

/** A refused body is read on for a while, so that its sender gets to read the answer: bytes, milliseconds. */
const drainBytes = 8 * maxBatchBytes;
const drainMs = 2_000;

/** What a route takes. */
export interface BodyKind {
  /** Of the header Content-Type. */
  pattern: RegExp;
  /** Media types, for the header Accept of a refusal. */
  types: string;
  /** Said of another type: what would be right. */
  words: string;
  /** Said of a body that is too large: what would be right. */
  smaller: string;
}

export const jsonBody: BodyKind = {
  pattern: /^application\/json\s*(;\s*charset="?utf-8"?\s*)?;?\s*$/i,
  types: 'application/json',
  words: 'The body must be JSON: send it with Content-Type: application/json (UTF-8).',
  smaller: 'send it in several requests',
};

export interface BodyLimits {
  maxBytes: number;
  /** Time a body may take to arrive, milliseconds. */
  timeoutMs: number;
}

export const usualLimits: BodyLimits = { maxBytes: maxBatchBytes, timeoutMs: 25_000 };

/**
 * Reads the body of a request, JSON when nothing else is said, unpacked when it was gzipped.
 * @throws ProblemException 415 other content type or encoding, 413 too large, 408 too slow, 400 broken gzip.
 */
export async function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  kind: BodyKind = jsonBody,
): Promise<Buffer> {
  const zipped = checkHead(request, kind);
  const tooLarge = new ProblemException(
    413,
    `The body is larger than ${limits.maxBytes} bytes${zipped ? ' when unpacked' : ''}; ${kind.smaller}.`,
  );
  const bytes = await collect(request, limits, tooLarge);
  if (!zipped) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: limits.maxBytes });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge;
    throw new ProblemException(400, 'The body says it is gzip, but it cannot be unpacked.');
  }
}

/** Whether the body is gzipped; refuses what is neither of the kind nor gzipped. */
function checkHead(request: IncomingMessage, { pattern, types, words }: BodyKind): boolean {
  if (!pattern.test(request.headers['content-type'] ?? ''))
    throw new ProblemException(415, words, { headers: { Accept: types } });
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== 'gzip')
    throw new ProblemException(415, 'The body may be plain or gzipped; no other Content-Encoding is understood.', {
      headers: { 'Accept-Encoding': 'gzip, identity' },
    });
  return encoding === 'gzip';
}

function collect(request: IncomingMessage, limits: BodyLimits, tooLarge: ProblemException): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let refused: ProblemException | null = null;
    let timer = setTimeout(
      () =>
        finish(
          new ProblemException(408, `The body did not arrive within ${limits.timeoutMs / 1000} s; send it faster.`),
        ),
      limits.timeoutMs,
    );

    const refuse = () => {
      refused = tooLarge;
      chunks.length = 0;
      clearTimeout(timer);
      timer = setTimeout(() => finish(tooLarge), drainMs);
    };
    const finish = (error: Error | null) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      // A request nobody reads would hold its connection's buffer; what still comes is thrown away.
      if (error) {
        request.on('error', () => undefined).resume();
        reject(error);
      } else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (refused) {
        if (size > drainBytes) finish(refused);
      } else if (size > limits.maxBytes) refuse();
      else chunks.push(chunk);
    };
    const onEnd = () => finish(refused);
    const onError = () => finish(new ProblemException(400, 'The connection broke before the body was complete.'));
    const onClose = onError;

    if (Number(request.headers['content-length']) > drainBytes) {
      finish(tooLarge);
      return;
    }
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}
