import { Controller, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { type Retention, retentionSchema, type RetentionView, retentionViewSchema } from '#contracts/privacy';
import { RetentionStore } from '#storage/retention-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { AcceptedAge } from './accepted-age.js';

@Controller('api/v1/privacy/retention')
export class RetentionController {
  constructor(
    @Inject(RetentionStore) private readonly retention: RetentionStore,
    @Inject(AcceptedAge) private readonly accepted: AcceptedAge,
  ) {}

  @Get()
  @Needs('privacy.see')
  @Answers(retentionViewSchema, 'How long each kind of data is kept')
  show(): Promise<RetentionView> {
    return this.retention.view();
  }

  /** What is older than is chosen now goes at the next run of the worker's job, within the hour. */
  @Put()
  @Needs('privacy.change')
  @HttpCode(200)
  @Answers(retentionViewSchema, 'As chosen')
  async change(@Who() actor: Actor, @JsonBody(checked(retentionSchema)) days: Retention): Promise<RetentionView> {
    const { hours } = this.accepted;
    if (days.positions * 24 < hours) {
      const detail = `Readings are accepted up to ${hours} hours old (WARDMAP_MAX_AGE_HOURS), so positions must be kept for ${Math.ceil(hours / 24)} days at least.`;
      throw new ProblemException(400, detail, { errors: [{ pointer: '/positions', detail }] });
    }
    await this.retention.change(days, actor.name, new Date(), (before) =>
      eventOf(actor, 'retention.change', 'privacy', 'retention', { before, after: days }),
    );
    return this.retention.view();
  }
}
