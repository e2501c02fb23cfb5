import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type FloorDetail, type SiteTree, siteTreeSchema, floorDetailSchema } from '#contracts/api';
import { PlacesStore } from '#storage/places-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { pathId } from '../http/checked.js';
import { planSecurityPolicy } from '../http/security-headers.js';
import { Answers } from '../interface/answers.js';
import { absent } from '../problems/absent.js';

@Controller('api/v1')
@Needs('places.see')
export class PlacesController {
  constructor(@Inject(PlacesStore) private readonly places: PlacesStore) {}

  @Get('sites')
  @Answers(siteTreeSchema, 'Sites with their buildings and floors')
  sites(@Who() { visibility }: Actor): Promise<SiteTree> {
    return this.places.siteTree(visibility.siteIds);
  }

  @Get('floors/:floorId')
  @Answers(floorDetailSchema, 'A floor with its zones and readers')
  async floor(@Param('floorId', pathId) floorId: number, @Who() { visibility }: Actor): Promise<FloorDetail> {
    return found(await this.places.floorDetail(floorId, visibility.siteIds), floorId);
  }

  /** The drawing, with a tag of its content so that a browser fetches it once. */
  @Get('floors/:floorId/plan.svg')
  @Answers('image/svg+xml', 'The drawing of a floor')
  async plan(
    @Param('floorId', pathId) floorId: number,
    @Who() { visibility }: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const svg = found(await this.places.floorPlan(floorId, visibility.siteIds), floorId);
    const digest = createHash('sha256').update(svg).digest('base64url');
    response
      .set({
        'Content-Type': 'image/svg+xml; charset=utf-8',
        'Content-Security-Policy': planSecurityPolicy,
        'Cache-Control': 'private, no-cache',
        ETag: `"${digest}"`,
      })
      .send(svg);
  }
}

function found<T>(value: T | null, floorId: number): T {
  if (value === null) throw absent('floor', floorId);
  return value;
}
