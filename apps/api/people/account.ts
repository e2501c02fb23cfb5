import type pg from 'pg';
import type { z } from 'zod';
import type { changePasswordSchema, endSecondFactorSchema, SecondFactorStarted, SessionList } from '#contracts/people';
import type { Slowdown } from '#storage/attempt-store';
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

  /**
   * Switches the second factor on; all other sessions end.
   * @returns the recovery codes, shown this once
   * @throws ProblemException 403 for a wrong code
   */
  async confirmSecondFactor(actor: PersonActor, code: string): Promise<string[]> {
    const { database, attempts, secondFactors } = this.parts;
    const recoveryCodes = await inSlowdown(attempts, codeSlowdownsOf(actor), () =>
      inTransaction(database.pool, async (client) => {
        const codes = await secondFactors.confirm(actor.id, code, client);
        if (codes) await this.secondFactorIs(true, actor, client);
        return codes;
      }),
    );
    if (recoveryCodes) return recoveryCodes;
    const detail = 'This code is not right; see that the clock of the telephone is, and type the newest code.';
    throw new ProblemException(403, detail, { errors: [{ pointer: '/code', detail }] });
  }

  /**
   * Switches the second factor off with a code of it, and all other sessions end; or forgets one that was never
   * confirmed, for which no code is asked.
   * @throws ProblemException as changePassword; 403 for a code that is wrong or missing
   */
  async endSecondFactor(actor: PersonActor, { password, code }: z.output<typeof endSecondFactorSchema>): Promise<void> {
    const user = await this.confirmed(actor, password, '/password');
    const { database, users, attempts, secondFactors, secondFactorStore } = this.parts;
    const end = (givenCode: string | null) =>
      inTransaction(database.pool, async (client) => {
        if (!(await users.lockUnchanged(user, client))) throw accountChanged();
        if (givenCode !== null && !(await secondFactors.take(actor.id, givenCode, client))) return null;
        if (await secondFactorStore.end(actor.id, client)) await this.secondFactorIs(false, actor, client);
        return true;
      });
    if (!user.secondFactor) {
      await end(null);
      return;
    }
    if (code !== undefined && (await inSlowdown(attempts, codeSlowdownsOf(actor), () => end(code)))) return;
    const detail =
      code === undefined
        ? 'A code of the authenticator, or one for recovery, is needed to switch the second factor off.'
        : 'This code is not right, or was used before; wait for the next one.';
    throw new ProblemException(403, detail, { errors: [{ pointer: '/code', detail }] });
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

  /** Ends the other sessions, which began under other conditions, and records the change. */
  private async secondFactorIs(on: boolean, actor: PersonActor, client: pg.ClientBase): Promise<void> {
    const otherSessionsEnded = await this.parts.sessions.endAll(actor.id, client, actor.sessionId);
    const change = { before: { on: !on }, after: { on, otherSessionsEnded } };
    await this.parts.trail.append(eventOf(actor, 'account.second-factor', 'user', actor.email, change), client);
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

/** Of guesses at codes by somebody who is signed in. */
function codeSlowdownsOf({ id, address }: PersonActor): Slowdown[] {
  return accountSlowdowns('second factor', String(id), address, true);
}
