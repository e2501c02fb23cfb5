import { Controller, Delete, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { sayStatusSchema } from '#contracts/asset-status';
import {
  defectReportedSchema,
  lendSchema,
  reportDefectSchema,
  reserveSchema,
  takeBackSchema,
} from '#contracts/asset-use';
import { AssetUseStore } from '#storage/asset-use-store';
import { LastActStore } from '#storage/last-act';
import { type Actor, permissionsOfActor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { AssetUsing, personOf } from './asset-using.js';

/** What people do with equipment, and say of it. */
@Controller('api/v1/assets/:assetId')
export class AssetUseController {
  constructor(
    @Inject(AssetUseStore) private readonly store: AssetUseStore,
    @Inject(LastActStore) private readonly acts: LastActStore,
    @Inject(AssetUsing) private readonly using: AssetUsing,
  ) {}

  @Put('status')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(
    null,
    'The status is as it was said, until the asset comes to another place with a rule; 409 for what is lent, and for what only sound equipment is while a defect is open',
  )
  async say(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(sayStatusSchema)) { status, note }: z.infer<typeof sayStatusSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    const use = this.using.use(assetId, actor, 'asset.status', { status, note });
    await this.using.done(this.store.say(use, status, note), assetId, actor);
  }

  @Put('reservation')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(null, 'The asset is reserved, and by itself not any more when the time is over')
  async reserve(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(reserveSchema)) { minutes, note }: z.infer<typeof reserveSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    const until = new Date(Date.now() + minutes * 60_000);
    const use = this.using.use(assetId, actor, 'asset.reserve', { until: until.toISOString(), note });
    await this.using.done(this.store.reserve(use, until, note), assetId, actor);
  }

  /** Those who keep the register may end everybody's. */
  @Delete('reservation')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(null, 'The asset is not reserved any more')
  async giveUp(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<void> {
    const use = this.using.use(assetId, actor, 'asset.reserve', { until: null });
    const anybodys = permissionsOfActor(actor).includes('assets.change');
    await this.using.done(this.store.giveUp(use, anybodys), assetId, actor);
  }

  @Put('loan')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(null, 'The asset is lent')
  async lend(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(lendSchema)) { borrower, dueAt }: z.infer<typeof lendSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    const use = this.using.use(assetId, actor, 'asset.lend', { borrower, dueAt });
    const due = dueAt === null ? null : new Date(dueAt);
    await this.using.done(this.store.lend(use, borrower, due), assetId, actor);
  }

  @Delete('loan')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(null, 'The asset is back, and is what was said of it; it needs repair while a defect is open')
  async takeBack(
    @Param('assetId', pathId) assetId: number,
    @Query(checked(takeBackSchema, 'query')) { now }: z.output<typeof takeBackSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    const use = this.using.use(assetId, actor, 'asset.lend', { borrower: null, status: now });
    await this.using.done(this.store.takeBack(use, now), assetId, actor);
  }

  @Post('defects')
  @Needs('assets.use')
  @Answers(defectReportedSchema, 'The defect is noted, and the asset needs repair')
  async reportDefect(
    @Param('assetId', pathId) assetId: number,
    @JsonBody(checked(reportDefectSchema)) { text }: z.infer<typeof reportDefectSchema>,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof defectReportedSchema>> {
    const use = this.using.use(assetId, actor, 'asset.defect', { reported: text });
    const { id } = await this.using.done(this.store.reportDefect(use, text), assetId, actor);
    return { id };
  }

  @Delete('defects/:defectId')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(null, 'The defect is mended; with the last one the asset is available')
  async mend(
    @Param('assetId', pathId) assetId: number,
    @Param('defectId', pathId) defectId: number,
    @Who() actor: Actor,
  ): Promise<void> {
    const use = this.using.use(assetId, actor, 'asset.defect', { mended: defectId });
    const { mended } = await this.using.done(this.store.mend(use, defectId), assetId, actor);
    if (!mended) throw new ProblemException(404, `The asset has no open defect with the id ${defectId}.`);
  }

  /** Also a report of where it was. */
  @Post('undo')
  @Needs('assets.use')
  @HttpCode(204)
  @Answers(
    null,
    'What the same person did last with the asset is taken back; 409 when it is longer ago than ten minutes, or something has happened since',
  )
  async undo(@Param('assetId', pathId) assetId: number, @Who() actor: Actor): Promise<void> {
    const who = { assetId, user: personOf(actor), visibility: actor.visibility };
    await this.using.done(this.acts.undo(who, this.using.undoNote(actor)), assetId, actor);
  }
}
