import { Controller, Get, Inject } from '@nestjs/common';
import type { UnassignedList } from '#storage/unassigned-store';
import { UnassignedStore } from '#storage/unassigned-store';
import { Needs } from '../access/needs.js';

/** Those heard last are the ones somebody is setting up now. */
const shown = 500;

@Controller('api/v1/unassigned')
export class UnassignedController {
  constructor(@Inject(UnassignedStore) private readonly unassigned: UnassignedStore) {}

  @Get()
  @Needs('unassigned.see')
  list(): Promise<UnassignedList> {
    return this.unassigned.list(shown);
  }
}
