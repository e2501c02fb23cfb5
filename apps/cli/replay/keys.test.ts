import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeys } from './keys.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'wardmap-keys-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'key');
  writeFileSync(path, text);
  return path;
}

describe('readKeys', () => {
  it('takes one key for everything, from the file before the environment', () => {
    expect(readKeys(undefined, { WARDMAP_KEY: 'from-environment' }).ingest).toBe('from-environment');
    expect(readKeys(file('from-file\n'), { WARDMAP_KEY: 'from-environment' })).toEqual({
      ingest: 'from-file',
      manage: 'from-file',
    });
  });

  it('takes the two keys that the demo writes', () => {
    expect(readKeys(file('{"manage":"m","ingest":"i"}'), {})).toEqual({ manage: 'm', ingest: 'i' });
  });

  it('finds the keys of the demo in the data folder', () => {
    expect(() => readKeys(undefined, { WARDMAP_DATA_DIR: folder })).toThrow(/no key .* give --key-file FILE or set/);
    writeFileSync(join(folder, 'keys.json'), '{"manage":"m","ingest":"i"}');
    expect(readKeys(undefined, { WARDMAP_DATA_DIR: folder })).toEqual({ manage: 'm', ingest: 'i' });
  });

  it('says what is wrong with a key file, without its content', () => {
    expect(() => readKeys(join(folder, 'none'), {})).toThrow('does not exist');
    expect(() => readKeys(file(''), {})).toThrow('is empty');
    expect(() => readKeys(file('{"secret'), {})).toThrow(/is not valid JSON$/);
    expect(() => readKeys(file('{"manage":"secret"}'), {})).toThrow(
      /should hold \{"manage": "...", "ingest": "..."\}$/,
    );
  });
});
