import { Controller, Delete, Get, Inject, Param, Patch, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import {
  type AssetDetail,
  assetDetailSchema,
  type ChangeAsset,
  changeAssetSchema,
  type CreateAsset,
  createAssetSchema,
  pairingListSchema,
  pairTagSchema,
} from '#contracts/assets';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { Registering } from './registering.js';

/** Single assets of the register. Each change is answered when readings of the tag are already taken by this process. */
@Controller('api/v1/assets')
export class RegisterController {
  constructor(@Inject(Registering) private readonly registering: Registering) {}

  @Post()
  @Needs('assets.change')
  @Answers(assetDetailSchema, 'The new asset; a number that was retired serves again')
  create(@JsonBody(checked(createAssetSchema)) asset: CreateAsset, @Who() actor: Actor): Promise<AssetDetail> {
    return this.registering.create(asset, actor);
  }

  @Get(':assetId')
  @Needs('assets.see')
  @Answers(assetDetailSchema, 'Everything that is known of one asset in service')
  one(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<AssetDetail> {
    return this.registering.detail(assetId, actor);
  }

  @Patch(':assetId')
  @Needs('assets.change')
  @Answers(assetDetailSchema, 'The asset as it is now; what is left out stays as it was')
  change(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(changeAssetSchema)) change: ChangeAsset,
    @Who() actor: Actor,
  ): Promise<AssetDetail> {
    return this.registering.change(assetId, change, actor);
  }

  @Put(':assetId/tag')
  @Needs('assets.change')
  @Answers(assetDetailSchema, 'The asset with its tag; the one it carried is free')
  pair(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(pairTagSchema)) { tagKey, move }: z.output<typeof pairTagSchema>,
    @Who() actor: Actor,
  ): Promise<AssetDetail> {
    return this.registering.pair(assetId, tagKey, move, actor);
  }

  @Delete(':assetId/tag')
  @Needs('assets.change')
  @Answers(assetDetailSchema, 'The asset without a tag')
  unpair(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<AssetDetail> {
    return this.registering.unpair(assetId, actor);
  }

  @Get(':assetId/pairings')
  @Needs('assets.see')
  @Answers(pairingListSchema, 'The tags that an asset carried, newest first')
  pairings(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<z.infer<typeof pairingListSchema>> {
    return this.registering.pairings(assetId, actor);
  }
}
