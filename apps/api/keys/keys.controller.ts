import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import {
  type CreateKey,
  createKeySchema,
  type NewKey,
  rotateKeySchema,
  keyListSchema,
  newKeySchema,
} from '#contracts/keys';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { Keys } from './keys.js';

@Controller('api/v1/keys')
@Needs('keys.manage')
export class KeysController {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  @Get()
  @Answers(keyListSchema, 'Keys ever made, newest first, without their secrets')
  async list(@Who() actor: Actor): Promise<z.infer<typeof keyListSchema>> {
    return { keys: await this.keys.list(actor) };
  }

  /** The secret in the answer is shown this once. */
  @Post()
  @Answers(newKeySchema, 'A new key; its secret is shown this once')
  create(@Who() actor: Actor, @JsonBody(checked(createKeySchema)) wanted: CreateKey): Promise<NewKey> {
    return this.keys.create(actor, wanted);
  }

  /** A new secret; the former works for the given hours more, and ten seconds at most after those. */
  @Post(':keyId/rotate')
  @HttpCode(200)
  @Answers(newKeySchema, 'A new secret, shown this once; the former works for the given hours more')
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
  @Answers(null, 'The key opens nothing any more')
  revoke(@Who() actor: Actor, @Param('keyId', pathId) keyId: number): Promise<void> {
    return this.keys.revoke(actor, keyId);
  }
}
