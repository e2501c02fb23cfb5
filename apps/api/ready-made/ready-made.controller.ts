import { Controller, Inject, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type PositionsAccepted, sentPositionsSchema, positionsAcceptedSchema } from '#contracts/ready-made';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { readJson } from '../http/read-json.js';
import { Refusals } from '../audit/refusals.js';
import { Answers, Takes } from '../interface/answers.js';
import { recordRefusal } from '../readings/record-refusal.js';
import { senderOf } from '../readings/sender-of.js';
import { ReadyMadeDoor } from './ready-made-door.js';

@Controller('api/v1/positions')
export class ReadyMadeController {
  constructor(
    @Inject(ReadyMadeDoor) private readonly door: ReadyMadeDoor,
    @Inject(Refusals) private readonly refusals: Refusals,
  ) {}

  /** 202 when all that is accepted is durable. */
  @Post()
  @Needs('readings.send')
  @HttpCode(202)
  @Answers(positionsAcceptedSchema, 'What was accepted is durable')
  @Takes(sentPositionsSchema)
  async take(@Req() request: Request, @Who() actor: Actor): Promise<PositionsAccepted> {
    // Before the body: its time on a slow line is no error of the sender's clock.
    const receivedAt = Date.now();
    const taken = this.door.take(await readJson(request), receivedAt, senderOf(actor));
    return recordRefusal(this.refusals, actor, taken);
  }
}
