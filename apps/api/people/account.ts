import type { z } from 'zod';
import type { changePasswordSchema, SecondFactorStarted, SessionList } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import type { UserSecrets } from '#storage/user-store';
import type { PersonActor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { ProblemException } from '../problems/problem-exception.js';
import { inSlowdown } from './attempts.js';
import { accountChanged, type PeopleParts, refuseWeak } from './sign-in.js';
import { accountSlowdowns, ownSlowdowns } from './slowdowns.js';

/** What people do about their own account. */
export class Account {
  constructor(private readonly parts: PeopleParts) {}

  /**
   * Changes the password; all other sessions end.
   * @throws ProblemException 403 when the current one is wrong, 400 when the next is weak or the same, 409 when the account
   * was changed meanwhile, 429 after too many tries
   */
  async changePassword(actor: PersonActor, { current, next }: z.output<typeof changePasswordSchema>): Promise<void> {
    const { database, users, sessions, passwords, trail } = this.parts;
    const user = await this.confirmed(actor, current, '/current');
    refuseWeak(next, user, '/next');
    if (next === current) {
      const detail = 'This is the password you have; choose another one.';
      throw new ProblemException(400, detail, { errors: [{ pointer: '/next', detail }] });
    }
    const hash = await passwords.hash(next);
    await inTransaction(database.pool, async (client) => {
      if (!(await users.lockUnchanged(user, client))) throw accountChanged();
      await users.setPassword(actor.id, hash, client);
      const ended = await sessions.endAll(actor.id, client, actor.sessionId);
      await trail.append(
        eventOf(actor, 'account.password', 'user', actor.email, { after: { otherSessionsEnded: ended } }),
        client,
      );
    });
  }

  /** A secret for an authenticator. @throws ProblemException as changePassword; 409 when one is on, or WARDMAP_SECRET is missing */
  async startSecondFactor(actor: PersonActor, password: string): Promise<SecondFactorStarted> {
    await this.confirmed(actor, password, '/password');
    return this.parts.secondFactors.start(actor.id, actor.email);
  }

  /** Switches the second factor on. @returns the recovery codes, shown this once. @throws ProblemException 403 for a wrong code */
  async confirmSecondFactor(actor: PersonActor, code: string): Promise<string[]> {
    const { database, attempts, secondFactors, trail } = this.parts;
    const slowdowns = accountSlowdowns('second factor', String(actor.id), actor.address, true);
    const recoveryCodes = await inSlowdown(attempts, slowdowns, () =>
      inTransaction(database.pool, async (client) => {
        const codes = await secondFactors.confirm(actor.id, code, client);
        const change = { before: { on: false }, after: { on: true } };
        if (codes) await trail.append(eventOf(actor, 'account.second-factor', 'user', actor.email, change), client);
        return codes;
      }),
    );
    if (recoveryCodes) return recoveryCodes;
    const detail = 'This code is not right; see that the clock of the telephone is, and type the newest code.';
    throw new ProblemException(403, detail, { errors: [{ pointer: '/code', detail }] });
  }

  /** Switches the second factor off, or forgets one that was never confirmed. @throws ProblemException as changePassword */
  async endSecondFactor(actor: PersonActor, password: string): Promise<void> {
    await this.confirmed(actor, password, '/password');
    const { database, secondFactorStore, trail } = this.parts;
    await inTransaction(database.pool, async (client) => {
      if (!(await secondFactorStore.end(actor.id, client))) return;
      const change = { before: { on: true }, after: { on: false } };
      await trail.append(eventOf(actor, 'account.second-factor', 'user', actor.email, change), client);
    });
  }

  /** The own sessions, the one used last first. */
  async sessions(actor: PersonActor): Promise<SessionList> {
    const sessions = await this.parts.sessions.list(actor.id);
    return {
      sessions: sessions.map(({ createdAt, lastUsedAt, endsAt, ...session }) => ({
        ...session,
        current: session.id === actor.sessionId,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        endsAt: endsAt.toISOString(),
      })),
    };
  }

  /** Ends one of the own sessions. @throws ProblemException 404 when there is none of that number */
  async endSession(actor: PersonActor, sessionId: number): Promise<void> {
    const ended = await inTransaction(this.parts.database.pool, async (client) => {
      if (!(await this.parts.sessions.end(actor.id, sessionId, client))) return false;
      const subject = { before: { session: sessionId } };
      await this.parts.trail.append(eventOf(actor, 'session.sign-out', 'user', actor.email, subject), client);
      return true;
    });
    if (!ended) throw new ProblemException(404, `You have no session with the id ${sessionId}.`);
  }

  /** Ends all own sessions but the one that asks. */
  async endOtherSessions(actor: PersonActor): Promise<void> {
    await inTransaction(this.parts.database.pool, async (client) => {
      const ended = await this.parts.sessions.endAll(actor.id, client, actor.sessionId);
      const change = { after: { otherSessionsEnded: ended } };
      await this.parts.trail.append(eventOf(actor, 'session.sign-out', 'user', actor.email, change), client);
    });
  }

  /** The account of somebody who has just shown the password again: a session alone (perhaps a stolen one) is not enough. */
  private async confirmed(actor: PersonActor, password: string, pointer: string): Promise<UserSecrets> {
    const { users, attempts, passwords } = this.parts;
    const user = await users.secretsOf(actor.id);
    if (user?.passwordHash === null)
      throw new ProblemException(409, 'This account has no password: it signs in another way.');
    const right = await inSlowdown(attempts, ownSlowdowns(actor.id), async () =>
      (await passwords.matches(user?.passwordHash ?? null, password)) ? user : null,
    );
    if (right) return right;
    const detail = 'This is not your password.';
    throw new ProblemException(403, detail, { errors: [{ pointer, detail }] });
  }
}
