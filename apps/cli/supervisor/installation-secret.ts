import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from '../embedded/private-file.js';

/** The file of the data folder with the secret of this installation. Whoever backs the database up backs it up too. */
export const secretFile = 'secret';

/**
 * The secret that seals what the database must not show in clear (WARDMAP_SECRET): made at the first start, kept in a
 * file that only its owner may read.
 * @throws Error with one sentence when the file cannot be read.
 */
export function installationSecret(dataFolder: string): string {
  const path = join(dataFolder, secretFile);
  if (!existsSync(path)) writePrivateFile(path, randomBytes(32).toString('base64'));
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `The secret of this installation in ${path} cannot be read (${(error as NodeJS.ErrnoException).code}): start as the owner of that file, or set WARDMAP_SECRET.`,
      { cause: error },
    );
  }
}
