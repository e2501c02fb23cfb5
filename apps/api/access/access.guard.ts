import { type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { demandCounted } from '../limits/counted-access.js';
import { RateLimits, Unlimited } from '../limits/rate-limits.js';
import { Access } from './access.js';
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
    rememberActor(request, await demandCounted(this.access, this.limits, permission, askedOf(request)));
    return true;
  }
}
