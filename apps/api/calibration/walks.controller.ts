import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
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
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { SurveyWalks } from './survey-walks.js';

@Controller('api/v1')
export class WalksController {
  constructor(@Inject(SurveyWalks) private readonly walks: SurveyWalks) {}

  @Post('floors/:floorId/calibration/walks')
  @Needs('calibration.change')
  async start(
    @Param('floorId', pathId) floorId: number,
    @JsonBody(checked(startWalkSchema)) carried: StartWalk,
    @Who() { name }: Actor,
  ): Promise<SurveyWalk> {
    return this.walks.startWalk(floorId, carried, name);
  }

  @Get('walks/:walkId')
  @Needs('calibration.see')
  show(
    @Param('walkId', pathId) walkId: number,
    @Query(checked(walkQuerySchema, 'query')) { skipZones }: z.output<typeof walkQuerySchema>,
  ): Promise<SurveyWalk> {
    return this.walks.walk(walkId, skipZones);
  }

  @Post('walks/:walkId/finish')
  @Needs('calibration.change')
  @HttpCode(200)
  finish(@Param('walkId', pathId) walkId: number): Promise<SurveyWalk> {
    return this.walks.finishWalk(walkId);
  }

  @Post('walks/:walkId/stops')
  @Needs('calibration.change')
  openStop(
    @Param('walkId', pathId) walkId: number,
    @JsonBody(checked(openStopSchema)) place: OpenStop,
  ): Promise<SurveyStop> {
    return this.walks.openStop(walkId, place);
  }

  /** Answers when the stop's readings are in, or will not come any more. */
  @Post('stops/:stopId/finish')
  @Needs('calibration.change')
  @HttpCode(200)
  finishStop(@Param('stopId', pathId) stopId: number): Promise<SurveyStop> {
    return this.walks.finishStop(stopId);
  }

  @Delete('stops/:stopId')
  @Needs('calibration.change')
  @HttpCode(204)
  removeStop(@Param('stopId', pathId) stopId: number): Promise<void> {
    return this.walks.removeStop(stopId);
  }
}
