import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { livenessSchema, healthSchema } from '#contracts/api';
import { Public } from '../access/needs.js';
import { Answers } from '../interface/answers.js';
import { Unlimited } from '../limits/rate-limits.js';
import { HealthChecks } from './health-checks.js';

@Controller('api/v1/health')
@Public()
@Unlimited()
export class HealthController {
  constructor(@Inject(HealthChecks) private readonly checks: HealthChecks) {}

  /** The process is up; whether it can work is another question. */
  @Get('live')
  @Answers(livenessSchema, 'The process is up')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 while something underneath is away, so that a load balancer sends requests elsewhere. */
  @Get('ready')
  @Answers(healthSchema, 'Everything underneath is there')
  @Answers(healthSchema, 'Something underneath is away; its name is in the answer', 503)
  async ready(@Res({ passthrough: true }) response: Response): Promise<z.infer<typeof healthSchema>> {
    const health = await this.checks.run();
    if (health.status !== 'ok') response.status(503);
    return health;
  }
}
