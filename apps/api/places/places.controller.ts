import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { FloorDetail, SiteTree } from '#contracts/api';
import { PlacesStore } from '#storage/places-store';
import { Needs } from '../access/needs.js';
import { pathId } from '../http/checked.js';
import { planSecurityPolicy } from '../http/security-headers.js';
import { ProblemException } from '../problems/problem-exception.js';

@Controller('api/v1')
@Needs('places.see')
export class PlacesController {
  constructor(@Inject(PlacesStore) private readonly places: PlacesStore) {}

  @Get('sites')
  sites(): Promise<SiteTree> {
    return this.places.siteTree();
  }

  @Get('floors/:floorId')
  async floor(@Param('floorId', pathId) floorId: number): Promise<FloorDetail> {
    return found(await this.places.floorDetail(floorId), floorId);
  }

  /** The drawing, with a tag of its content so that a browser fetches it once. */
  @Get('floors/:floorId/plan.svg')
  async plan(@Param('floorId', pathId) floorId: number, @Res() response: Response): Promise<void> {
    const svg = found(await this.places.floorPlan(floorId), floorId);
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
  if (value === null) throw new ProblemException(404, `There is no floor with the id ${floorId}.`);
  return value;
}
