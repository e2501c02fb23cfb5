import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { giveToFolderOwner } from './private-file.js';
import { isAlive, processStartTime } from './processes.js';

const holderSchema = z.object({ pid: z.int(), startTime: z.string().nullable(), address: z.string().nullable() });
export type LockHolder = z.infer<typeof holderSchema>;

/**
 * Takes a data folder for this process, so that two never run on the same data. A lock whose process is
 * gone (its id and start time tell) is taken over.
 * @returns a function that gives the folder back.
 * @throws Error that says who has it.
 */
export function lockFolder(lockPath: string, address: string | undefined): () => void {
  const own: LockHolder = {
    pid: process.pid,
    startTime: processStartTime(process.pid) ?? null,
    address: address ?? null,
  };
  for (;;) {
    try {
      writeFileSync(lockPath, JSON.stringify(own), { flag: 'wx', mode: 0o644 });
      giveToFolderOwner(lockPath);
      return () => rmSync(lockPath, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = lockHolder(lockPath);
    if (holder)
      throw new Error(
        `Wardmap is already running${holder.address ? ` at ${holder.address}` : ''} (pid ${holder.pid}); stop it first, or set WARDMAP_DATA_DIR to another folder.`,
      );
    // Moving, not removing: of two processes that find the same stale lock only one gets hold of it.
    const stale = `${lockPath}.stale-${process.pid}`;
    try {
      renameSync(lockPath, stale);
      // Another process may have taken the lock between our look and our move: then it gets it back.
      if (lockHolder(stale)) renameSync(stale, lockPath);
      else rmSync(stale, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** Who holds a lock at the moment; undefined when nobody does. */
export function lockHolder(lockPath: string): LockHolder | undefined {
  let text: string;
  try {
    text = readFileSync(lockPath, 'utf8');
  } catch {
    return undefined;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined; // half written when its process died
  }
  const holder = holderSchema.safeParse(json).data;
  if (!holder || !isAlive(holder.pid)) return undefined;
  const startTime = processStartTime(holder.pid) ?? null;
  return startTime === holder.startTime ? holder : undefined;
}
