import { type Command, InvalidArgumentError } from 'commander';
import { protectAudit } from '#storage/audit-protection';
import { verifyAudit } from '#storage/audit-verification';
import { databaseAddress } from '../database/database-address.js';
import { unreachable, withDatabase } from '../database/with-database.js';

/** `wardmap audit verify|protect`: proves the audit trail, and takes the right to change it from the application. */
export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('prove the audit trail, and protect it');
  audit
    .command('verify')
    .description(
      'recompute the chain of events; exit code 1 and the first event that does not fit when it was tampered with',
    )
    .option('--head <hash>', 'the head that an earlier look printed: shows whether newer events were cut off', hashOf)
    .action(async ({ head }: { head?: string }) => {
      process.exitCode = await verify(head ?? null);
    });
  audit
    .command('protect')
    .description(
      'let the role of DATABASE_URL read and append events and nothing else; the embedded database is protected at each start',
    )
    .requiredOption(
      '--owner-url <url>',
      'the same database, signed in as a superuser or as the owner of the tables that may make roles',
      databaseOf,
    )
    .option('--role <role>', 'role that api and worker sign in as (default: that of DATABASE_URL)')
    .action(async ({ ownerUrl, role }: { ownerUrl: string; role?: string }) => {
      await protect(ownerUrl, role ?? decodeURIComponent(new URL(databaseAddress()).username));
    });
}

/** @returns the exit code */
async function verify(knownHead: string | null): Promise<number> {
  const { intact, events, head, broken, appendOnly } = await withDatabase(({ pool }) => verifyAudit(pool, knownHead));
  if (!intact && broken !== null) {
    console.log(`The audit trail was tampered with, first at event ${broken.id}: ${broken.reason}`);
    return 1;
  }
  console.log(`The audit trail is intact: ${events} ${events === 1 ? 'event' : 'events'}.`);
  console.log(`Head: ${head}`);
  if (!appendOnly)
    console.log('The role of this database could change events: `wardmap audit protect` takes that right away.');
  return 0;
}

async function protect(ownerUrl: string, role: string): Promise<void> {
  await protectAudit(ownerUrl, role).catch((error: unknown) => {
    const { code } = error as { code?: string };
    if (code === '42P01')
      throw new Error('This database has not been prepared for Wardmap yet: run `npx wardmap migrate` first.', {
        cause: error,
      });
    if (code === '42501')
      throw new Error(
        `The role of --owner-url may not do this (${(error as Error).message}): sign in as a superuser, or as the owner of the tables that may make roles.`,
        { cause: error },
      );
    const isSentence = code === undefined && error instanceof Error;
    throw isSentence ? error : unreachable(ownerUrl, error);
  });
  console.log(`The role "${role}" can read and append events of the audit trail, and nothing else.`);
}

function hashOf(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text;
  throw new InvalidArgumentError('A head is 64 hexadecimal digits, as `wardmap audit verify` prints it.');
}

function databaseOf(text: string): string {
  if (/^postgres(ql)?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) return text;
  throw new InvalidArgumentError('It must be an address as in postgres://user:password@host:5432/wardmap.');
}
