import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Put,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import type { z } from 'zod';
import {
  assetExportQuerySchema,
  assetQuerySchema,
  registerAssetsSchema,
  retireAssetsSchema,
  type AssetList,
  type RegisterAssets,
  assetListSchema,
  assetsRegisteredSchema,
} from '#contracts/assets';
import { type AssetWhy, assetWhySchema } from '#contracts/why';
import { AssetExport } from '#storage/asset-export';
import { AssetStore } from '#storage/asset-store';
import { AuditTrail } from '#storage/audit-trail';
import { type Actor, userIdOf } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { csvFile } from '../http/csv.js';
import { spokenLanguage } from '../http/spoken-language.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { AssetChanging } from './asset-changing.js';
import { assetColumns, assetPages } from './asset-pages.js';
import { Why } from './why.js';

@Controller('api/v1/assets')
export class AssetsController {
  constructor(
    @Inject(AssetStore) private readonly assets: AssetStore,
    @Inject(AssetExport) private readonly exported: AssetExport,
    @Inject(AssetChanging) private readonly changing: AssetChanging,
    @Inject(Why) private readonly why: Why,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @Needs('assets.see')
  @Answers(assetListSchema, 'Assets in service, a page at a time, with where they are')
  list(
    @Query(checked(assetQuerySchema, 'query')) query: z.output<typeof assetQuerySchema>,
    @Who() actor: Actor,
  ): Promise<AssetList> {
    return this.assets.list(query, actor.visibility, userIdOf(actor));
  }

  /** The list as a file, recorded before its first line is sent. */
  @Get('export.csv')
  @Needs('assets.export')
  @Answers('text/csv', 'All assets in service as a file')
  async export(
    @Query(checked(assetExportQuerySchema, 'query')) query: z.output<typeof assetExportQuerySchema>,
    @Who() actor: Actor,
  ): Promise<StreamableFile> {
    await this.trail.append(eventOf(actor, 'export', 'assets', query.search === '' ? 'all' : query.search));
    const day = new Date().toISOString().slice(0, 10);
    const keys = await this.exported.attributeKeys();
    const pages = assetPages(this.assets, this.exported, query, actor.visibility, keys);
    return csvFile(`assets-${day}.csv`, assetColumns(keys), pages, query.language);
  }

  /** How its newest position came about: the readers, what they were expected to hear, and what would change it. */
  @Get(':assetId/why')
  @Needs('assets.explain')
  @Answers(assetWhySchema, 'How the newest position of an asset came about')
  async whyHere(
    @Param('assetId', pathId) assetId: number,
    @Who() { visibility }: Actor,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<AssetWhy> {
    const why = await this.why.of(assetId, visibility, spokenLanguage(accepted));
    if (why === null)
      throw new ProblemException(404, `There is no asset in service with the id ${assetId} that was ever heard.`);
    return why;
  }

  /** Answers when readings of the new tags are already taken by this process. */
  @Put()
  @Needs('assets.change')
  @Answers(assetsRegisteredSchema, 'How many assets were registered or changed')
  async register(
    @JsonBody(checked(registerAssetsSchema)) { assets }: RegisterAssets,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof assetsRegisteredSchema>> {
    const registered = await this.changing.register(assets, actor);
    await this.changes.announce();
    return { registered };
  }

  @Delete()
  @Needs('assets.change')
  @HttpCode(204)
  @Answers(null, 'The assets are retired; their history stays')
  async retire(
    @JsonBody(checked(retireAssetsSchema)) { numbers }: z.infer<typeof retireAssetsSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    await this.changing.retire(numbers, actor);
    await this.changes.announce();
  }
}
