import { type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Permission } from '#contracts/permissions';
import { RateLimits, Unlimited } from '../limits/rate-limits.js';
import { ProblemException } from '../problems/problem-exception.js';
import { Access, type Asked } from './access.js';
import type { Actor } from './actor.js';
import { askedOf } from './asked-of.js';
import { Needs, Public } from './needs.js';
import { rememberActor } from './who.js';

/**
 * Stands before every route: lets in who may, as often as they may. A route that declares neither a permission nor
 * that it is public is refused.
 */
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(
    private readonly access: Access,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Live messages come over a connection that was let in, and is checked again, by the live gateway.
    if (context.getType() !== 'http') return true;
    const route = [context.getHandler(), context.getClass()];
    const request = context.switchToHttp().getRequest<Request>();
    if (this.reflector.getAllAndOverride(Public, route)) {
      if (!this.reflector.getAllAndOverride(Unlimited, route)) this.limits.demandOfStranger(askedOf(request).address);
      return true;
    }
    const permission = this.reflector.getAllAndOverride(Needs, route);
    if (!permission) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no permission`);
    const actor = await this.knownActor(permission, askedOf(request));
    this.limits.demandOf(actor, permission);
    rememberActor(request, actor);
    return true;
  }

  /** Whoever asks with a key or session that is not valid is a stranger, and counted as one. */
  private async knownActor(permission: Permission, asked: Asked): Promise<Actor> {
    try {
      return await this.access.demand(permission, asked);
    } catch (error) {
      if (error instanceof ProblemException && error.problem.status === 401)
        this.limits.demandOfStranger(asked.address);
      throw error;
    }
  }
}
