import { Controller, Delete, Get, HttpCode, Inject, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { photoByteLimit, photoChangedSchema, photoQuerySchema, photoTypes } from '#contracts/assets';
import { AssetPhotos, type PhotoChange } from '#storage/asset-photos';
import { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { checked, pathId } from '../http/checked.js';
import { readFile } from '../http/read-file.js';
import { Answers, Takes } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { photoKind, pictureType } from './picture-type.js';
import { absentAsset } from './registering.js';

const types = photoTypes.join(', ');
/** A photo of a moment never changes: a year. */
const forGood = 'private, max-age=31536000, immutable';

@Controller('api/v1/assets/:assetId/photo')
export class PhotosController {
  constructor(
    @Inject(AssetPhotos) private readonly photos: AssetPhotos,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Get()
  @Needs('assets.see')
  @Answers(types, 'The photo of an asset; with `at` of its detail it may be kept')
  async photo(
    @Param('assetId', pathId) assetId: number,
    @Query(checked(photoQuerySchema, 'query')) { at }: z.output<typeof photoQuerySchema>,
    @Who() { visibility }: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const photo = await this.photos.of(assetId, visibility);
    if (photo === null)
      throw new ProblemException(404, `There is no asset in service with the id ${assetId} that has a photo.`);
    const changedAt = photo.changedAt.toISOString();
    response
      .set({
        'Content-Type': photo.type,
        'Cache-Control': at === changedAt ? forGood : 'private, no-cache',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        ETag: `"${photo.changedAt.getTime()}"`,
      })
      .send(photo.bytes);
  }

  @Put()
  @Needs('assets.change')
  @Answers(photoChangedSchema, 'The photo is taken over')
  @Takes(types)
  async change(
    @Param('assetId', pathId) assetId: number,
    @Req() request: Request,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof photoChangedSchema>> {
    const bytes = await readFile(request, photoKind, photoByteLimit);
    const type = pictureType(bytes);
    if (type === null)
      throw new ProblemException(415, `The body is no picture of one of these types: ${types}. Its first bytes tell.`);
    const at = await this.photos.change(assetId, { type, bytes }, actor.visibility, this.#note(actor));
    if (at === null) throw absentAsset(assetId);
    return { photoAt: at.toISOString() };
  }

  @Delete()
  @Needs('assets.change')
  @HttpCode(204)
  @Answers(null, 'The asset has no photo')
  async remove(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<void> {
    const at = await this.photos.change(assetId, null, actor.visibility, this.#note(actor));
    if (at === null) throw absentAsset(assetId);
  }

  #note(actor: Actor) {
    return (client: Parameters<AuditTrail['appendAll']>[1], { assetNumber, before, after }: PhotoChange) =>
      this.trail.append(
        eventOf(actor, 'asset.change', 'asset', assetNumber, { before: { photo: before }, after: { photo: after } }),
        client,
      );
  }
}
