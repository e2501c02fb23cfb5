import { type Command, InvalidArgumentError } from 'commander';
import { keyScopes, type KeyScope } from '#contracts/permissions';
import type { KeyInfo } from '#storage/key-state';
import { KeyStore } from '#storage/key-store';
import { withDatabase } from '../database/with-database.js';

/** `wardmap key create|list|revoke`: the keys of programs and people. */
export function registerKey(program: Command): void {
  const key = program.command('key').description('make, list and revoke the keys of programs and people');
  key
    .command('create')
    .description('make a key and print it; it cannot be shown again')
    .requiredOption('--name <name>', 'whose key it is, for example "gateways of ward 2"', nameOf)
    .requiredOption('--scopes <scopes>', `what it may do, separated by commas: ${keyScopes.join(', ')}`, scopesOf)
    .option('--days <days>', 'valid for so many days (default: until revoked)', daysOf)
    .action(async ({ name, scopes, days }: { name: string; scopes: KeyScope[]; days?: number }) => {
      const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * 86_400_000);
      console.log(await withDatabase((database) => new KeyStore(database).create(name, scopes, expiresAt)));
      console.error('Keep this key safe: it is not stored and cannot be shown again.');
    });
  key
    .command('list')
    .description('list all keys ever made')
    .action(async () => {
      const keys = await withDatabase((database) => new KeyStore(database).list());
      if (keys.length === 0) console.log('There are no keys yet: npx wardmap key create --name <name> --scopes read');
      for (const each of keys) console.log(lineOf(each));
    });
  key
    .command('revoke')
    .description('end a key now and for good')
    .argument('<id>', 'number of the key as `wardmap key list` shows it', idOf)
    .action(async (id: number) => {
      const revoked = await withDatabase((database) => new KeyStore(database).revoke(id));
      if (!revoked) throw new Error(`There is no valid key ${id}; \`wardmap key list\` shows the keys.`);
      console.log(`Key ${id} is revoked.`);
    });
}

function lineOf({ id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt }: KeyInfo): string {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const state = revokedAt
    ? `revoked ${day(revokedAt)}`
    : expiresAt
      ? `${expiresAt.getTime() < Date.now() ? 'expired' : 'valid until'} ${day(expiresAt)}`
      : 'valid';
  const use = lastUsedAt ? `last used ${day(lastUsedAt)}` : 'never used';
  return `${id}\t${name}\t${scopes.join(',')}\tmade ${day(createdAt)}\t${use}\t${state}`;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (!/^\P{Cc}{1,120}$/u.test(name)) throw new InvalidArgumentError('A name has 1 to 120 printable characters.');
  return name;
}

function scopesOf(text: string): KeyScope[] {
  const given = [...new Set(text.split(',').map((scope) => scope.trim()))];
  const wrong = given.find((scope) => !keyScopes.some((known) => known === scope));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is no scope; there are ${keyScopes.join(', ')}.`);
  return given as KeyScope[];
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= 3650)) throw new InvalidArgumentError('Days must be a number above 0, up to 3650.');
  return days;
}

function idOf(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1 || id > 0x7fffffff)
    throw new InvalidArgumentError('A key is named by its number from `wardmap key list`.');
  return id;
}
