import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterHome } from './data-folder.js';
import { lockHolder } from './folder-lock.js';
import { clearOrphans } from './postmaster.js';

/** What Wardmap itself puts into its data folder; nothing else there is touched. */
const ownEntries = ['logs', 'keys.json', 'secret', 'children.json', 'database-url'];
const databaseEntries = [
  'postgres',
  'postgres.unfinished',
  'postgres-password',
  'postgres-app-password',
  'postgres-port',
];

/**
 * Deletes an embedded database with its keys and logs, after ending what may still run on it.
 * @throws Error when a running Wardmap owns the folder.
 */
export async function removeData(dataFolder: string): Promise<void> {
  if (!existsSync(dataFolder)) return;
  const holder = lockHolder(join(dataFolder, 'lock'));
  if (holder)
    throw new Error(
      `Wardmap is running${holder.address ? ` at ${holder.address}` : ''} (pid ${holder.pid}) on the data in ${dataFolder}; stop it before they are deleted.`,
    );
  const home = clusterHome(dataFolder);
  await clearOrphans(join(home, 'postgres'));
  const paths = [
    ...ownEntries.map((name) => join(dataFolder, name)),
    ...databaseEntries.map((name) => join(home, name)),
  ];
  try {
    for (const path of paths) rmSync(path, { recursive: true, force: true });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new Error(`The old data cannot be deleted (${code} at ${path}): start as the owner of ${dataFolder}.`, {
      cause: error,
    });
  }
}
