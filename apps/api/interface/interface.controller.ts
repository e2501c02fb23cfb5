import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Needs } from '../access/needs.js';
import { Answers } from './answers.js';
import { InterfaceDescription } from './interface-description.js';
import type { OpenApi } from './openapi.js';

const documentSchema = z.looseObject({ openapi: z.literal('3.1.1') });

@Controller('api')
@Needs('interface.see')
export class InterfaceController {
  constructor(@Inject(InterfaceDescription) private readonly description: InterfaceDescription) {}

  @Get('openapi.json')
  @Answers(documentSchema, 'This interface as an OpenAPI 3.1 document')
  document(): OpenApi {
    return this.description.document;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Answers('text/html', 'This interface as a page to read')
  page(): string {
    return this.description.page;
  }
}
