import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonError } from './json-error.js';
import { maxJsonDepth, parseJsonBody, tooDeepAt } from './parse-json-body.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('the body of a request', () => {
  it('is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJsonBody(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('may be nested 32 levels deep and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parseJsonBody(bytes(nested(maxJsonDepth)))).not.toThrow();
    expect(() => parseJsonBody(bytes(nested(maxJsonDepth + 1)))).toThrow('at byte 32');
  });

  it('may have as many brackets inside its strings as it likes', () => {
    expect(tooDeepAt(bytes(JSON.stringify(['[{"\\'.repeat(100)])), 2)).toBe(-1);
  });
});

describe('the place of a JSON error', () => {
  it.each([
    ['', 0, 'a value'],
    ['{"a":1,}', 7, 'a name in double quotes'],
    ['[1 2]', 3, '"," or "]"'],
    ['{"a" 1}', 5, '":"'],
    ['[1,2', 4, '"," or "]"'],
    ['"abc', 4, 'the end of the string or a valid escape'],
    ['"a\\x"', 2, 'the end of the string or a valid escape'],
    ['[1] x', 4, 'the end of the text'],
    ['[01]', 2, '"," or "]"'],
    ["{'a':1}", 1, 'a name in double quotes'],
    ['nul', 0, 'a value'],
  ])('of %s is offset %i, where %s is expected', (text, offset, expected) => {
    expect(findJsonError(text)).toMatchObject({ offset, expected });
  });

  it('counts lines and columns from 1', () => {
    expect(findJsonError('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3 });
  });

  it('is found in every text that JSON.parse refuses, and in none that it takes', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '[', '\\', 'x', '0', '\u0001'))
      .map(([text, at, inserted]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + inserted + text.slice(place + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(findJsonError(text).expected === '').toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found in a string of a mebibyte', () => {
    expect(findJsonError(`"${'\\n'.repeat(500_000)}`).offset).toBe(1_000_001);
  });
});
