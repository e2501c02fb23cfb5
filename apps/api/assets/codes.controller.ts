import { Controller, Get, Inject, Param } from '@nestjs/common';
import { type CodeAnswer, codeAnswerSchema, codeSchema } from '#contracts/assets';
import { CodeStore } from '#storage/code-store';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked } from '../http/checked.js';
import { Answers } from '../interface/answers.js';

@Controller('api/v1/codes')
export class CodesController {
  constructor(@Inject(CodeStore) private readonly codes: CodeStore) {}

  @Get(':code')
  @Needs('assets.see')
  @Answers(codeAnswerSchema, 'The asset and the tag that a scanned or typed code belongs to')
  look(@Param('code', checked(codeSchema, 'path')) code: string, @Who() { visibility }: Actor): Promise<CodeAnswer> {
    return this.codes.look(code, visibility);
  }
}
