import { Controller, Get, Inject, Query, type StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import {
  type AuditEventView,
  auditFilterSchema,
  type AuditList,
  auditQuerySchema,
  type AuditVerification,
  auditListSchema,
  auditVerificationSchema,
} from '#contracts/audit';
import { AuditStore } from '#storage/audit-store';
import { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked } from '../http/checked.js';
import { type CsvCell, csvFile } from '../http/csv.js';
import { Answers } from '../interface/answers.js';
import { eventOf } from './event-of.js';

@Controller('api/v1/audit')
export class AuditController {
  constructor(
    @Inject(AuditStore) private readonly events: AuditStore,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Get()
  @Needs('audit.see')
  @Answers(auditListSchema, 'Recorded events, newest first')
  list(@Query(checked(auditQuerySchema, 'query')) query: z.output<typeof auditQuerySchema>): Promise<AuditList> {
    return this.events.list(query);
  }

  @Get('export.csv')
  @Needs('audit.export')
  @Answers('text/csv', 'Recorded events as a file')
  async export(
    @Who() actor: Actor,
    @Query(checked(auditFilterSchema, 'query')) filter: z.output<typeof auditFilterSchema>,
  ): Promise<StreamableFile> {
    await this.trail.append(eventOf(actor, 'export', 'audit trail', 'export.csv', { after: filter }));
    return csvFile('wardmap-audit.csv', columns, linesOf(this.events.pages(filter)));
  }

  @Get('verification')
  @Needs('audit.see')
  @Answers(auditVerificationSchema, 'Whether the chain of events is whole')
  verification(): Promise<AuditVerification> {
    return this.events.verify();
  }
}

const columns = [
  ...['id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'action', 'subject_kind', 'subject', 'before', 'after'],
  ...['address', 'request_id'],
];

async function* linesOf(pages: AsyncIterable<AuditEventView[]>): AsyncGenerator<CsvCell[][]> {
  for await (const page of pages) yield page.map(lineOf);
}

function lineOf(event: AuditEventView): CsvCell[] {
  const { id, at, actorKind, actorId, actorName, action, subjectKind, subject, address, requestId } = event;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return [
    ...[id, at, actorKind, actorId, actorName, action, subjectKind, subject, json(event.before), json(event.after)],
    ...[address, requestId],
  ];
}
