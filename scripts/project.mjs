import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path of a log of the bootstrap. */
export function logPath(name) {
  const folder = join(project, '.wardmap', 'logs');
  requireWritable('.wardmap');
  mkdirSync(folder, { recursive: true });
  for (const made of [dirname(folder), folder]) giveBack(made, false);
  return join(folder, name);
}

/** @throws Error with one sentence unless we may write to this folder of the project, or make it. */
export function requireWritable(name) {
  const path = existsSync(join(project, name)) ? join(project, name) : project;
  try {
    accessSync(path, constants.W_OK);
  } catch {
    const uid = process.getuid?.();
    const owner = statSync(path).uid;
    throw new Error(
      `${path} belongs to ${owner === 0 ? 'root' : `user ${owner}`} and cannot be written by user ${uid}: run this as its owner, or give it to you with \`sudo chown -R ${uid} ${path}\`.`,
    );
  }
}

/** @throws Error with one sentence when the disk has less room than the next step needs. */
export function requireSpace(bytes, what) {
  const { bavail, bsize } = statfsSync(project);
  if (bavail * bsize < bytes)
    throw new Error(
      `The disk is full: ${Math.floor((bavail * bsize) / 1e6)} MB are free at ${project}, ${what} needs about ${Math.round(bytes / 1e6)} MB; free some space and start again.`,
    );
}

/** Gives what root made to the owner of the project folder, so that this person can go on without root. */
export function giveBack(path, recursive = true) {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(project);
  if (uid === 0) return;
  if (recursive) spawnSync('chown', ['-R', `${uid}:${gid}`, path], { stdio: 'ignore' });
  else chownSync(path, uid, gid);
}
