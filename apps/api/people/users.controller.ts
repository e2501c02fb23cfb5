import { Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  changeUserSchema,
  createUserSchema,
  type Invitation,
  type UserList,
  userQuerySchema,
  type UserView,
} from '#contracts/people';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { personOf } from './person-of.js';
import { Users } from './users.js';

/** Who may sign in, for administrators. */
@Controller('api/v1/users')
export class UsersController {
  constructor(@Inject(Users) private readonly users: Users) {}

  @Get()
  @Needs('users.manage')
  list(
    @Who() actor: Actor,
    @Query(checked(userQuerySchema, 'query')) query: z.output<typeof userQuerySchema>,
  ): Promise<UserList> {
    return this.users.list(personOf(actor), query);
  }

  @Post()
  @Needs('users.manage')
  create(
    @Who() actor: Actor,
    @JsonBody(checked(createUserSchema)) wanted: z.output<typeof createUserSchema>,
  ): Promise<Invitation> {
    return this.users.create(personOf(actor), wanted);
  }

  @Patch(':userId')
  @Needs('users.manage')
  change(
    @Who() actor: Actor,
    @Param('userId', pathId) userId: number,
    @JsonBody(checked(changeUserSchema)) change: z.output<typeof changeUserSchema>,
  ): Promise<UserView> {
    return this.users.change(personOf(actor), userId, change);
  }

  @Post(':userId/invitation')
  @Needs('users.manage')
  invite(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<Invitation> {
    return this.users.invite(personOf(actor), userId);
  }

  @Delete(':userId/sessions')
  @Needs('users.manage')
  @HttpCode(204)
  signOut(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<void> {
    return this.users.signOut(personOf(actor), userId);
  }

  @Delete(':userId/second-factor')
  @Needs('users.manage')
  @HttpCode(204)
  resetSecondFactor(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<void> {
    return this.users.resetSecondFactor(personOf(actor), userId);
  }
}
