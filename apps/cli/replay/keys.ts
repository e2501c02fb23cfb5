import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultDataFolder } from '../embedded/project-folder.js';
import type { ClientKeys } from './wardmap-client.js';

const keysFileSchema = z.object({ manage: z.string().min(1), ingest: z.string().min(1) });

/**
 * The keys to speak to the api with: from the given file (a key, or the demo's JSON), else from WARDMAP_KEY, else
 * from `keys.json` in the data folder, which the demo writes.
 * @throws Error saying where a key was looked for
 */
export function readKeys(keyFile: string | undefined, environment: NodeJS.ProcessEnv): ClientKeys {
  if (keyFile !== undefined) {
    if (!existsSync(keyFile)) throw new Error(`the key file ${keyFile} does not exist`);
    return keysOf(readFileSync(keyFile, 'utf8').trim(), keyFile);
  }
  const key = environment.WARDMAP_KEY?.trim();
  if (key) return { manage: key, ingest: key };
  const demoFile = join(defaultDataFolder(environment), 'keys.json');
  if (existsSync(demoFile)) return keysOf(readFileSync(demoFile, 'utf8').trim(), demoFile);
  throw new Error(
    `no key to speak to the server with: give --key-file FILE or set WARDMAP_KEY (the demo writes ${demoFile}, which does not exist)`,
  );
}

function keysOf(text: string, file: string): ClientKeys {
  if (text === '') throw new Error(`the key file ${file} is empty; it should hold one key`);
  if (!text.startsWith('{')) return { manage: text, ingest: text };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`the key file ${file} is not valid JSON`);
  }
  const result = keysFileSchema.safeParse(value);
  if (!result.success) throw new Error(`the key file ${file} should hold {"manage": "...", "ingest": "..."}`);
  return result.data;
}
