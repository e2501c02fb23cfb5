import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type CreateKey, createKeySchema, type keyListSchema, type NewKey, rotateKeySchema } from '#contracts/keys';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Keys } from './keys.js';

@Controller('api/v1/keys')
@Needs('keys.manage')
export class KeysController {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  @Get()
  async list(@Who() actor: Actor): Promise<z.infer<typeof keyListSchema>> {
    return { keys: await this.keys.list(actor) };
  }

  /** The secret in the answer is shown this once. */
  @Post()
  create(@Who() actor: Actor, @JsonBody(checked(createKeySchema)) wanted: CreateKey): Promise<NewKey> {
    return this.keys.create(actor, wanted);
  }

  /** A new secret; the former works for the given hours more, and ten seconds at most after those. */
  @Post(':keyId/rotate')
  @HttpCode(200)
  rotate(
    @Who() actor: Actor,
    @Param('keyId', pathId) keyId: number,
    @JsonBody(checked(rotateKeySchema)) { overlapHours }: z.infer<typeof rotateKeySchema>,
  ): Promise<NewKey> {
    return this.keys.rotate(actor, keyId, overlapHours);
  }

  /** Ends a key for good, everywhere within ten seconds. */
  @Delete(':keyId')
  @HttpCode(204)
  revoke(@Who() actor: Actor, @Param('keyId', pathId) keyId: number): Promise<void> {
    return this.keys.revoke(actor, keyId);
  }
}
