import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account PostgreSQL runs under; `undefined` is the one we run under ourselves. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root it gets, in this order: the owner of data that already exist,
 * the owner of the project folder (so that this person can go on without root), an own account `wardmap`
 * that owns nothing else, or `nobody` where no account can be made.
 * @returns undefined when we are not root.
 */
export function postgresAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(`${dataFolder}/postgres`) ?? ownerOf(dataFolder) ?? ownerOf(dirname(dataFolder)) ?? ownAccount();
}

/** Whether the account may read and enter a path (every folder above it included). */
export function canReach(account: Account | undefined, path: string): boolean {
  if (!account) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'test -r "$0"', path], { ...account, cwd: '/', stdio: 'ignore' });
  return answer.status === 0;
}

function ownerOf(path: string): Account | undefined {
  try {
    const { uid, gid } = statSync(path);
    return uid === 0 ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}

function ownAccount(): Account {
  const existing = lookUp('wardmap');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'wardmap'], {
    stdio: 'ignore',
  });
  return lookUp('wardmap') ?? lookUp('nobody') ?? { uid: 65534, gid: 65534 };
}

function lookUp(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid, gid };
}
