import { describe, expect, it } from 'vitest';
import { TerminalLines } from './terminal-lines.js';

describe('the lines of children that reach the terminal', () => {
  it('are warnings and errors with their reason, not information', () => {
    const lines = new TerminalLines();
    expect(lines.pick('{"level":30,"msg":"listening"}', 'stdout', 0)).toBeUndefined();
    expect(lines.pick('{"level":50,"msg":"batch failed","err":{"message":"no route"}}', 'stdout', 0)).toBe(
      'batch failed: no route',
    );
  });

  it('are plain words on stderr, without stack frames', () => {
    const lines = new TerminalLines();
    expect(lines.pick('420 assets moving', 'stdout', 0)).toBeUndefined();
    expect(lines.pick('Error: no such file', 'stderr', 0)).toBe('Error: no such file');
    expect(lines.pick('    at main (file.js:1:1)', 'stderr', 0)).toBeUndefined();
  });

  it('are not repeated within a minute, even when a number in them differs', () => {
    const lines = new TerminalLines();
    expect(lines.pick('retry 1', 'stderr', 0)).toBe('retry 1');
    expect(lines.pick('retry 2', 'stderr', 59_000)).toBeUndefined();
    expect(lines.pick('retry 3', 'stderr', 61_000)).toBe('retry 3');
  });
});
