import { Controller, Delete, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Session, sessionSchema } from '#contracts/people';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { Answers } from '../interface/answers.js';
import { BrowserSessions } from './browser-sessions.js';
import { personOf } from './person-of.js';
import { clearSessionCookie } from './session-cookie.js';

@Controller('api/v1/session')
export class SessionController {
  constructor(@Inject(BrowserSessions) private readonly sessions: BrowserSessions) {}

  @Get()
  @Needs('session.see')
  @Answers(sessionSchema, 'Who asks, and what they may do')
  show(@Who() actor: Actor): Promise<Session> {
    return this.sessions.show(actor);
  }

  @Delete()
  @Needs('session.see')
  @HttpCode(204)
  @Answers(null, 'Signed out')
  async signOut(@Who() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.end(personOf(actor));
    clearSessionCookie(response);
  }
}
