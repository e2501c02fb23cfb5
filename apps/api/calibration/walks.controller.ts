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
  surveyWalkSchema,
  surveyStopSchema,
} from '#contracts/calibration';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Sight } from '../access/sight.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { SurveyWalks } from './survey-walks.js';

@Controller('api/v1')
export class WalksController {
  constructor(
    @Inject(SurveyWalks) private readonly walks: SurveyWalks,
    @Inject(Sight) private readonly sight: Sight,
  ) {}

  @Post('floors/:floorId/calibration/walks')
  @Needs('calibration.change')
  @Answers(surveyWalkSchema, 'A survey walk begins')
  async start(
    @Param('floorId', pathId) floorId: number,
    @JsonBody(checked(startWalkSchema)) carried: StartWalk,
    @Who() actor: Actor,
  ): Promise<SurveyWalk> {
    await this.sight.demand(actor, 'floor', floorId);
    return this.walks.startWalk(floorId, carried, actor);
  }

  @Get('walks/:walkId')
  @Needs('calibration.see')
  @Answers(surveyWalkSchema, 'A survey walk and where to go next')
  async show(
    @Param('walkId', pathId) walkId: number,
    @Query(checked(walkQuerySchema, 'query')) { skipZones }: z.output<typeof walkQuerySchema>,
    @Who() actor: Actor,
  ): Promise<SurveyWalk> {
    await this.sight.demand(actor, 'walk', walkId);
    return this.walks.walk(walkId, skipZones, actor.visibility);
  }

  @Post('walks/:walkId/finish')
  @Needs('calibration.change')
  @HttpCode(200)
  @Answers(surveyWalkSchema, 'The walk is over')
  async finish(@Param('walkId', pathId) walkId: number, @Who() actor: Actor): Promise<SurveyWalk> {
    await this.sight.demand(actor, 'walk', walkId);
    return this.walks.finishWalk(walkId, actor);
  }

  @Post('walks/:walkId/stops')
  @Needs('calibration.change')
  @Answers(surveyStopSchema, 'A stop begins')
  async openStop(
    @Param('walkId', pathId) walkId: number,
    @JsonBody(checked(openStopSchema)) place: OpenStop,
    @Who() actor: Actor,
  ): Promise<SurveyStop> {
    await this.sight.demand(actor, 'walk', walkId);
    return this.walks.openStop(walkId, place, actor);
  }

  /** Answers when the stop's readings are in, or will not come any more. */
  @Post('stops/:stopId/finish')
  @Needs('calibration.change')
  @HttpCode(200)
  @Answers(surveyStopSchema, 'What was heard at the stop')
  async finishStop(@Param('stopId', pathId) stopId: number, @Who() actor: Actor): Promise<SurveyStop> {
    await this.sight.demand(actor, 'stop', stopId);
    return this.walks.finishStop(stopId, actor);
  }

  @Delete('stops/:stopId')
  @Needs('calibration.change')
  @HttpCode(204)
  @Answers(null, 'The stop is removed')
  async removeStop(@Param('stopId', pathId) stopId: number, @Who() actor: Actor): Promise<void> {
    await this.sight.demand(actor, 'stop', stopId);
    await this.walks.removeStop(stopId, actor);
  }
}
