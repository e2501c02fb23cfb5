import { Controller, Inject, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { PositionsAccepted } from '#contracts/ready-made';
import { keyOfRequest } from '../access/key-of-request.js';
import { KeyRing } from '../access/key-ring.js';
import { RequireScope } from '../access/require-scope.js';
import { readJson } from '../http/read-json.js';
import { ReadyMadeDoor } from './ready-made-door.js';

@Controller('api/v1/positions')
export class ReadyMadeController {
  constructor(
    @Inject(ReadyMadeDoor) private readonly door: ReadyMadeDoor,
    @Inject(KeyRing) private readonly keys: KeyRing,
  ) {}

  /** 202 when all that is accepted is durable. */
  @Post()
  @RequireScope('ingest')
  @HttpCode(202)
  async take(@Req() request: Request): Promise<PositionsAccepted> {
    // Before the body: its time on a slow line is no error of the sender's clock.
    const receivedAt = Date.now();
    const holder = await this.keys.holderOf(keyOfRequest(request.headers)?.token ?? '');
    return this.door.take(await readJson(request), receivedAt, holder?.id ?? 0);
  }
}
