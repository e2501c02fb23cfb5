import { Controller, Inject, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { sentTelemetrySchema, type TelemetryAccepted, telemetryAcceptedSchema } from '#contracts/telemetry';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { Refusals } from '../audit/refusals.js';
import { readJson } from '../http/read-json.js';
import { Answers, Takes } from '../interface/answers.js';
import { recordRefusal } from '../readings/record-refusal.js';
import { senderOf } from '../readings/sender-of.js';
import { TelemetryDoor } from './telemetry-door.js';

@Controller('api/v1/telemetry')
export class TelemetryController {
  constructor(
    @Inject(TelemetryDoor) private readonly door: TelemetryDoor,
    @Inject(Refusals) private readonly refusals: Refusals,
  ) {}

  /** 202 when all that is accepted is stored. */
  @Post()
  @Needs('readings.send')
  @HttpCode(202)
  @Answers(telemetryAcceptedSchema, 'What was accepted is stored, where nothing newer of the tag is')
  @Takes(sentTelemetrySchema)
  async take(@Req() request: Request, @Who() actor: Actor): Promise<TelemetryAccepted> {
    // Before the body: its time on a slow line is no error of the sender's clock.
    const receivedAt = Date.now();
    const taken = this.door.take(await readJson(request), receivedAt, senderOf(actor));
    return recordRefusal(this.refusals, actor, taken);
  }
}
