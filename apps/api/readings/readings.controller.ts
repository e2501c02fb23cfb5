import { Controller, Inject, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type ReadingsAccepted, sentReadingsSchema, readingsAcceptedSchema } from '#contracts/readings';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { readJson } from '../http/read-json.js';
import { Refusals } from '../audit/refusals.js';
import { Answers, Takes } from '../interface/answers.js';
import { ReadingsDoor } from './readings-door.js';
import { recordRefusal } from './record-refusal.js';
import { senderOf } from './sender-of.js';

@Controller('api/v1/readings')
export class ReadingsController {
  constructor(
    @Inject(ReadingsDoor) private readonly door: ReadingsDoor,
    @Inject(Refusals) private readonly refusals: Refusals,
  ) {}

  /** 202 when all that is accepted is durable. */
  @Post()
  @Needs('readings.send')
  @HttpCode(202)
  @Answers(readingsAcceptedSchema, 'What was accepted is durable')
  @Takes(sentReadingsSchema)
  async take(@Req() request: Request, @Who() actor: Actor): Promise<ReadingsAccepted> {
    // Before the body: its time on a slow line is no error of the sender's clock.
    const receivedAt = Date.now();
    const taken = this.door.take(await readJson(request), receivedAt, senderOf(actor));
    return recordRefusal(this.refusals, actor, taken);
  }
}
