import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '#contracts/configuration';

const operations = readFileSync('docs/operations.md', 'utf8');

describe('the documentation', () => {
  it.each(Object.keys(configurationSchema.shape))('explains the setting %s with its default', (name) => {
    const row = operations.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row).toBeDefined();
    const standard = configurationSchema.safeParse({ DATABASE_URL: 'postgresql://host/name' }).data?.[
      name as keyof typeof configurationSchema.shape
    ];
    if (name === 'DATABASE_URL' || standard === undefined) return;
    // Lists and maps are empty until somebody fills them.
    expect(row).toContain(typeof standard === 'object' ? '| none ' : `\`${String(standard)}\``);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'docs/operations.md', 'docs/security.md'])(
    '%s links only to files that exist',
    (file) => {
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path);
      for (const path of links)
        expect({ path, exists: existsSync(join(dirname(file), path)) }).toEqual({ path, exists: true });
    },
  );

  it('names tests in docs/security.md that exist', () => {
    const named = [...readFileSync('docs/security.md', 'utf8').matchAll(/`([\w./-]+\.test\.ts)`: "([^"]+)"/g)];
    expect(named.length).toBeGreaterThan(50);
    const missing = named.filter(([, file, title]) => !existsSync(file) || !titlesOf(file).includes(title));
    expect(missing.map(([text]) => text)).toEqual([]);
  });

  it('keeps the README on two screens', () => {
    expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThan(90);
  });
});

/** What the tests of a file claim. */
function titlesOf(file: string): string[] {
  const first = /\(\s*'((?:[^'\\]|\\.)*)',/g;
  return [...readFileSync(file, 'utf8').matchAll(first)].map(([, title]) => title);
}
