import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { type SearchAnswer, searchAnswerSchema, searchQuerySchema } from '#contracts/search';
import { type Actor, userIdOf } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { Search } from './search.js';

@Controller('api/v1/search')
export class SearchController {
  constructor(@Inject(Search) private readonly search: Search) {}

  @Get()
  @Needs('assets.see')
  @Answers(searchAnswerSchema, 'What was asked for, best first, with how to get there')
  find(
    @Query(checked(searchQuerySchema, 'query')) query: z.output<typeof searchQuerySchema>,
    @Who() actor: Actor,
  ): Promise<SearchAnswer> {
    return this.search.find(query, { visibility: actor.visibility, userId: userIdOf(actor) });
  }
}
