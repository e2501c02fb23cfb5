import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import {
  type OpenStop,
  type StartWalk,
  type SurveyStop,
  type SurveyWalk,
  openStopSchema,
  startWalkSchema,
  walkQuerySchema,
} from '#contracts/calibration';
import { RequireScope } from '../access/require-scope.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Signers } from './signers.js';
import { SurveyWalks } from './survey-walks.js';

@Controller('api/v1')
export class WalksController {
  constructor(
    @Inject(SurveyWalks) private readonly walks: SurveyWalks,
    @Inject(Signers) private readonly signers: Signers,
  ) {}

  @Post('floors/:floorId/calibration/walks')
  @RequireScope('manage')
  async start(
    @Param('floorId', pathId) floorId: number,
    @JsonBody(checked(startWalkSchema)) carried: StartWalk,
    @Req() { headers }: Request,
  ): Promise<SurveyWalk> {
    return this.walks.startWalk(floorId, carried, await this.signers.nameOf(headers));
  }

  @Get('walks/:walkId')
  @RequireScope('read')
  show(
    @Param('walkId', pathId) walkId: number,
    @Query(checked(walkQuerySchema, 'query')) { skipZones }: z.output<typeof walkQuerySchema>,
  ): Promise<SurveyWalk> {
    return this.walks.walk(walkId, skipZones);
  }

  @Post('walks/:walkId/finish')
  @RequireScope('manage')
  @HttpCode(200)
  finish(@Param('walkId', pathId) walkId: number): Promise<SurveyWalk> {
    return this.walks.finishWalk(walkId);
  }

  @Post('walks/:walkId/stops')
  @RequireScope('manage')
  openStop(
    @Param('walkId', pathId) walkId: number,
    @JsonBody(checked(openStopSchema)) place: OpenStop,
  ): Promise<SurveyStop> {
    return this.walks.openStop(walkId, place);
  }

  /** Answers when the stop's readings are in, or will not come any more. */
  @Post('stops/:stopId/finish')
  @RequireScope('manage')
  @HttpCode(200)
  finishStop(@Param('stopId', pathId) stopId: number): Promise<SurveyStop> {
    return this.walks.finishStop(stopId);
  }

  @Delete('stops/:stopId')
  @RequireScope('manage')
  @HttpCode(204)
  removeStop(@Param('stopId', pathId) stopId: number): Promise<void> {
    return this.walks.removeStop(stopId);
  }
}
