import { Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import {
  changeUserSchema,
  createUserSchema,
  type Invitation,
  type UserList,
  userQuerySchema,
  type UserView,
  userListSchema,
  invitationSchema,
  userSchema,
} from '#contracts/people';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { checked, JsonBody, pathId } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { personOf } from './person-of.js';
import { Users } from './users.js';

/** Who may sign in, for administrators. */
@Controller('api/v1/users')
export class UsersController {
  constructor(@Inject(Users) private readonly users: Users) {}

  @Get()
  @Needs('users.manage')
  @Answers(userListSchema, 'People who may sign in, by name, a page at a time')
  list(
    @Who() actor: Actor,
    @Query(checked(userQuerySchema, 'query')) query: z.output<typeof userQuerySchema>,
  ): Promise<UserList> {
    return this.users.list(personOf(actor), query);
  }

  @Post()
  @Needs('users.manage')
  @Answers(invitationSchema, 'A new person, and the code of their invitation, shown this once')
  create(
    @Who() actor: Actor,
    @JsonBody(checked(createUserSchema)) wanted: z.output<typeof createUserSchema>,
  ): Promise<Invitation> {
    return this.users.create(personOf(actor), wanted);
  }

  @Patch(':userId')
  @Needs('users.manage')
  @Answers(userSchema, 'The person as changed')
  change(
    @Who() actor: Actor,
    @Param('userId', pathId) userId: number,
    @JsonBody(checked(changeUserSchema)) change: z.output<typeof changeUserSchema>,
  ): Promise<UserView> {
    return this.users.change(personOf(actor), userId, change);
  }

  @Post(':userId/invitation')
  @Needs('users.manage')
  @Answers(invitationSchema, 'A new invitation; its code is shown this once')
  invite(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<Invitation> {
    return this.users.invite(personOf(actor), userId);
  }

  @Delete(':userId/sessions')
  @Needs('users.manage')
  @HttpCode(204)
  @Answers(null, 'The person is signed out everywhere')
  signOut(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<void> {
    return this.users.signOut(personOf(actor), userId);
  }

  @Delete(':userId/second-factor')
  @Needs('users.manage')
  @HttpCode(204)
  @Answers(null, 'The second factor of the person is off')
  resetSecondFactor(@Who() actor: Actor, @Param('userId', pathId) userId: number): Promise<void> {
    return this.users.resetSecondFactor(personOf(actor), userId);
  }
}
