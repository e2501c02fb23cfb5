import type { Logger } from 'pino';
import type { Configuration } from '#contracts/configuration';
import { AttemptStore } from '#storage/attempt-store';
import type { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { SecondFactorStore } from '#storage/second-factor-store';
import type { SessionStore } from '#storage/session-store';
import { SetUpCodes } from '#storage/set-up-codes';
import { UserStore } from '#storage/user-store';
import type { Access } from '../access/access.js';
import { Account } from './account.js';
import { BrowserSessions } from './browser-sessions.js';
import { disableDemoUsers, makeDemoUsers } from './demo-users.js';
import { Departments } from './departments.js';
import { Passwords } from './passwords.js';
import { Seal } from './seal.js';
import { SecondFactors } from './second-factors.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { Users } from './users.js';

/** Counted attempts that are too old to count are removed so often, milliseconds. */
const tidyEveryMs = 3_600_000;

export interface People {
  setUp: SetUp;
  injected: object[];
  close(): void;
}

/** Builds what people sign in with and are managed by, and makes or disables the users of demo mode. */
export async function buildPeople(
  configuration: Configuration,
  database: Database,
  sessions: SessionStore,
  trail: AuditTrail,
  access: Access,
  log: Pick<Logger, 'warn'>,
): Promise<People> {
  const { WARDMAP_DEMO: demo, WARDMAP_SECRET: secret, WARDMAP_OPENID_NAME: openIdName } = configuration;
  await (demo ? makeDemoUsers(database) : disableDemoUsers(database));
  const attempts = new AttemptStore(database);
  const secondFactorStore = new SecondFactorStore(database);
  const secondFactors = new SecondFactors(secondFactorStore, secret === undefined ? null : new Seal(secret));
  const parts = {
    ...{ database, sessions, attempts, trail, secondFactors, secondFactorStore },
    users: new UserStore(database),
    passwords: new Passwords(),
  };
  const setUp = new SetUp(parts, new SetUpCodes(database), demo);
  const tidy = () => {
    attempts.tidy().catch((error: unknown) => log.warn({ err: error }, 'old sign-in attempts not removed'));
  };
  const timer = setInterval(tidy, tidyEveryMs);
  return {
    setUp,
    injected: [
      setUp,
      new SignIn(parts, { demo, openIdName: configuration.WARDMAP_OPENID_ISSUER ? openIdName : null }),
      new BrowserSessions(parts, access, demo),
      new Account(parts),
      new Users(parts),
      new Departments(database),
    ],
    close: () => clearInterval(timer),
  };
}
