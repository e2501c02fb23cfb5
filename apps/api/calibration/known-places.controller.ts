import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
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
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { ProblemException } from '../problems/problem-exception.js';
import { HeardNow } from './heard-now.js';

/** Places of tags that somebody knows: rooms by one tap, and tags that are fixed somewhere. */
@Controller('api/v1')
export class KnownPlacesController {
  constructor(
    @Inject(HeardNow) private readonly heard: HeardNow,
    @Inject(CalibrationFloors) private readonly floors: CalibrationFloors,
    @Inject(CalibrationLabels) private readonly labels: CalibrationLabels,
    @Inject(CalibrationSurveys) private readonly surveys: CalibrationSurveys,
  ) {}

  @Post('room-labels')
  @Needs('labels.add')
  async label(
    @JsonBody(checked(roomLabelSchema)) label: RoomLabel,
    @Who() { name }: Actor,
  ): Promise<z.infer<typeof roomLabelNotedSchema>> {
    return this.heard.label(label, name);
  }

  @Get('floors/:floorId/reference-tags')
  @Needs('calibration.see')
  async referenceTags(@Param('floorId', pathId) floorId: number): Promise<z.infer<typeof referenceTagsSchema>> {
    return { tags: await this.labels.referenceTags(floorId) };
  }

  @Put('reference-tags/:tagKey')
  @Needs('calibration.change')
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
  @Needs('calibration.change')
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
