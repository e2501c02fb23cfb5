import { Controller, Get } from '@nestjs/common';
import type { Session } from '#contracts/people';
import { projectVersion } from '../http/project-folder.js';
import { type Actor, permissionsOfActor } from './actor.js';
import { Needs } from './needs.js';
import { Who } from './who.js';

@Controller('api/v1/session')
export class SessionController {
  private readonly version = projectVersion();

  @Get()
  @Needs('session.see')
  show(@Who() actor: Actor): Session {
    const person =
      actor.kind === 'person'
        ? {
            ...{ id: actor.id, name: actor.name, email: actor.email, secondFactor: false, roles: [...actor.roles] },
            siteIds: actor.visibility.siteIds && [...actor.visibility.siteIds],
            departments: actor.visibility.departments && [...actor.visibility.departments],
          }
        : null;
    return {
      person,
      key: actor.kind === 'key' ? { name: actor.name, scopes: [...actor.scopes] } : null,
      permissions: permissionsOfActor(actor),
      demo: false,
      version: this.version,
      idleTimeoutS: null,
      endsAt: null,
    };
  }
}
