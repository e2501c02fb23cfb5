import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  statusHistoryQuerySchema,
  statusHistorySchema,
  trailPoints,
  trailQuerySchema,
  trailSchema,
  type Trail,
  visitListSchema,
  visitQuerySchema,
  type VisitList,
} from '#contracts/asset-use';
import { thinTrail } from '#equipment/thin-trail';
import { AssetHistoryStore, type SeenHistory } from '#storage/asset-history-store';
import { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { checked, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { AssetUsing } from './asset-using.js';

/** Where an asset was and what its status was. Every look is recorded: histories of things tell of people. */
@Controller('api/v1/assets/:assetId')
export class AssetHistoryController {
  constructor(
    @Inject(AssetHistoryStore) private readonly history: AssetHistoryStore,
    @Inject(AssetUsing) private readonly using: AssetUsing,
    @Inject(AuditTrail) private readonly trails: AuditTrail,
  ) {}

  @Get('visits')
  @Needs('history.see')
  @Answers(visitListSchema, 'The zones an asset was in, newest first')
  async visits(
    @Param('assetId', pathId) assetId: number,
    @Query(checked(visitQuerySchema, 'query')) { limit, before }: z.output<typeof visitQuerySchema>,
    @Who() actor: Actor,
  ): Promise<VisitList> {
    const seen = await this.lookUp(assetId, actor, { visits: { before } });
    return this.history.visits(seen, limit, before === undefined ? null : new Date(before));
  }

  @Get('statuses')
  @Needs('history.see')
  @Answers(statusHistorySchema, 'What the status of an asset was, newest first')
  async statuses(
    @Param('assetId', pathId) assetId: number,
    @Query(checked(statusHistoryQuerySchema, 'query')) query: z.output<typeof statusHistoryQuerySchema>,
    @Who() actor: Actor,
  ): Promise<z.infer<typeof statusHistorySchema>> {
    const { limit, before } = query;
    const seen = await this.lookUp(assetId, actor, { statuses: { before } });
    return this.history.statuses(seen, limit, before ?? null);
  }

  @Get('trail')
  @Needs('history.see')
  @Answers(trailSchema, 'The way of an asset, thinned, in order of time')
  async trail(
    @Param('assetId', pathId) assetId: number,
    @Query(checked(trailQuerySchema, 'query')) { from, to }: z.output<typeof trailQuerySchema>,
    @Who() actor: Actor,
  ): Promise<Trail> {
    const seen = await this.lookUp(assetId, actor, { from, to });
    const way = await this.history.trail(seen, new Date(from), new Date(to));
    const points = thinTrail(way.points, trailPoints);
    return { points, thinned: points.length < way.total };
  }

  private async lookUp(assetId: number, actor: Actor, what: object): Promise<SeenHistory> {
    const seen = await this.using.seen(assetId, actor);
    await this.trails.append(eventOf(actor, 'history.look-up', 'asset', seen.number, { after: what }));
    return seen;
  }
}
