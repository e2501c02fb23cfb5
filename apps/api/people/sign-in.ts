import type { z } from 'zod';
import type { acceptInvitationSchema, SignInOptions, signInSchema } from '#contracts/people';
import type { AttemptStore } from '#storage/attempt-store';
import type { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import type { SecondFactorStore } from '#storage/second-factor-store';
import type { SessionStore } from '#storage/session-store';
import { endNeedlessSetUpCodes } from '#storage/set-up-codes';
import type { UserSecrets, UserStore } from '#storage/user-store';
import { ProblemException } from '../problems/problem-exception.js';
import { inSlowdown } from './attempts.js';
import type { Caller } from './caller.js';
import { demoEmail, demoUsers } from './demo-users.js';
import { whyWeakPassword } from './password-rules.js';
import type { Passwords } from './passwords.js';
import type { SecondFactors } from './second-factors.js';
import { accountSlowdowns, codeSlowdowns } from './slowdowns.js';

/** What the browser is given. */
export interface Opened {
  token: string;
  sessionId: number;
  endsAt: Date;
  shared: boolean;
}

/** How somebody showed who they are, for the record. */
type Means = 'password' | 'totp' | 'recovery' | 'demo';

/** The parts that signing in works with. */
export interface PeopleParts {
  database: Database;
  users: UserStore;
  sessions: SessionStore;
  attempts: AttemptStore;
  trail: AuditTrail;
  passwords: Passwords;
  secondFactors: SecondFactors;
  secondFactorStore: SecondFactorStore;
}

/** The ways in: password, second factor, invitation, and the ready users of demo mode. */
export class SignIn {
  constructor(
    private readonly parts: PeopleParts,
    private readonly settings: { demo: boolean; openIdName: string | null },
  ) {}

  /** What the sign-in page offers. */
  async options(refusedBecause: string | null): Promise<SignInOptions> {
    const { demo, openIdName } = this.settings;
    return {
      setUpNeeded: !demo && (await this.parts.users.countAdministrators()) === 0,
      demoUsers: demo ? demoUsers.map(({ key, name, roles }) => ({ key, name, roles: [...roles] })) : null,
      openId: openIdName === null ? null : { name: openIdName },
      refusedBecause,
    };
  }

  /**
   * Signs in with a password and, where one is switched on, a second factor.
   * @returns null when the password is right and the second factor is still to be given
   * @throws ProblemException 401 in the same words and after the same time whatever was wrong; 409 when the account was
   * changed meanwhile; 429 after too many tries
   */
  async withPassword(
    { email, password, code, shared }: z.output<typeof signInSchema>,
    caller: Caller,
  ): Promise<Opened | null> {
    const { users, attempts, passwords } = this.parts;
    const known = await users.hasSignedInFrom(email, caller.address);
    const slowdowns = accountSlowdowns('password', email, caller.address, known);
    const found = await inSlowdown(attempts, slowdowns, async () => {
      const user = await users.byEmail(email);
      const right = await passwords.matches(user?.disabledAt === null ? user.passwordHash : null, password);
      return right ? user : null;
    });
    if (found === null) {
      await this.recordRefusal(email, 'password', caller);
      throw new ProblemException(401, 'The e-mail address or the password is not right.');
    }
    const user = await this.strengthen(found, password);
    if (!user.secondFactor) return this.open(user, 'password', shared, caller);
    if (code === undefined) return null;
    return this.withCode(user, code, shared, known, caller);
  }

  /**
   * Signs a ready user in.
   * @throws ProblemException 404 outside demo mode, or when there is no such user
   */
  async withOneClick(key: string, caller: Caller): Promise<Opened> {
    const ready = this.settings.demo ? demoUsers.find((user) => user.key === key) : undefined;
    const user = ready && (await this.parts.users.byEmail(demoEmail(ready.key)));
    if (!user || user.disabledAt !== null) throw new ProblemException(404, `There is no demo user "${key}".`);
    return this.open(user, 'demo', true, caller);
  }

  /**
   * Gives somebody who was invited, or forgot the password, a new one. Their other sessions end. They sign in with it
   * afterwards: a second factor is asked for as ever.
   * @throws ProblemException 400 when the password is weak, 404 when the code is not valid, 429 after too many tries
   */
  async acceptInvitation({ code, password }: z.output<typeof acceptInvitationSchema>, caller: Caller): Promise<void> {
    const { database, users, sessions, attempts, trail, passwords } = this.parts;
    const notValid = new ProblemException(
      404,
      'This code is not valid, was used before, or is too old; ask for a new invitation.',
    );
    const user = await inSlowdown(attempts, codeSlowdowns('invitation', caller.address), () =>
      users.byInvitation(code),
    );
    if (user === null) throw notValid;
    refuseWeak(password, user, '/password');
    const hash = await passwords.hash(password);
    await inTransaction(database.pool, async (client) => {
      if (!(await users.takeInvitation(user.id, code, client))) throw notValid;
      await users.setPassword(user.id, hash, client);
      await endNeedlessSetUpCodes(client);
      await sessions.endAll(user.id, client);
      const { address, requestId } = caller;
      await trail.append(
        {
          actor: { kind: 'person', id: user.id, name: `${user.name} (${user.email})` },
          ...{ action: 'account.password', subjectKind: 'user', subject: user.email },
          ...{ after: { by: 'invitation' }, address, requestId },
        },
        client,
      );
    });
  }

  private async withCode(
    user: UserSecrets,
    code: string,
    shared: boolean,
    known: boolean,
    caller: Caller,
  ): Promise<Opened> {
    const slowdowns = accountSlowdowns('second factor', String(user.id), caller.address, known);
    const opened = await inSlowdown(this.parts.attempts, slowdowns, () =>
      inTransaction(this.parts.database.pool, async (client) => {
        if (!(await this.parts.users.lockUnchanged(user, client))) throw accountChanged();
        const means = await this.parts.secondFactors.take(user.id, code, client);
        return means && this.openIn(client, user, means, shared, caller);
      }),
    );
    if (opened) return opened;
    await this.recordRefusal(user.email, 'second factor', caller);
    throw new ProblemException(401, 'This code is not right, or was used before; wait for the next one.', {
      errors: [{ pointer: '/code', detail: 'not right, or used before' }],
    });
  }

  private open(user: UserSecrets, means: Means, shared: boolean, caller: Caller): Promise<Opened> {
    return inTransaction(this.parts.database.pool, async (client) => {
      if (!(await this.parts.users.lockUnchanged(user, client))) throw accountChanged();
      return this.openIn(client, user, means, shared, caller);
    });
  }

  /** Opens a session of somebody who is locked and unchanged since they showed who they are. */
  private async openIn(
    client: Parameters<SessionStore['open']>[2],
    user: UserSecrets,
    means: Means,
    shared: boolean,
    { userAgent, address, requestId }: Caller,
  ): Promise<Opened> {
    const opened = await this.parts.sessions.open(user.id, { shared, address, userAgent }, client);
    await this.parts.trail.append(
      {
        actor: { kind: 'person', id: user.id, name: `${user.name} (${user.email})` },
        ...{ action: 'session.sign-in', subjectKind: 'user', subject: user.email },
        ...{ after: { by: means, shared }, address, requestId },
      },
      client,
    );
    return { ...opened, shared };
  }

  private async recordRefusal(email: string, wrong: string, { address, requestId }: Caller): Promise<void> {
    await this.parts.trail.append({
      actor: { kind: 'stranger', id: null, name: 'nobody signed in' },
      ...{ action: 'session.refused', subjectKind: 'user', subject: email },
      ...{ after: { wrong }, address, requestId },
    });
  }

  /**
   * Hashes a password anew that was hashed with less than today; it is at hand only now.
   * @returns the person with the hash that is kept now
   */
  private async strengthen(user: UserSecrets, password: string): Promise<UserSecrets> {
    const { passwords, users } = this.parts;
    if (user.passwordHash === null || !passwords.isWeak(user.passwordHash)) return user;
    const passwordHash = await passwords.hash(password);
    if (await users.strengthenHash(user.id, user.passwordHash, passwordHash)) return { ...user, passwordHash };
    // Another sign-in of the same person may have been first; then it is a hash of the same password.
    const kept = (await users.secretsOf(user.id))?.passwordHash ?? null;
    return (await passwords.matches(kept, password)) ? { ...user, passwordHash: kept } : user;
  }
}

/** Password, second factor or being enabled changed while somebody was asked for them. */
export function accountChanged(): ProblemException {
  return new ProblemException(409, 'This account was changed meanwhile; sign in again.');
}

/** @throws ProblemException 400 with the place in the body when a password would be guessed */
export function refuseWeak(password: string, owner: { email: string; name: string }, pointer: string): void {
  const detail = whyWeakPassword(password, owner);
  if (detail !== null) throw new ProblemException(400, detail, { errors: [{ pointer, detail }] });
}
