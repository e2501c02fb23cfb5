import type { Logger } from 'pino';
import type { z } from 'zod';
import type { setUpSchema } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { setUpCodeHours, type SetUpCodes } from '#storage/set-up-codes';
import { EmailTakenError } from '#storage/user-store';
import { ProblemException } from '../problems/problem-exception.js';
import { inSlowdown } from './attempts.js';
import type { Caller } from './caller.js';
import { type Opened, type PeopleParts, refuseWeak } from './sign-in.js';
import { codeSlowdowns } from './slowdowns.js';

/** The first administrator: made on a page, by whoever can read the server's log. */
export class SetUp {
  constructor(
    private readonly parts: PeopleParts,
    private readonly codes: SetUpCodes,
    private readonly demo: boolean,
  ) {}

  /** Says in the log how the first administrator is made, while there is none. */
  async announce(url: string, log: Pick<Logger, 'warn'>): Promise<void> {
    if (this.demo || (await this.codes.endIfNeedless())) return;
    const code = await this.codes.make();
    // A server that listens on every address has a name only on its own machine.
    const here = url.replace(/\/\/(?:0\.0\.0\.0|\[::\])/, '//localhost');
    log.warn(
      `There is no administrator yet. Within ${setUpCodeHours} hours (later, a restart makes a new code) ` +
        `open ${here}/setup and type the one-time code ${code}`,
    );
  }

  /**
   * Makes the first administrator and signs them in.
   * @throws ProblemException 409 when there is one already, 403 when the code is wrong, 400 when the password is weak
   */
  async complete({ code, email, name, password }: z.output<typeof setUpSchema>, caller: Caller): Promise<Opened> {
    const { database, users, sessions, attempts, passwords, trail } = this.parts;
    const late = new ProblemException(409, 'This installation has an administrator already; sign in instead.');
    if (this.demo || (await this.codes.endIfNeedless())) throw late;
    const right = await inSlowdown(attempts, codeSlowdowns('set-up code', caller.address), async () =>
      (await this.codes.isRight(code)) ? true : null,
    );
    if (!right) {
      const detail =
        'This is not the one-time code that the server wrote into its log at its last start, or it is older than ' +
        `${setUpCodeHours} hours; a restart writes a new one.`;
      throw new ProblemException(403, detail, { errors: [{ pointer: '/code', detail }] });
    }
    refuseWeak(password, { email, name }, '/password');
    const hash = await passwords.hash(password);
    try {
      return await inTransaction(database.pool, async (client) => {
        await users.lockAdministrators(client);
        if ((await users.countAdministrators(client)) > 0) throw late;
        const grant = { roles: ['administrator' as const], siteIds: null, departments: null };
        const user = await users.create({ email, name, ...grant }, client);
        await users.setPassword(user.id, hash, client);
        await this.codes.end(client);
        const { userAgent, address, requestId } = caller;
        const opened = await sessions.open(user.id, { shared: true, address, userAgent }, client);
        await trail.append(
          {
            actor: { kind: 'person', id: user.id, name: `${name} (${email})` },
            ...{ action: 'setup.complete', subjectKind: 'user', subject: email },
            ...{ after: { name, ...grant }, address, requestId },
          },
          client,
        );
        return { ...opened, shared: true };
      });
    } catch (error) {
      if (error instanceof EmailTakenError)
        throw new ProblemException(409, `${error.message} Use another e-mail address.`, {
          errors: [{ pointer: '/email', detail: error.message }],
        });
      throw error;
    }
  }
}
