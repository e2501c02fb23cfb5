import { type Command, InvalidArgumentError } from 'commander';
import { createUserSchema } from '#contracts/people';
import { peopleRoles, type PersonRole } from '#contracts/permissions';
import { withDatabase } from '../database/with-database.js';
import { createUser, disableUser, inviteUser, lineOfUser, listUsers } from '../users/recorded-users.js';

interface CreateOptions {
  email: string;
  name: string;
  roles: PersonRole[];
}

/** `wardmap user create|list|invite|disable`: for whoever has the database, also when no administrator gets in any more. */
export function registerUser(program: Command): void {
  const user = program.command('user').description('make, list, invite and disable people who may sign in');
  user
    .command('create')
    .description('make an account for the whole house and print a code with which the person chooses a password')
    .requiredOption('--email <address>', 'e-mail address to sign in with', emailOf)
    .requiredOption('--name <name>', 'name of the person', nameOf)
    .requiredOption('--roles <roles>', `of ${peopleRoles.join(', ')}, separated by commas`, rolesOf)
    .action(async (options: CreateOptions) => {
      tellInvitation(await withDatabase((database) => createUser(database, options)));
    });
  user
    .command('list')
    .description('list everybody who has an account')
    .action(async () => {
      const users = await withDatabase(listUsers);
      if (users.length === 0) console.log('There is nobody yet: npx wardmap user create --email <address> ...');
      for (const each of users) console.log(lineOfUser(each));
    });
  user
    .command('invite')
    .description('print a code with which somebody who has an account chooses a new password')
    .argument('<email>', 'e-mail address of the account', emailOf)
    .action(async (email: string) => {
      tellInvitation(await withDatabase((database) => inviteUser(database, email)));
    });
  user
    .command('disable')
    .description('let somebody in no more, and end their sessions')
    .argument('<email>', 'e-mail address of the account', emailOf)
    .action(async (email: string) => {
      await withDatabase((database) => disableUser(database, email));
      console.log(`${email} is disabled.`);
    });
}

function tellInvitation({ code, expiresAt }: { code: string; expiresAt: Date }): void {
  console.log(code);
  console.error(
    `The person opens the page /welcome and types this code; it is valid until ${expiresAt.toISOString()}.`,
  );
}

function emailOf(text: string): string {
  const email = createUserSchema.shape.email.safeParse(text);
  if (!email.success) throw new InvalidArgumentError('An e-mail address like name@hospital.example is needed.');
  return email.data;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (!/^\P{Cc}{1,120}$/u.test(name)) throw new InvalidArgumentError('A name has 1 to 120 printable characters.');
  return name;
}

function rolesOf(text: string): PersonRole[] {
  const given = [...new Set(text.split(',').map((role) => role.trim()))];
  const wrong = given.find((role) => !peopleRoles.some((known) => known === role));
  if (wrong !== undefined)
    throw new InvalidArgumentError(`"${wrong}" is no role; there are ${peopleRoles.join(', ')}.`);
  return given as PersonRole[];
}
