import { Controller, Get, HttpCode, Inject, Put } from '@nestjs/common';
import { type PersonTags, personTagsSchema, type PersonTagsView, personTagsViewSchema } from '#contracts/privacy';
import { PrivacyStore } from '#storage/privacy-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';

@Controller('api/v1/privacy/persons')
export class PersonsController {
  constructor(
    @Inject(PrivacyStore) private readonly privacy: PrivacyStore,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @Needs('privacy.see')
  @Answers(personTagsViewSchema, 'Whether persons are located, why, and who sees them')
  show(): Promise<PersonTagsView> {
    return this.privacy.view();
  }

  /** Answers when what may not be known any more is removed. */
  @Put()
  @Needs('privacy.change')
  @HttpCode(200)
  @Answers(personTagsViewSchema, 'As chosen')
  async change(@Who() actor: Actor, @JsonBody(checked(personTagsSchema)) persons: PersonTags): Promise<PersonTagsView> {
    await this.privacy.change(persons, actor.name, (before) =>
      eventOf(actor, 'privacy.change', 'privacy', 'person tags', { before, after: persons }),
    );
    await this.changes.announce();
    return this.privacy.view();
  }
}
