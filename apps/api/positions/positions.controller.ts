import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { positionQuerySchema, type PositionList } from '#contracts/api';
import { normaliseKey } from '#contracts/readings';
import { PositionStore } from '#storage/position-store';
import { Needs } from '../access/needs.js';
import { checked } from '../http/checked.js';
import { ProblemException } from '../problems/problem-exception.js';

@Controller('api/v1/tags')
export class PositionsController {
  constructor(@Inject(PositionStore) private readonly positions: PositionStore) {}

  @Get(':tagKey/positions')
  @Needs('history.see')
  async history(
    @Param('tagKey') tagKey: string,
    @Query(checked(positionQuerySchema, 'query')) query: z.output<typeof positionQuerySchema>,
  ): Promise<PositionList> {
    const key = normaliseKey(tagKey).replaceAll('\0', '');
    const history = await this.positions.history(key, query);
    if (history === null) throw new ProblemException(404, `There is no tag with the key ${key.slice(0, 128)}.`);
    return history;
  }
}
