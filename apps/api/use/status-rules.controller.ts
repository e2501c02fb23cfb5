import { Controller, Get, Inject, Put } from '@nestjs/common';
import type { z } from 'zod';
import { statusRulesSchema } from '#contracts/asset-status';
import { AuditTrail } from '#storage/audit-trail';
import { StatusStore } from '#storage/status-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';

type StatusRules = z.infer<typeof statusRulesSchema>;

/** What standing in a place says of equipment. */
@Controller('api/v1/status-rules')
export class StatusRulesController {
  constructor(
    @Inject(StatusStore) private readonly store: StatusStore,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
  ) {}

  @Get()
  @Needs('status-rules.see')
  @Answers(statusRulesSchema, 'What standing in zones of each kind says of equipment')
  async rules(): Promise<StatusRules> {
    return { rules: await this.store.rules() };
  }

  /** The worker goes by them within seconds. */
  @Put()
  @Needs('status-rules.change')
  @Answers(statusRulesSchema, 'These rules hold from now on, and no others')
  async change(
    @JsonBody(checked(statusRulesSchema)) { rules }: StatusRules,
    @Who() actor: Actor,
  ): Promise<StatusRules> {
    const unknown = await this.store.replaceRules(rules, (client, before) =>
      this.trail.append(eventOf(actor, 'status-rules.change', 'status rules', 'all', { before, after: rules }), client),
    );
    if (unknown !== null) throw new ProblemException(409, `There is no type of equipment with the key "${unknown}".`);
    return { rules: await this.store.rules() };
  }
}
