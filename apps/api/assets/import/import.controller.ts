import { Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { importByteLimit, importQuerySchema, type ImportReport, importReportSchema } from '#contracts/asset-import';
import type { Actor } from '../../access/actor.js';
import { Needs } from '../../access/needs.js';
import { Who } from '../../access/who.js';
import { checked } from '../../http/checked.js';
import type { BodyKind } from '../../http/read-body.js';
import { readFile } from '../../http/read-file.js';
import { Answers, Takes } from '../../interface/answers.js';
import { Importing } from './importing.js';

const csvKind: BodyKind = {
  pattern: /^text\/csv\s*(;\s*(charset="?utf-8"?|header=\w+)\s*)*;?\s*$/i,
  types: 'text/csv',
  words: 'The body must be a CSV file: send it with Content-Type: text/csv (UTF-8).',
  smaller: 'send it in several files',
};

@Controller('api/v1/assets/import')
export class ImportController {
  constructor(@Inject(Importing) private readonly importing: Importing) {}

  @Post()
  @Needs('assets.change')
  @HttpCode(200)
  @Answers(importReportSchema, 'What the file changes, or would change, and what is wrong with it by row and column')
  @Takes('text/csv')
  async take(
    @Query(checked(importQuerySchema, 'query')) { write, skipWrong }: z.output<typeof importQuerySchema>,
    @Req() request: Request,
    @Who() actor: Actor,
  ): Promise<ImportReport> {
    const bytes = await readFile(request, csvKind, importByteLimit);
    return this.importing.import(bytes, { write: write === 'true', skipWrong: skipWrong === 'true' }, actor);
  }
}
