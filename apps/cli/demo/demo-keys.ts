import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { KeyScope } from '#contracts/permissions';
import { KeyStore } from '#storage/key-store';
import type { Database } from '#storage/database';
import { writePrivateFile } from '../embedded/private-file.js';

const keysSchema = z.object({ manage: z.string(), ingest: z.string() });

/** Makes the keys of simulator and replay once and keeps them in a file that only its owner may read. */
export async function ensureDemoKeys(database: Database, path: string): Promise<void> {
  const store = new KeyStore(database);
  const kept = readKeys(path);
  if (kept && (await store.verify(kept.manage)) && (await store.verify(kept.ingest))) return;
  const make = (name: string, scopes: KeyScope[]) => store.create(name, scopes);
  const manage = await make('demo manage', ['read', 'manage']);
  const ingest = await make('demo ingest', ['ingest']);
  writePrivateFile(path, `${JSON.stringify({ manage, ingest }, null, 2)}\n`);
}

function readKeys(path: string): z.infer<typeof keysSchema> | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // damaged: new keys replace it
  }
}
