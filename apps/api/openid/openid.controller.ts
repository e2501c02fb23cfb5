import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type OpenIdRefusal, startOpenIdSchema } from '#contracts/openid';
import { attemptLastsS } from '#storage/open-id-store';
import { askedOf } from '../access/asked-of.js';
import { cookieOf } from '../access/credential.js';
import { Public } from '../access/needs.js';
import { checked } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { setSessionCookie, signInRefusedBecause } from '../people/session-cookie.js';
import { ProblemException } from '../problems/problem-exception.js';
import { OpenIdSignIn } from './openid-sign-in.js';

/** Lax, because the provider's page brings the browser back; it opens nothing by itself and is gone after that. */
const attemptCookie = '__Host-wardmap-openid';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The way to the hospital's identity provider and back. Browsers come here by address, so refusals are pages. */
@Controller('api/v1/openid')
@Public()
export class OpenIdController {
  constructor(@Inject(OpenIdSignIn) private readonly openId: OpenIdSignIn) {}

  @Get('start')
  @Answers(null, "To the hospital's identity provider", 302)
  async start(
    @Query(checked(startOpenIdSchema, 'query')) query: z.infer<typeof startOpenIdSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.demandOffered();
    // The page behind this address says why nobody can sign in over this connection.
    if (signInRefusedBecause(request) !== null) return response.redirect('/sign-in');
    const begun = await this.openId.begin(query.shared === 'true');
    if ('refused' in begun) return refuse(response, begun.refused);
    response.append('Set-Cookie', `${attemptCookie}=${begun.secret}; Max-Age=${attemptLastsS}; ${attributes}`);
    response.redirect(begun.address);
  }

  @Get('callback')
  @Answers(null, 'Back from it, signed in or with a reason why not', 302)
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.demandOffered();
    const { address, requestId, headers } = askedOf(request);
    const secret = cookieOf(headers.cookie, attemptCookie);
    const query = request.originalUrl.slice(request.path.length);
    const from = { address, requestId, userAgent: headers['user-agent'] ?? '' };
    response.append('Set-Cookie', `${attemptCookie}=; Max-Age=0; ${attributes}`);
    const outcome = await this.openId.finish(secret, query, from);
    if ('refused' in outcome) return refuse(response, outcome.refused);
    setSessionCookie(response, outcome.session);
    response.redirect('/');
  }

  private demandOffered(): void {
    if (!this.openId.offered)
      throw new ProblemException(404, 'Signing in by OpenID Connect is not set up here (WARDMAP_OPENID_ISSUER).');
  }
}

function refuse(response: Response, why: OpenIdRefusal): void {
  response.redirect(`/sign-in?refused=${why}`);
}
