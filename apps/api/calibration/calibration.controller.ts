import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { CalibrationVersion, FloorCalibrationView, HeardTags, rolledBackSchema } from '#contracts/calibration';
import { RequireScope } from '../access/require-scope.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { pathId } from '../http/checked.js';
import { FloorCalibrations } from './floor-calibrations.js';
import { HeardNow } from './heard-now.js';
import { Signers } from './signers.js';

@Controller('api/v1')
export class CalibrationController {
  constructor(
    @Inject(FloorCalibrations) private readonly calibrations: FloorCalibrations,
    @Inject(HeardNow) private readonly heard: HeardNow,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
    @Inject(Signers) private readonly signers: Signers,
  ) {}

  @Get('floors/:floorId/calibration')
  @RequireScope('read')
  show(@Param('floorId', pathId) floorId: number): Promise<FloorCalibrationView> {
    return this.calibrations.view(floorId);
  }

  @Get('floors/:floorId/heard-tags')
  @RequireScope('read')
  heardTags(@Param('floorId', pathId) floorId: number): Promise<HeardTags> {
    return this.heard.tags(floorId);
  }

  /** Takes some seconds: the fit, and its comparison with what is in use. */
  @Post('floors/:floorId/calibration/fit')
  @RequireScope('manage')
  async fit(@Param('floorId', pathId) floorId: number, @Req() { headers }: Request): Promise<CalibrationVersion> {
    const version = await this.calibrations.fit(floorId, await this.signers.nameOf(headers));
    if (version.state === 'active') await this.changes.announce();
    return version;
  }

  @Post('calibrations/:calibrationId/activate')
  @RequireScope('manage')
  @HttpCode(200)
  async activate(@Param('calibrationId', pathId) id: number, @Req() { headers }: Request): Promise<CalibrationVersion> {
    const version = await this.calibrations.activate(id, await this.signers.nameOf(headers));
    await this.changes.announce();
    return version;
  }

  @Post('floors/:floorId/calibration/rollback')
  @RequireScope('manage')
  @HttpCode(200)
  async rollBack(
    @Param('floorId', pathId) floorId: number,
    @Req() { headers }: Request,
  ): Promise<z.infer<typeof rolledBackSchema>> {
    const active = await this.calibrations.rollBack(floorId, await this.signers.nameOf(headers));
    await this.changes.announce();
    return { active };
  }
}
