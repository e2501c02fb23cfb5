import { chownSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner may read, such as a secret; who reads it meanwhile gets the old text or the
 * new one, never half of it. Written by root it is given to the owner of its folder, so that this person can go
 * on without root.
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  giveToFolderOwner(unfinished);
  renameSync(unfinished, path);
}

/** Gives what root made to the owner of the folder it lies in. */
export function giveToFolderOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}
