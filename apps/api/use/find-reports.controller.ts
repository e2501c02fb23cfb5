import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  findReportedSchema,
  findReportSchema,
  type FindTimes,
  findTimesQuerySchema,
  findTimesSchema,
} from '#contracts/asset-use';
import { FindReportStore } from '#storage/find-report-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { FindReports } from './find-reports.js';

type Report = z.infer<typeof findReportSchema>;

/** Found it, or not here: what people say who stand where an asset is told to be. */
@Controller('api/v1')
export class FindReportsController {
  constructor(
    @Inject(FindReports) private readonly reports: FindReports,
    @Inject(FindReportStore) private readonly store: FindReportStore,
  ) {}

  @Post('assets/:assetId/found')
  @Needs('assets.use')
  @Answers(findReportedSchema, 'The asset was found; the room is learnt from when its tag is heard')
  found(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(findReportSchema)) report: Report,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof findReportedSchema>> {
    return this.reports.add('found', assetId, report, actor);
  }

  @Post('assets/:assetId/not-here')
  @Needs('assets.use')
  @Answers(findReportedSchema, 'The asset is not where it is told to be; its place is doubted until it moves')
  notHere(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(findReportSchema)) report: Report,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof findReportedSchema>> {
    return this.reports.add('not-here', assetId, report, actor);
  }

  @Get('find-times')
  @Needs('assets.see')
  @Answers(findTimesSchema, 'How long it takes to find things, by department of the zone')
  times(
    @Query(checked(findTimesQuerySchema, 'query')) { days }: z.output<typeof findTimesQuerySchema>,
    @Who() { visibility }: Actor,
  ): Promise<FindTimes> {
    return this.store.times(days, visibility);
  }
}
