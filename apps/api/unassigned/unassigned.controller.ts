import { Controller, Get, Inject } from '@nestjs/common';
import { unassignedListSchema } from '#contracts/api';
import type { UnassignedList } from '#storage/unassigned-store';
import { UnassignedStore } from '#storage/unassigned-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { Answers } from '../interface/answers.js';

/** Those heard last are the ones somebody is setting up now. */
const shown = 500;

@Controller('api/v1/unassigned')
export class UnassignedController {
  constructor(@Inject(UnassignedStore) private readonly unassigned: UnassignedStore) {}

  @Get()
  @Needs('unassigned.see')
  @Answers(unassignedListSchema, 'Keys that were heard but belong to nothing registered')
  list(@Who() { visibility }: Actor): Promise<UnassignedList> {
    return this.unassigned.list(shown, visibility.persons);
  }
}
