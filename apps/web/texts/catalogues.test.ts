import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const english = readdirSync(folder).filter((file) => /(^|-)en\.ts$/.test(file));
const german = (file: string) => file.replace(/en\.ts$/, 'de.ts');

/** Every plain sentence of a catalogue by its path; what needs values is left out. */
function sentences(value: unknown, path: string, found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') found.set(path, value);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) sentences(inner, `${path}.${key}`, found);
  return found;
}

async function catalogue(file: string): Promise<Map<string, string>> {
  const exported = Object.values((await import(/* @vite-ignore */ `./${file.slice(0, -3)}.js`)) as object);
  return sentences(exported[0], '');
}

describe('the catalogues of texts', () => {
  it.each(english)('%s has a German one beside it, in which no sentence was left English', async (file) => {
    const [en, de] = await Promise.all([catalogue(file), catalogue(german(file))]);
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
    const untouched = [...en].filter(([path, words]) => words.split(' ').length > 2 && de.get(path) === words);
    expect(untouched).toEqual([]);
  });
});
