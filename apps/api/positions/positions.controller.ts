import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import { positionExportQuerySchema, positionQuerySchema, type PositionList, positionListSchema } from '#contracts/api';
import { normaliseKey } from '#contracts/readings';
import { seesEverything } from '#contracts/visibility';
import { AuditTrail } from '#storage/audit-trail';
import { PositionStore, type TagHistory } from '#storage/position-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import { Refusals } from '../audit/refusals.js';
import { checked } from '../http/checked.js';
import { csvFile } from '../http/csv.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';
import { positionColumns, positionPages } from './position-pages.js';

/** Where a tag was. Every look is recorded: histories of things tell of people. */
@Controller('api/v1/tags')
export class PositionsController {
  constructor(
    @Inject(PositionStore) private readonly positions: PositionStore,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(Refusals) private readonly refusals: Refusals,
  ) {}

  @Get(':tagKey/positions')
  @Needs('history.see')
  @Answers(positionListSchema, 'Where a tag was, in order of time')
  async history(
    @Param('tagKey') tagKey: string,
    @Query(checked(positionQuerySchema, 'query')) query: z.output<typeof positionQuerySchema>,
    @Who() actor: Actor,
  ): Promise<PositionList> {
    const history = await this.found(tagKey, actor);
    const { from, to } = query;
    const { kind, subject } = subjectOf(history);
    await this.trail.append(eventOf(actor, 'history.look-up', kind, subject, { after: { from, to } }));
    return this.positions.history(history, query);
  }

  @Get(':tagKey/positions.csv')
  @Needs('history.export')
  @Answers('text/csv', 'Where a tag was, as a file')
  async export(
    @Param('tagKey') tagKey: string,
    @Query(checked(positionExportQuerySchema, 'query')) span: z.output<typeof positionExportQuerySchema>,
    @Who() actor: Actor,
  ): Promise<StreamableFile> {
    const history = await this.found(tagKey, actor);
    const { kind, subject } = subjectOf(history);
    await this.trail.append(eventOf(actor, 'export', kind, subject, { after: { positions: span } }));
    const fileName = `positions-${history.assetNumber ?? history.tagKey}-${span.from.slice(0, 10)}.csv`;
    return csvFile(fileName, positionColumns, positionPages(this.positions, history, span));
  }

  private async found(tagKey: string, actor: Actor): Promise<TagHistory> {
    const key = normaliseKey(tagKey).replaceAll('\0', '');
    const history = await this.positions.historyOf(key, actor.visibility);
    if (history !== null) return history;
    const hidden = await this.positions.historyOf(key, seesEverything);
    if (hidden !== null) this.refusals.add(outOfSightEvent(actor, 'tag', hidden.tagKey));
    throw new ProblemException(404, `There is no tag with the key ${key.slice(0, 128)}.`);
  }
}

function subjectOf({ assetNumber, tagKey }: TagHistory): { kind: string; subject: string } {
  return assetNumber === null ? { kind: 'tag', subject: tagKey } : { kind: 'asset', subject: assetNumber };
}
