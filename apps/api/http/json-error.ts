/** Where a text stops being JSON. Offset from 0 in UTF-16 units, line and column from 1. */
export interface JsonError {
  offset: number;
  line: number;
  column: number;
  expected: string;
}

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringBody = /[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;
const word = /true|false|null/y;

/**
 * Finds the first place where a text is not JSON (RFC 8259). Only asked about texts that JSON.parse refused,
 * because its own message names no place for many of them. The nesting must be bounded by the caller.
 */
export function findJsonError(text: string): JsonError {
  const scan = new Scan(text);
  scan.value();
  scan.skip(blank);
  if (scan.expected === '' && scan.at < text.length) scan.fail('the end of the text');
  const before = text.slice(0, scan.at).split('\n');
  return {
    offset: scan.at,
    line: before.length,
    column: before[before.length - 1].length + 1,
    expected: scan.expected,
  };
}

class Scan {
  at = 0;
  /** What should have been at `at`; empty while all is well. */
  expected = '';

  constructor(private readonly text: string) {}

  skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return false;
    this.at += found[0].length;
    return true;
  }

  fail(expected: string): false {
    if (this.expected === '') this.expected = expected;
    return false;
  }

  value(): boolean {
    this.skip(blank);
    const first = this.text[this.at];
    if (first === '{') return this.list('}', () => this.member());
    if (first === '[') return this.list(']', () => this.value());
    if (first === '"') return this.string();
    return this.skip(word) || this.skip(number) || this.fail('a value');
  }

  private list(end: string, entry: () => boolean): boolean {
    this.at++;
    this.skip(blank);
    if (this.text[this.at] === end) return this.step();
    for (;;) {
      if (!entry()) return false;
      this.skip(blank);
      if (this.text[this.at] === end) return this.step();
      if (this.text[this.at] !== ',') return this.fail(`"," or "${end}"`);
      this.at++;
    }
  }

  private member(): boolean {
    this.skip(blank);
    if (this.text[this.at] !== '"') return this.fail('a name in double quotes');
    if (!this.string()) return false;
    this.skip(blank);
    if (this.text[this.at] !== ':') return this.fail('":"');
    this.at++;
    return this.value();
  }

  private string(): boolean {
    this.at++;
    this.skip(stringBody);
    return this.text[this.at] === '"' ? this.step() : this.fail('the end of the string or a valid escape');
  }

  private step(): true {
    this.at++;
    return true;
  }
}
