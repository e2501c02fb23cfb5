import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusFix, BusMessages } from '#contracts/bus';
import { joinLines, splitMessage, type WholeMessage } from './bus-lines.js';

const notifyLimit = 7990;

function receive(lines: readonly string[]): WholeMessage[] {
  const take = joinLines();
  return lines.map(take).filter((message) => message !== undefined);
}

function fixesOf(count: number): BusFix[] {
  return Array.from({ length: count }, (_, index) => [
    index,
    1,
    20.25,
    8.5,
    3.1,
    0,
    1_750_000_000_000 + index,
    3,
    5_000,
    0,
    11,
    62,
    12,
    30,
  ]);
}

/** No message of today carries text; the cutting must hold for those of tomorrow. */
function messageWith(text: string): BusMessages['directory-changed'] {
  return { text } as unknown as BusMessages['directory-changed'];
}

function textOf(message: WholeMessage): string {
  return (message.body as { text: string }).text;
}

describe('lines of the live bus', () => {
  it('leave a short message in one line', () => {
    expect(splitMessage('directory-changed', {}, notifyLimit)).toEqual(['{"n":"directory-changed","b":{}}']);
  });

  it('share out many fixes over whole messages that PostgreSQL takes', () => {
    const lines = splitMessage('fixes', { fixes: fixesOf(1000) }, notifyLimit);
    expect(lines.every((line) => Buffer.byteLength(line) <= notifyLimit)).toBe(true);
    const messages = receive(lines);
    expect(messages).toHaveLength(lines.length);
    expect(messages.flatMap((message) => (message.body as BusMessages['fixes']).fixes)).toEqual(fixesOf(1000));
  });

  it('bring back any message, whatever its letters and however small the lines', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 2000 }),
        fc.integer({ min: 200, max: 8000 }),
        (text, limit) => {
          const body = messageWith(text);
          const lines = splitMessage('directory-changed', body, limit);
          expect(lines.every((line) => Buffer.byteLength(line) <= limit)).toBe(true);
          expect(receive(lines)).toEqual([{ name: 'directory-changed', body }]);
        },
      ),
    );
  });

  it('put together messages whose parts arrive mixed', () => {
    const texts = ['a', 'b'].map((letter) => letter.repeat(1000));
    const [first, second] = texts.map((text) => splitMessage('directory-changed', messageWith(text), 400));
    const mixed = first.flatMap((line, index) => [second[index], line]);
    expect(receive(mixed).map(textOf)).toEqual(texts.toReversed());
  });

  it('forget a message whose rest never comes', () => {
    const take = joinLines();
    const long = messageWith('x'.repeat(1000));
    const [lost, ...rest] = splitMessage('directory-changed', long, 400);
    take(lost);
    for (let other = 0; other < 100; other++) take(splitMessage('directory-changed', long, 400)[0]);
    expect(rest.map(take)).toEqual(rest.map(() => undefined));
  });
});
