import { Controller, Get, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { departmentListSchema } from '#contracts/people';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { Answers } from '../interface/answers.js';
import { Departments } from './departments.js';

@Controller('api/v1/departments')
export class DepartmentsController {
  constructor(@Inject(Departments) private readonly departments: Departments) {}

  /** Departments to choose from: those that somebody sees. */
  @Get()
  @Needs('places.see')
  @Answers(departmentListSchema, 'Departments to choose from')
  async list(@Who() actor: Actor): Promise<z.infer<typeof departmentListSchema>> {
    return { departments: await this.departments.seenBy(actor.visibility) };
  }
}
