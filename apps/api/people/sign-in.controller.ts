import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import {
  acceptInvitationSchema,
  demoSignInSchema,
  setUpSchema,
  signInSchema,
  type SignedIn,
  type SignInOptions,
  signInOptionsSchema,
  signedInSchema,
} from '#contracts/people';
import { askedOf } from '../access/asked-of.js';
import { Public } from '../access/needs.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { BrowserSessions } from './browser-sessions.js';
import { callerOf } from './caller.js';
import { clearKeyCookie, setSessionCookie, signInRefusedBecause } from './session-cookie.js';
import { SetUp } from './set-up.js';
import { type Opened, SignIn } from './sign-in.js';

/** The ways in. Every one that succeeds gives the browser a new session; one that it had before ends. */
@Controller('api/v1')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SetUp) private readonly setUp: SetUp,
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
  ) {}

  @Get('sign-in')
  @Public()
  @Answers(signInOptionsSchema, 'What the sign-in page offers')
  options(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignInOptions> {
    clearKeyCookie(response);
    return this.signIn.options(signInRefusedBecause(request));
  }

  @Post('setup')
  @Public()
  @HttpCode(200)
  @Answers(signedInSchema, 'The first administrator is made and signed in')
  async complete(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(checked(setUpSchema)) wanted: z.output<typeof setUpSchema>,
  ): Promise<SignedIn> {
    return this.opened(request, response, await this.setUp.complete(wanted, callerOf(request)));
  }

  @Post('session')
  @Public()
  @HttpCode(200)
  @Answers(signedInSchema, 'Signed in, or asked for the second factor')
  async withPassword(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(checked(signInSchema)) given: z.output<typeof signInSchema>,
  ): Promise<SignedIn> {
    const opened = await this.signIn.withPassword(given, callerOf(request));
    return opened === null ? { secondFactorNeeded: true } : this.opened(request, response, opened);
  }

  @Post('session/demo')
  @Public()
  @HttpCode(200)
  @Answers(signedInSchema, 'Signed in as a ready user of demo mode')
  async withOneClick(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(checked(demoSignInSchema)) { user }: z.output<typeof demoSignInSchema>,
  ): Promise<SignedIn> {
    return this.opened(request, response, await this.signIn.withOneClick(user, callerOf(request)));
  }

  @Post('invitations/accept')
  @Public()
  @HttpCode(204)
  @Answers(null, 'The password is chosen')
  accept(
    @Req() request: Request,
    @JsonBody(checked(acceptInvitationSchema)) given: z.output<typeof acceptInvitationSchema>,
  ): Promise<void> {
    return this.signIn.acceptInvitation(given, callerOf(request));
  }

  private async opened(request: Request, response: Response, opened: Opened): Promise<SignedIn> {
    setSessionCookie(response, opened);
    return { secondFactorNeeded: false, session: await this.sessions.exchange(opened.token, askedOf(request)) };
  }
}
