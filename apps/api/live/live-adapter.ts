import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { liveRules } from '#contracts/live';
import type { Access } from '../access/access.js';
import { askedOf } from '../access/asked-of.js';
import { originIsOurs } from '../access/same-origin.js';
import { demandCounted } from '../limits/counted-access.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { ProblemException } from '../problems/problem-exception.js';

/** The adapter brings its own socket.io, so its types are taken from it. */
type Options = Parameters<IoAdapter['createIOServer']>[1];
type Answer = (error: string | null | undefined, allowed: boolean) => void;

/** Opens live connections only to pages of ours and to those who may read. */
export class LiveAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly access: Access,
    private readonly limits: RateLimits,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: Options): ReturnType<IoAdapter['createIOServer']> {
    return super.createIOServer(port, {
      ...options,
      allowRequest: (request: IncomingMessage, answer: Answer) => void this.allow(request, answer),
    } as Options);
  }

  private async allow(request: IncomingMessage, answer: Answer): Promise<void> {
    if (!originIsOurs(request.headers))
      return answer('Live connections are only taken from pages of this server.', false);
    try {
      const asked = { ...askedOf(request), passive: true };
      await demandCounted(this.access, this.limits, liveRules['live:status'], asked);
      answer(null, true);
    } catch (error) {
      answer(error instanceof ProblemException ? error.message : 'The key cannot be checked at the moment.', false);
    }
  }
}
