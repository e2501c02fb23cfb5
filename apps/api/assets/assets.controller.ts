import { Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  assetQuerySchema,
  registerAssetsSchema,
  retireAssetsSchema,
  type AssetList,
  type AssetView,
  type assetsRegisteredSchema,
  type RegisterAssets,
} from '#contracts/api';
import type { AssetWhy } from '#contracts/why';
import { AssetStore } from '#storage/asset-store';
import { Needs } from '../access/needs.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { ProblemException } from '../problems/problem-exception.js';
import { Why } from './why.js';

@Controller('api/v1/assets')
export class AssetsController {
  constructor(
    @Inject(AssetStore) private readonly assets: AssetStore,
    @Inject(Why) private readonly why: Why,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @Needs('assets.see')
  list(@Query(checked(assetQuerySchema, 'query')) query: z.output<typeof assetQuerySchema>): Promise<AssetList> {
    return this.assets.list(query);
  }

  @Get(':assetId')
  @Needs('assets.see')
  async one(@Param('assetId', pathId) assetId: number): Promise<AssetView> {
    const asset = await this.assets.byId(assetId);
    if (asset === null) throw new ProblemException(404, `There is no asset in service with the id ${assetId}.`);
    return asset;
  }

  /** How its newest position came about: the readers, what they were expected to hear, and what would change it. */
  @Get(':assetId/why')
  @Needs('assets.explain')
  async whyHere(@Param('assetId', pathId) assetId: number): Promise<AssetWhy> {
    const why = await this.why.of(assetId);
    if (why === null)
      throw new ProblemException(404, `There is no asset in service with the id ${assetId} that was ever heard.`);
    return why;
  }

  /** Answers when readings of the new tags are already taken by this process. */
  @Put()
  @Needs('assets.change')
  async register(
    @JsonBody(checked(registerAssetsSchema)) { assets }: RegisterAssets,
  ): Promise<z.infer<typeof assetsRegisteredSchema>> {
    const registered = await this.assets.register(assets);
    await this.changes.announce();
    return { registered };
  }

  @Delete()
  @Needs('assets.change')
  @HttpCode(204)
  async retire(@JsonBody(checked(retireAssetsSchema)) { numbers }: z.infer<typeof retireAssetsSchema>): Promise<void> {
    await this.assets.retire(numbers);
    await this.changes.announce();
  }
}
