import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import {
  type PutReferenceTag,
  type ReferenceTag,
  type RoomLabel,
  putReferenceTagSchema,
  type referenceTagsSchema,
  roomLabelSchema,
  type roomLabelNotedSchema,
} from '#contracts/calibration';
import { normaliseKey } from '#contracts/readings';
import { CalibrationFloors } from '#storage/calibration-floors';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { RequireScope } from '../access/require-scope.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { ProblemException } from '../problems/problem-exception.js';
import { HeardNow } from './heard-now.js';
import { Signers } from './signers.js';

/** Places of tags that somebody knows: rooms by one tap, and tags that are fixed somewhere. */
@Controller('api/v1')
export class KnownPlacesController {
  constructor(
    @Inject(HeardNow) private readonly heard: HeardNow,
    @Inject(CalibrationFloors) private readonly floors: CalibrationFloors,
    @Inject(CalibrationLabels) private readonly labels: CalibrationLabels,
    @Inject(CalibrationSurveys) private readonly surveys: CalibrationSurveys,
    @Inject(Signers) private readonly signers: Signers,
  ) {}

  @Post('room-labels')
  @RequireScope('manage')
  async label(
    @JsonBody(checked(roomLabelSchema)) label: RoomLabel,
    @Req() { headers }: Request,
  ): Promise<z.infer<typeof roomLabelNotedSchema>> {
    return this.heard.label(label, await this.signers.nameOf(headers));
  }

  @Get('floors/:floorId/reference-tags')
  @RequireScope('read')
  async referenceTags(@Param('floorId', pathId) floorId: number): Promise<z.infer<typeof referenceTagsSchema>> {
    return { tags: await this.labels.referenceTags(floorId) };
  }

  @Put('reference-tags/:tagKey')
  @RequireScope('manage')
  async fix(
    @Param('tagKey') tagKey: string,
    @JsonBody(checked(putReferenceTagSchema)) place: PutReferenceTag,
  ): Promise<ReferenceTag> {
    const key = keyOf(tagKey);
    const tagId = await this.surveys.carriedTag({ tagKey: key });
    if (tagId === null)
      throw new ProblemException(
        404,
        `No asset in service carries the tag ${key}: give it to one (a "reference tag") first.`,
      );
    if ((await this.floors.byId(place.floorId)) === null)
      throw new ProblemException(404, `There is no floor with the id ${place.floorId}.`);
    await this.labels.putReferenceTag(tagId, place);
    return (await this.labels.referenceTags(place.floorId)).find((tag) => tag.tagId === tagId)!;
  }

  @Delete('reference-tags/:tagKey')
  @RequireScope('manage')
  @HttpCode(204)
  async free(@Param('tagKey') tagKey: string): Promise<void> {
    const key = keyOf(tagKey);
    if (!(await this.labels.removeReferenceTag(key)))
      throw new ProblemException(404, `The tag ${key} is not fixed anywhere.`);
  }
}

function keyOf(tagKey: string): string {
  return normaliseKey(tagKey).replaceAll('\0', '').slice(0, 128);
}
