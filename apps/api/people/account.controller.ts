import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import {
  changePasswordSchema,
  confirmSecondFactorSchema,
  endSecondFactorSchema,
  type SecondFactorStarted,
  type SessionList,
  startSecondFactorSchema,
  secondFactorStartedSchema,
  recoveryCodesSchema,
  sessionListSchema,
} from '#contracts/people';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { Account } from './account.js';
import { personOf } from './person-of.js';

/** The own account of whoever is signed in. */
@Controller('api/v1/account')
export class AccountController {
  constructor(@Inject(Account) private readonly account: Account) {}

  @Post('password')
  @Needs('account.change')
  @HttpCode(204)
  @Answers(null, 'The password is changed')
  changePassword(
    @Who() actor: Actor,
    @JsonBody(checked(changePasswordSchema)) given: z.output<typeof changePasswordSchema>,
  ): Promise<void> {
    return this.account.changePassword(personOf(actor), given);
  }

  @Post('second-factor')
  @Needs('account.change')
  @HttpCode(200)
  @Answers(secondFactorStartedSchema, 'A secret for an authenticator, asked for only once a code confirmed it')
  startSecondFactor(
    @Who() actor: Actor,
    @JsonBody(checked(startSecondFactorSchema)) { password }: z.output<typeof startSecondFactorSchema>,
  ): Promise<SecondFactorStarted> {
    return this.account.startSecondFactor(personOf(actor), password);
  }

  @Post('second-factor/confirm')
  @Needs('account.change')
  @HttpCode(200)
  @Answers(recoveryCodesSchema, 'The second factor is on; the recovery codes are shown this once')
  async confirmSecondFactor(
    @Who() actor: Actor,
    @JsonBody(checked(confirmSecondFactorSchema)) { code }: z.output<typeof confirmSecondFactorSchema>,
  ): Promise<z.infer<typeof recoveryCodesSchema>> {
    return { recoveryCodes: await this.account.confirmSecondFactor(personOf(actor), code) };
  }

  @Delete('second-factor')
  @Needs('account.change')
  @HttpCode(204)
  @Answers(null, 'The second factor is off')
  endSecondFactor(
    @Who() actor: Actor,
    @JsonBody(checked(endSecondFactorSchema)) given: z.output<typeof endSecondFactorSchema>,
  ): Promise<void> {
    return this.account.endSecondFactor(personOf(actor), given);
  }

  @Get('sessions')
  @Needs('account.change')
  @Answers(sessionListSchema, 'Own sessions')
  sessions(@Who() actor: Actor): Promise<SessionList> {
    return this.account.sessions(personOf(actor));
  }

  @Delete('sessions')
  @Needs('account.change')
  @HttpCode(204)
  @Answers(null, 'All other own sessions are ended')
  endOtherSessions(@Who() actor: Actor): Promise<void> {
    return this.account.endOtherSessions(personOf(actor));
  }

  @Delete('sessions/:sessionId')
  @Needs('account.change')
  @HttpCode(204)
  @Answers(null, 'The session is ended')
  endSession(@Who() actor: Actor, @Param('sessionId', pathId) sessionId: number): Promise<void> {
    return this.account.endSession(personOf(actor), sessionId);
  }
}
