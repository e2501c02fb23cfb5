import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import {
  type CalibrationVersion,
  type FloorCalibrationView,
  type HeardTags,
  floorCalibrationViewSchema,
  heardTagsSchema,
  calibrationVersionSchema,
  rolledBackSchema,
} from '#contracts/calibration';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Sight } from '../access/sight.js';
import { Who } from '../access/who.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { FloorCalibrations } from './floor-calibrations.js';
import { HeardNow } from './heard-now.js';

@Controller('api/v1')
export class CalibrationController {
  constructor(
    @Inject(FloorCalibrations) private readonly calibrations: FloorCalibrations,
    @Inject(HeardNow) private readonly heard: HeardNow,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get('floors/:floorId/calibration')
  @Needs('calibration.see')
  @Answers(floorCalibrationViewSchema, 'What is known of the radio on a floor, and how surely')
  async show(@Param('floorId', pathId) floorId: number, @Who() actor: Actor): Promise<FloorCalibrationView> {
    await this.sight.demand(actor, 'floor', floorId);
    return this.calibrations.view(floorId, actor.visibility);
  }

  @Get('floors/:floorId/heard-tags')
  @Needs('calibration.see')
  @Answers(heardTagsSchema, 'Tags heard on a floor just now')
  async heardTags(@Param('floorId', pathId) floorId: number, @Who() actor: Actor): Promise<HeardTags> {
    await this.sight.demand(actor, 'floor', floorId);
    return this.heard.tags(floorId, actor.visibility);
  }

  /** Takes some seconds: the fit, and its comparison with what is in use. */
  @Post('floors/:floorId/calibration/fit')
  @Needs('calibration.change')
  @Answers(calibrationVersionSchema, 'A new calibration, in use when it is better than the one before')
  async fit(@Param('floorId', pathId) floorId: number, @Who() actor: Actor): Promise<CalibrationVersion> {
    await this.sight.demand(actor, 'floor', floorId);
    const version = await this.calibrations.fit(floorId, actor);
    if (version.state === 'active') await this.changes.announce();
    return version;
  }

  @Post('calibrations/:calibrationId/activate')
  @Needs('calibration.change')
  @HttpCode(200)
  @Answers(calibrationVersionSchema, 'This calibration is in use')
  async activate(@Param('calibrationId', pathId) id: number, @Who() actor: Actor): Promise<CalibrationVersion> {
    await this.sight.demand(actor, 'calibration', id);
    const version = await this.calibrations.activate(id, actor);
    await this.changes.announce();
    return version;
  }

  @Post('floors/:floorId/calibration/rollback')
  @Needs('calibration.change')
  @HttpCode(200)
  @Answers(rolledBackSchema, 'The calibration that was in use before is in use again')
  async rollBack(
    @Param('floorId', pathId) floorId: number,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof rolledBackSchema>> {
    await this.sight.demand(actor, 'floor', floorId);
    const active = await this.calibrations.rollBack(floorId, actor);
    await this.changes.announce();
    return { active };
  }
}
