import { isUtf8 } from 'node:buffer';
import { ProblemException } from '../problems/problem-exception.js';
import { findJsonError } from './json-error.js';

/** More levels than any contract of ours has. */
export const maxJsonDepth = 32;

/**
 * Parses a JSON body.
 * @throws ProblemException 400 that says at which line and column the JSON is broken, or nested too deep.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) throw new ProblemException(400, 'The body is empty; a JSON document was expected.');
  if (!isUtf8(bytes)) throw new ProblemException(400, 'The body is not valid UTF-8.');
  const deepAt = tooDeepAt(bytes, maxJsonDepth);
  if (deepAt >= 0)
    throw new ProblemException(400, `The JSON is nested more than ${maxJsonDepth} levels deep at byte ${deepAt}.`);
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { offset, line, column, expected } = findJsonError(text);
    throw new ProblemException(
      400,
      `The body is not valid JSON: ${expected} expected at line ${line}, column ${column} (offset ${offset}).`,
    );
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** Offset of the first bracket that opens a level beyond `maxDepth`, or -1. */
export function tooDeepAt(bytes: Uint8Array, maxDepth: number): number {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at++;
      while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > maxDepth) return at;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return -1;
}
