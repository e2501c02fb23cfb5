import type { Session } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import type { SessionStore } from '#storage/session-store';
import type { Access, Asked } from '../access/access.js';
import { type Actor, permissionsOfActor } from '../access/actor.js';
import { credentialOf, sessionCookie } from '../access/credential.js';
import { eventOf } from '../audit/event-of.js';
import { projectVersion } from '../http/project-folder.js';
import type { PeopleParts } from './sign-in.js';

/** The session of the browser that asks: what it may, and its end. */
export class BrowserSessions {
  private readonly version = projectVersion();
  private readonly sessions: SessionStore;

  constructor(
    private readonly parts: PeopleParts,
    private readonly access: Access,
    private readonly demo: boolean,
  ) {
    this.sessions = parts.sessions;
  }

  /** Who asks, and what they may do. */
  async show(actor: Actor): Promise<Session> {
    const common = { permissions: permissionsOfActor(actor), demo: this.demo, version: this.version };
    if (actor.kind === 'key') {
      const key = { name: actor.name, scopes: [...actor.scopes] };
      return { person: null, key, ...common, idleTimeoutS: null, shared: true, endsAt: null };
    }
    const { id, name, email, roles, visibility } = actor;
    const [limits, user] = await Promise.all([this.sessions.limitsOf(actor.sessionId), this.parts.users.byId(id)]);
    const siteIds = visibility.siteIds && [...visibility.siteIds];
    const departments = visibility.departments && [...visibility.departments];
    return {
      person: { id, name, email, secondFactor: user?.secondFactor ?? false, roles: [...roles], siteIds, departments },
      key: null,
      ...common,
      idleTimeoutS: limits?.idleTimeoutS ?? null,
      shared: limits?.shared ?? true,
      endsAt: limits?.endsAt.toISOString() ?? null,
    };
  }

  /** The session that was just opened. The one that the browser had before ends: nobody goes on with a planted cookie. */
  async exchange(token: string, asked: Asked): Promise<Session> {
    const former = credentialOf(asked.headers);
    if (former?.kind === 'session') {
      const person = await this.sessions.verify(former.token, { passive: true });
      if (person)
        await inTransaction(this.parts.database.pool, (client) =>
          this.sessions.end(person.id, person.sessionId, client),
        );
    }
    const actor = await this.access.actorOf({ ...asked, headers: { cookie: `${sessionCookie}=${token}` } });
    if (actor === null) throw new Error('A session that was just opened is not known.');
    return this.show(actor);
  }

  /** Signs the browser out. */
  async end(actor: Actor & { kind: 'person' }): Promise<void> {
    await inTransaction(this.parts.database.pool, async (client) => {
      if (await this.sessions.end(actor.id, actor.sessionId, client))
        await this.parts.trail.append(eventOf(actor, 'session.sign-out', 'user', actor.email), client);
    });
  }
}
