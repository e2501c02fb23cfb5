import { Controller, Delete, Get, HttpCode, Inject, Put } from '@nestjs/common';
import type { z } from 'zod';
import { forgetSearchSchema, type KeptSearch, keptSearchListSchema, keptSearchSchema } from '#contracts/search';
import { KeptSearchStore, mostPinned } from '#storage/kept-search-store';
import { type Actor, userIdOf } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';

/** Searches that somebody made lately or pinned; theirs alone. */
@Controller('api/v1/searches')
@Needs('searches.keep')
export class KeptSearchesController {
  constructor(@Inject(KeptSearchStore) private readonly searches: KeptSearchStore) {}

  @Get()
  @Answers(keptSearchListSchema, 'Your own searches: pinned ones first, then the newest')
  async list(@Who() actor: Actor): Promise<z.infer<typeof keptSearchListSchema>> {
    return { searches: await this.searches.list(personOf(actor)) };
  }

  @Put()
  @HttpCode(204)
  @Answers(null, 'The search is kept')
  async keep(@JsonBody(checked(keptSearchSchema)) search: KeptSearch, @Who() actor: Actor): Promise<void> {
    if (!(await this.searches.keep(personOf(actor), search)))
      throw new ProblemException(
        409,
        `You have pinned ${mostPinned} searches, and no more are kept: take one off first.`,
      );
  }

  @Delete()
  @HttpCode(204)
  @Answers(null, 'The search is forgotten')
  async forget(
    @JsonBody(checked(forgetSearchSchema)) { q }: z.infer<typeof forgetSearchSchema>,
    @Who() actor: Actor,
  ): Promise<void> {
    await this.searches.forget(personOf(actor), q);
  }
}

/** Keys keep no searches: the table of permissions lets none in. */
function personOf(actor: Actor): number {
  const id = userIdOf(actor);
  if (id === null) throw new ProblemException(403, 'Only people keep searches.');
  return id;
}
