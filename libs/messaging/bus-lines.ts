import { randomUUID } from 'node:crypto';
import type { BusMessages } from '#contracts/bus';

/** Room for `{"n":"directory-changed","p":["<uuid>",0000,0000],"t":"..."}` around a part of a message. */
const frameBytes = 128;
/** Messages in parts that are awaited at the same time; the oldest is given up beyond that. */
const maxUnfinished = 64;

export interface WholeMessage {
  name: string;
  body: unknown;
}

/**
 * The lines that carry one message, none longer than `maxLineBytes`. Fixes are shared out over several
 * whole messages; anything else that is too long is cut into numbered parts.
 */
export function splitMessage<Name extends keyof BusMessages>(
  name: Name,
  message: BusMessages[Name],
  maxLineBytes: number,
): string[] {
  const line = JSON.stringify({ n: name, b: message });
  const bytes = Buffer.byteLength(line);
  if (bytes <= maxLineBytes) return [line];
  if ('fixes' in message && message.fixes.length > 1) {
    const half = Math.ceil(message.fixes.length / 2);
    return [message.fixes.slice(0, half), message.fixes.slice(half)].flatMap((fixes) =>
      splitMessage('fixes', { ...message, fixes }, maxLineBytes),
    );
  }
  return splitText(name, Buffer.from(JSON.stringify(message)).toString('base64'), maxLineBytes - frameBytes);
}

/** Base64, so that a cut never falls into the middle of a character and nothing needs escaping. */
function splitText(name: string, text: string, partBytes: number): string[] {
  const id = randomUUID();
  const count = Math.ceil(text.length / partBytes);
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({ n: name, p: [id, index, count], t: text.slice(index * partBytes, (index + 1) * partBytes) }),
  );
}

/**
 * A reader of lines: returns the message that a line completes, or undefined while parts are missing.
 * @throws SyntaxError when a line is not one of ours
 */
export function joinLines(): (line: string) => WholeMessage | undefined {
  const unfinished = new Map<string, string[]>();
  return (line) => {
    const parsed: { n: string; b?: unknown; p?: [string, number, number]; t?: string } = JSON.parse(line);
    if (!parsed.p) return { name: parsed.n, body: parsed.b };
    const [id, index, count] = parsed.p;
    const parts = unfinished.get(id) ?? [];
    parts[index] = parsed.t ?? '';
    unfinished.set(id, parts);
    if (Object.keys(parts).length < count) {
      if (unfinished.size > maxUnfinished) unfinished.delete(unfinished.keys().next().value ?? '');
      return undefined;
    }
    unfinished.delete(id);
    return { name: parsed.n, body: JSON.parse(Buffer.from(parts.join(''), 'base64').toString()) };
  };
}
