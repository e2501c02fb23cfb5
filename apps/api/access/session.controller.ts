import { Controller, Inject, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { signInSchema, type Session } from '#contracts/api';
import { checked, JsonBody } from '../http/checked.js';
import { projectVersion } from '../http/project-folder.js';
import { ProblemException } from '../problems/problem-exception.js';
import { Access } from './access.js';
import { keyCookie } from './key-of-request.js';
import { KeyRing } from './key-ring.js';
import { Public, RequireScope } from './require-scope.js';
import { originIsOurs } from './same-origin.js';

/** How long a browser stays signed in; the key itself may end sooner. */
const signedInMs = 30 * 24 * 3_600_000;

@Controller('api/v1/session')
export class SessionController {
  private readonly version = projectVersion();

  constructor(
    @Inject(Access) private readonly access: Access,
    @Inject(KeyRing) private readonly keys: KeyRing,
  ) {}

  @Get()
  @RequireScope('read')
  async show(@Req() request: Request): Promise<Session> {
    return {
      scopes: [...(await this.access.scopesOf(request.headers))],
      demo: this.access.demo,
      version: this.version,
    };
  }

  @Post()
  @Public()
  @HttpCode(200)
  async signIn(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @JsonBody(checked(signInSchema)) { key }: { key: string },
  ): Promise<Session> {
    refuseForeignPage(request);
    const token = key.trim();
    const holder = await this.keys.holderOf(token);
    if (holder === null) throw new ProblemException(401, 'This key is not known, has expired or was revoked.');
    if (!holder.scopes.includes('read'))
      throw new ProblemException(403, 'This key may not look at the map: it lacks the scope "read".');
    response.cookie(keyCookie, token, { ...cookieOptions(request), maxAge: signedInMs });
    return { scopes: [...holder.scopes], demo: this.access.demo, version: this.version };
  }

  @Delete()
  @Public()
  @HttpCode(204)
  signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): void {
    refuseForeignPage(request);
    response.clearCookie(keyCookie, cookieOptions(request));
  }
}

function refuseForeignPage({ headers }: Request): void {
  const site = headers['sec-fetch-site'];
  if (!originIsOurs(headers) || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new ProblemException(403, 'Signing in or out is only possible from a page of this server.');
}

/** The flag `secure` follows the browser's connection, also behind a proxy that ends TLS. */
function cookieOptions(request: Request) {
  const secure = request.secure || request.headers['x-forwarded-proto'] === 'https';
  return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
}
