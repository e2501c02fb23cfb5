import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberChildren } from './remembered-children.js';

describe('the list of running children', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wardmap-children-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is never half written: who has the old one open reads it to its end', () => {
    const path = join(folder, 'children.json');
    rememberChildren(path, [process.pid, process.ppid]);
    const before = readFileSync(path, 'utf8');
    const reader = openSync(path, 'r');
    rememberChildren(path, [process.pid]);
    expect(readFileSync(reader, 'utf8')).toBe(before);
    closeSync(reader);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject([{ pid: process.pid }]);
  });
});
