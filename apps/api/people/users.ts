import type pg from 'pg';
import type { z } from 'zod';
import type {
  changeUserSchema,
  createUserSchema,
  Grant,
  Invitation,
  UserList,
  UserView,
  userQuerySchema,
} from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { missingSites } from '#storage/missing-sites';
import { EmailTakenError, type UserInfo } from '#storage/user-store';
import type { PersonActor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { ProblemException } from '../problems/problem-exception.js';
import { liesWithin } from './grants.js';
import type { PeopleParts } from './sign-in.js';
import { viewOf } from './user-view.js';

/**
 * What administrators do about other people. One who is restricted to a part of the house sees, and can grant, only what
 * lies within that part.
 */
export class Users {
  constructor(private readonly parts: PeopleParts) {}

  /** One page of the people within the own part of the house, in order of name. */
  async list(actor: PersonActor, { search, limit, after }: z.output<typeof userQuerySchema>): Promise<UserList> {
    const { siteIds, departments } = actor.visibility;
    if (!/^\d{0,9}$/.test(after))
      throw new ProblemException(400, 'The query is not valid, at /after: give "next" of the page before.');
    const from = after === '' ? null : Number(after);
    const found = await this.parts.users.page({ search, limit: limit + 1, after: from, siteIds, departments });
    const users = found.slice(0, limit);
    return { users: users.map(viewOf), next: found.length > limit ? String(users[limit - 1].id) : null };
  }

  /** Makes an account and a code with which the person chooses a password. @throws ProblemException 403, 400 or 409 */
  async create(actor: PersonActor, wanted: z.output<typeof createUserSchema>): Promise<Invitation> {
    this.refuseBeyond(actor, wanted);
    const { database, users, trail } = this.parts;
    try {
      return await inTransaction(database.pool, async (client) => {
        await refuseUnknownSites(wanted, client);
        const user = await users.create(wanted, client);
        const { code, expiresAt } = await users.invite(user.id, client);
        await trail.append(eventOf(actor, 'user.create', 'user', user.email, { after: factsOf(user) }), client);
        return { user: viewOf(user), code, expiresAt: expiresAt.toISOString() };
      });
    } catch (error) {
      if (!(error instanceof EmailTakenError)) throw error;
      throw new ProblemException(409, error.message, { errors: [{ pointer: '/email', detail: error.message }] });
    }
  }

  /**
   * Changes what somebody is called and may. Being disabled ends their sessions; more rights end an open invitation.
   * @throws ProblemException 400, 403, 404 or 409
   */
  async change(actor: PersonActor, id: number, change: z.output<typeof changeUserSchema>): Promise<UserView> {
    const { database, users, trail } = this.parts;
    return inTransaction(database.pool, async (client) => {
      await users.lockAdministrators(client);
      const before = await this.find(actor, id, client);
      const wanted = { ...before, disabled: before.disabledAt !== null, ...change };
      if (id === actor.id && Object.keys(change).some((key) => key !== 'name'))
        throw new ProblemException(403, 'Nobody changes what they may themselves; ask another administrator.');
      this.refuseBeyond(actor, wanted);
      // Only now: who may not give a site is not told either whether there is one.
      await refuseUnknownSites(change, client);
      const after = await users.change(id, wanted, client);
      // Whoever was told the code was told it for less: with it they would now become somebody who may more.
      if (!liesWithin(after, before) || after.roles.some((role) => !before.roles.includes(role)))
        await users.endInvitation(id, client);
      if (isHouseAdministrator(before) && (await users.countAdministrators(client)) === 0)
        throw new ProblemException(
          409,
          'This is the last administrator of the whole house who can sign in; make another one first.',
        );
      const facts = { before: factsOf(before), after: factsOf(after) };
      await trail.append(eventOf(actor, 'user.change', 'user', after.email, facts), client);
      return viewOf(after);
    });
  }

  /** Invites somebody anew who lost the code or forgot the password. @throws ProblemException 403, 404 or 409 */
  async invite(actor: PersonActor, id: number): Promise<Invitation> {
    const { database, users, trail } = this.parts;
    return inTransaction(database.pool, async (client) => {
      const user = await this.find(actor, id, client);
      if (id === actor.id) throw new ProblemException(403, 'Change your own password on the page of your account.');
      if (user.disabledAt !== null)
        throw new ProblemException(409, 'This account is disabled; switch it on again before you invite.');
      if (user.hasOpenId)
        throw new ProblemException(
          409,
          'This person signs in through the hospital’s own sign-in and needs no password.',
        );
      const { code, expiresAt } = await users.invite(id, client);
      await trail.append(eventOf(actor, 'user.invite', 'user', user.email), client);
      return { user: viewOf(user), code, expiresAt: expiresAt.toISOString() };
    });
  }

  /** Ends all sessions of somebody. @throws ProblemException 404 */
  async signOut(actor: PersonActor, id: number): Promise<void> {
    const { database, sessions, trail } = this.parts;
    await inTransaction(database.pool, async (client) => {
      const user = await this.find(actor, id, client);
      const sessionsEnded = await sessions.endAll(id, client);
      await trail.append(eventOf(actor, 'user.sign-out', 'user', user.email, { after: { sessionsEnded } }), client);
    });
  }

  /** Takes the second factor of somebody who lost it away, and ends their sessions. @throws ProblemException 403 or 404 */
  async resetSecondFactor(actor: PersonActor, id: number): Promise<void> {
    const { database, sessions, secondFactorStore, trail } = this.parts;
    await inTransaction(database.pool, async (client) => {
      const user = await this.find(actor, id, client);
      if (id === actor.id)
        throw new ProblemException(403, 'Switch your own second factor off on the page of your account.');
      if (!(await secondFactorStore.end(id, client))) return;
      await sessions.endAll(id, client);
      const change = { before: { on: true }, after: { on: false } };
      await trail.append(eventOf(actor, 'account.second-factor', 'user', user.email, change), client);
    });
  }

  /** Somebody within the own part of the house. What lies beyond answers like what does not exist. */
  private async find(actor: PersonActor, id: number, client: pg.ClientBase): Promise<UserInfo> {
    const user = await this.parts.users.byId(id, client);
    if (user === null || !liesWithin(user, actor.visibility))
      throw new ProblemException(404, `There is no user with the id ${id}.`);
    return user;
  }

  private refuseBeyond(actor: PersonActor, wanted: Pick<Grant, 'siteIds' | 'departments'>): void {
    if (!liesWithin(wanted, actor.visibility))
      throw new ProblemException(
        403,
        'You can give rights only within the sites and departments that you are responsible for yourself.',
      );
  }
}

async function refuseUnknownSites({ siteIds }: { siteIds?: number[] | null }, client: pg.ClientBase): Promise<void> {
  const missing = siteIds ? await missingSites(client, siteIds) : [];
  if (missing.length === 0) return;
  const detail = `There is no site with the id ${missing[0]}.`;
  throw new ProblemException(400, detail, { errors: [{ pointer: '/siteIds', detail }] });
}

function isHouseAdministrator({ roles, siteIds, departments, disabledAt }: UserInfo): boolean {
  return roles.includes('administrator') && siteIds === null && departments === null && disabledAt === null;
}

/** What the audit trail keeps of a user. */
function factsOf({ email, name, roles, siteIds, departments, disabledAt }: UserInfo) {
  return { email, name, roles, siteIds, departments, disabled: disabledAt !== null };
}
