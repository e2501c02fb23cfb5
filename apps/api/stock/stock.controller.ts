import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  type ParLevel,
  type ParLevelFields,
  parLevelFieldsSchema,
  parLevelListSchema,
  parLevelSchema,
  type Stock,
  stockQuerySchema,
  stockSchema,
} from '#contracts/par-levels';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ParLevels } from './par-levels.js';
import { StockBoard } from './stock-board.js';

@Controller('api/v1')
export class StockController {
  constructor(
    @Inject(ParLevels) private readonly levels: ParLevels,
    @Inject(StockBoard) private readonly board: StockBoard,
  ) {}

  @Get('stock')
  @Needs('stock.see')
  @Answers(stockSchema, 'The stock levels that hold now: what is there, what is short, and what would mend it')
  stock(
    @Query(checked(stockQuerySchema, 'query')) query: z.output<typeof stockQuerySchema>,
    @Who() { visibility }: Actor,
  ): Promise<Stock> {
    return this.board.tell(query, visibility);
  }

  @Get('par-levels')
  @Needs('stock.see')
  @Answers(parLevelListSchema, 'How many of a type should be where, and when in the week')
  async list(@Who() actor: Actor): Promise<z.infer<typeof parLevelListSchema>> {
    return { levels: await this.levels.list(actor) };
  }

  @Post('par-levels')
  @Needs('stock.change')
  @Answers(parLevelSchema, 'A new stock level')
  async add(@JsonBody(checked(parLevelFieldsSchema)) fields: ParLevelFields, @Who() actor: Actor): Promise<ParLevel> {
    const level = await this.levels.add(fields, actor);
    this.board.forget();
    return level;
  }

  @Put('par-levels/:levelId')
  @Needs('stock.change')
  @Answers(parLevelSchema, 'The stock level as it is now')
  async change(
    @Param('levelId', pathId) levelId: number,
    @JsonBody(checked(parLevelFieldsSchema)) fields: ParLevelFields,
    @Who() actor: Actor,
  ): Promise<ParLevel> {
    const level = await this.levels.change(levelId, fields, actor);
    this.board.forget();
    return level;
  }

  @Delete('par-levels/:levelId')
  @Needs('stock.change')
  @HttpCode(204)
  @Answers(null, 'There is no such level any more')
  async remove(@Param('levelId', pathId) levelId: number, @Who() actor: Actor): Promise<void> {
    await this.levels.remove(levelId, actor);
    this.board.forget();
  }
}
