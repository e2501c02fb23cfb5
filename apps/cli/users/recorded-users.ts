import type { PersonRole } from '#contracts/permissions';
import { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { type UserInfo, UserStore } from '#storage/user-store';
import { commandEvent } from '../database/command-line.js';

interface Invitation {
  code: string;
  expiresAt: Date;
}

/** Makes an account for the whole house, records that, and invites. @throws EmailTakenError */
export async function createUser(
  database: Database,
  { email, name, roles }: { email: string; name: string; roles: PersonRole[] },
): Promise<Invitation> {
  const users = new UserStore(database);
  const after = { email, name, roles, siteIds: null, departments: null };
  return inTransaction(database.pool, async (client) => {
    const { id } = await users.create(after, client);
    const invitation = await users.invite(id, client);
    await new AuditTrail(database).append(commandEvent('user.create', 'user', email, { after }), client);
    return invitation;
  });
}

/** Everybody who has an account, in order of name. */
export function listUsers(database: Database): Promise<UserInfo[]> {
  const everywhere = { siteIds: null, departments: null };
  return new UserStore(database).page({ search: '', limit: 100_000, after: null, ...everywhere });
}

/**
 * Invites somebody to choose a new password, and records that.
 * @throws Error when there is no such account, it is disabled, or its person signs in at the hospital's provider
 */
export async function inviteUser(database: Database, email: string): Promise<Invitation> {
  const users = new UserStore(database);
  const { id } = await accountOf(users, email);
  return inTransaction(database.pool, async (client) => {
    const { disabledAt, hasOpenId } = (await users.byId(id, client))!;
    if (disabledAt !== null) throw new Error(`The account of ${email} is disabled; an administrator can switch it on.`);
    // A password beside the hospital's sign-in would go on working after the hospital has ended the account.
    if (hasOpenId)
      throw new Error(
        `${email} signs in through the hospital’s own sign-in and needs no password; when that sign-in is gone, make an account under another address with \`wardmap user create\`.`,
      );
    const invitation = await users.invite(id, client);
    await new AuditTrail(database).append(commandEvent('user.invite', 'user', email), client);
    return invitation;
  });
}

/**
 * Disables somebody and ends their sessions, and records that.
 * @throws Error when there is no such account, or it is the last administrator's
 */
export async function disableUser(database: Database, email: string): Promise<void> {
  const users = new UserStore(database);
  const { id } = await accountOf(users, email);
  await inTransaction(database.pool, async (client) => {
    await users.lockAdministrators(client);
    const before = (await users.byId(id, client))!;
    if (before.disabledAt !== null) return;
    await users.change(id, { ...before, disabled: true }, client);
    const administers =
      before.roles.includes('administrator') && before.siteIds === null && before.departments === null;
    if (administers && (await users.countAdministrators(client)) === 0)
      throw new Error(`${email} is the last administrator of the whole house who can sign in; make another one first.`);
    const change = { before: { disabled: false }, after: { disabled: true } };
    await new AuditTrail(database).append(commandEvent('user.change', 'user', email, change), client);
  });
}

/** A person on one line: who, what for, how they sign in, and how it stands. */
export function lineOfUser(user: UserInfo): string {
  const { id, email, name, roles, siteIds, departments, lastSignInAt, disabledAt } = user;
  const sites = siteIds ? ` of sites ${siteIds.join(',')}` : '';
  const of = departments ? ` of departments ${departments.join(',')}` : '';
  const way = user.hasOpenId ? 'hospital account' : user.hasPassword ? 'password' : 'no password yet';
  const use = lastSignInAt ? `last sign-in ${day(lastSignInAt)}` : 'never signed in';
  const state = disabledAt ? `\tdisabled ${day(disabledAt)}` : '';
  const factor = user.secondFactor ? ' and second factor' : '';
  return `${id}\t${email}\t${name}\t${roles.join(',')}${sites}${of}\t${way}${factor}\t${use}${state}`;
}

async function accountOf(users: UserStore, email: string): Promise<{ id: number }> {
  const account = await users.byEmail(email);
  if (account === null)
    throw new Error(`Nobody has the e-mail address ${email}; \`wardmap user list\` shows who there is.`);
  return account;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
