import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { KeyView } from '#contracts/keys';
import { readingBatchSchema, readingSchema } from '#contracts/readings';
import { curlExample } from './curl-example.js';

const now = Date.parse('2026-11-21T12:00:00Z');
const origin = 'https://wardmap.hospital.example';
const key = (scopes: KeyView['scopes'], readerKeys: string[] = []) => ({ scopes, readerKeys }) as unknown as KeyView;

/** The words that a shell makes of a command. */
function words(command: string): string[] {
  const shown = execFileSync('sh', ['-c', `set -- ${command}; printf '%s\\0' "$@"`], { encoding: 'utf8' });
  return shown.split('\0').slice(0, -1);
}

describe('the command that tries a new key', () => {
  it('sends a reading that the server takes', () => {
    const parts = words(curlExample(key(['ingest'], ['gw-1']), 'wm_secret', origin, now));
    expect(parts).toContain('Authorization: Bearer wm_secret');
    expect(parts.at(-1)).toBe(`${origin}/api/v1/readings`);
    const { readings } = readingBatchSchema.parse(JSON.parse(parts[parts.indexOf('-d') + 1]));
    expect(readingSchema.parse(readings[0])).toMatchObject({ readerKey: 'gw-1', observedAt: now });
  });

  it('asks for something that the key may read', () => {
    expect(words(curlExample(key(['read', 'export']), 's', origin, now)).at(-1)).toBe(`${origin}/api/v1/sites`);
    expect(words(curlExample(key(['export']), 's', origin, now)).at(-1)).toBe(`${origin}/api/v1/session`);
  });

  it('stays one word of the shell whatever a reader is called', () => {
    const strange = `x'; rm -rf "$HOME"; '`;
    const parts = words(curlExample(key(['ingest'], [strange]), 's', origin, now));
    expect(JSON.parse(parts[parts.indexOf('-d') + 1]).readings[0].readerKey).toBe(strange);
  });
});
