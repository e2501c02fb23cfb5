import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import {
  type PutReferenceTag,
  type ReferenceTag,
  type RoomLabel,
  putReferenceTagSchema,
  roomLabelSchema,
  roomLabelNotedSchema,
  referenceTagsSchema,
  referenceTagSchema,
} from '#contracts/calibration';
import { normaliseKey } from '#contracts/readings';
import { AuditTrail } from '#storage/audit-trail';
import { CalibrationFloors } from '#storage/calibration-floors';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Sight } from '../access/sight.js';
import { Who } from '../access/who.js';
import { noted } from '../audit/noted.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { absent } from '../problems/absent.js';
import { HeardNow } from './heard-now.js';

/** Places of tags that somebody knows: rooms by one tap, and tags that are fixed somewhere. */
@Controller('api/v1')
export class KnownPlacesController {
  constructor(
    @Inject(HeardNow) private readonly heard: HeardNow,
    @Inject(CalibrationFloors) private readonly floors: CalibrationFloors,
    @Inject(CalibrationLabels) private readonly labels: CalibrationLabels,
    @Inject(CalibrationSurveys) private readonly surveys: CalibrationSurveys,
    @Inject(Sight) private readonly sight: Sight,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Post('room-labels')
  @Needs('labels.add')
  @Answers(roomLabelNotedSchema, 'The room is noted')
  async label(
    @JsonBody(checked(roomLabelSchema)) label: RoomLabel,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof roomLabelNotedSchema>> {
    return this.heard.label(label, actor);
  }

  @Get('floors/:floorId/reference-tags')
  @Needs('calibration.see')
  @Answers(referenceTagsSchema, 'Tags that are fixed somewhere on a floor')
  async referenceTags(
    @Param('floorId', pathId) floorId: number,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof referenceTagsSchema>> {
    await this.sight.demand(actor, 'floor', floorId);
    return { tags: await this.labels.referenceTags(floorId, actor.visibility) };
  }

  @Put('reference-tags/:tagKey')
  @Needs('calibration.change')
  @Answers(referenceTagSchema, 'The tag is fixed there')
  async fix(
    @Param('tagKey') tagKey: string,
    @JsonBody(checked(putReferenceTagSchema)) place: PutReferenceTag,
    @Who() actor: Actor,
  ): Promise<ReferenceTag> {
    const { visibility } = actor;
    const key = keyOf(tagKey);
    const tagId = await this.surveys.carriedTag({ tagKey: key }, visibility);
    if (tagId === null)
      throw new ProblemException(
        404,
        `No asset in service carries the tag ${key}: give it to one (a "reference tag", not a person) first.`,
      );
    await this.sight.demand(actor, 'floor', place.floorId);
    if ((await this.floors.byId(place.floorId)) === null) throw absent('floor', place.floorId);
    const before = await this.labels.fixedPlace(key, visibility);
    await this.labels.putReferenceTag(
      tagId,
      place,
      noted(this.trail, {
        ...{ actor, action: 'calibration.change', kind: 'reference tag', subject: key },
        ...{ before, after: () => ({ tagId, ...place }) },
      }),
    );
    return (await this.labels.referenceTags(place.floorId, visibility)).find((tag) => tag.tagId === tagId)!;
  }

  @Delete('reference-tags/:tagKey')
  @Needs('calibration.change')
  @HttpCode(204)
  @Answers(null, 'The tag is not fixed any more')
  async free(@Param('tagKey') tagKey: string, @Who() actor: Actor): Promise<void> {
    const key = keyOf(tagKey);
    const before = await this.labels.fixedPlace(key, actor.visibility);
    if (before === null) throw new ProblemException(404, `The tag ${key} is not fixed anywhere.`);
    await this.labels.removeReferenceTag(
      before.tagId,
      noted(this.trail, { actor, action: 'calibration.change', kind: 'reference tag', subject: key, before }),
    );
  }
}

function keyOf(tagKey: string): string {
  return normaliseKey(tagKey).replaceAll('\0', '').slice(0, 128);
}
