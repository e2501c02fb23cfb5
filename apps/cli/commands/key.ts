import { type Command, InvalidArgumentError } from 'commander';
import { keyScopes, type KeyScope } from '#contracts/permissions';
import { KeyStore } from '#storage/key-store';
import { withDatabase } from '../database/with-database.js';
import { lineOfKey } from '../keys/line-of-key.js';
import { createKey, revokeKey, rotateKey } from '../keys/recorded-keys.js';

interface CreateOptions {
  name: string;
  scopes?: KeyScope[];
  readers?: string[];
  days?: number;
}

/** `wardmap key create|list|rotate|revoke`: the keys of gateways and other programs. */
export function registerKey(program: Command): void {
  const key = program.command('key').description('make, list, rotate and revoke the keys of gateways and programs');
  key
    .command('create')
    .description('make a key and print it; it cannot be shown again')
    .requiredOption('--name <name>', 'whose key it is, for example "gateway of ward 2"', nameOf)
    .option('--readers <keys>', 'for a gateway: the readers it reports for, separated by commas', namesOf)
    .option('--scopes <scopes>', `for an integration: what it may do, of ${keyScopes.join(', ')}`, scopesOf)
    .option('--days <days>', 'valid for so many days (default: until revoked)', daysOf)
    .action(async ({ name, scopes, readers, days }: CreateOptions) => {
      const expiresAt = days === undefined ? null : new Date(Date.now() + days * 86_400_000);
      if ((scopes === undefined) === (readers === undefined))
        throw new Error('Say either --readers (the key of a gateway) or --scopes (the key of an integration).');
      const open = readers ? { kind: 'gateway' as const, readers } : { kind: 'integration' as const, scopes: scopes! };
      console.log(await withDatabase((database) => createKey(database, { name, expiresAt, ...open })));
      console.error('Keep this key safe: it is not stored and cannot be shown again.');
    });
  key
    .command('list')
    .description('list all keys ever made')
    .action(async () => {
      const keys = await withDatabase((database) => new KeyStore(database).list());
      if (keys.length === 0) console.log('There are no keys yet: npx wardmap key create --name <name> --scopes read');
      for (const each of keys) console.log(lineOfKey(each, Date.now()));
    });
  key
    .command('rotate')
    .description('print a new secret for a key; the one it had goes on working for a while')
    .argument('<id>', 'number of the key as `wardmap key list` shows it', idOf)
    .option('--overlap <hours>', 'the former secret works for so many hours more, 0 to 720', hoursOf, 24)
    .action(async (id: number, { overlap }: { overlap: number }) => {
      console.log(await withDatabase((database) => rotateKey(database, id, overlap)));
      console.error(`Keep this key safe: it cannot be shown again. The former one works for ${overlap} h more.`);
    });
  key
    .command('revoke')
    .description('end a key now and for good')
    .argument('<id>', 'number of the key as `wardmap key list` shows it', idOf)
    .action(async (id: number) => {
      await withDatabase((database) => revokeKey(database, id));
      console.log(`Key ${id} is revoked.`);
    });
}

function nameOf(text: string): string {
  const name = text.trim();
  if (!/^\P{Cc}{1,120}$/u.test(name)) throw new InvalidArgumentError('A name has 1 to 120 printable characters.');
  return name;
}

function namesOf(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidArgumentError('Name readers by their keys, as in r1,r2.');
  return names;
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

function hoursOf(text: string): number {
  const hours = Number(text);
  if (text.trim() === '' || !(hours >= 0 && hours <= 720)) throw new InvalidArgumentError('A number from 0 to 720.');
  return hours;
}

function idOf(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1 || id > 0x7fffffff)
    throw new InvalidArgumentError('A key is named by its number from `wardmap key list`.');
  return id;
}
