import { type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Access } from './access.js';
import { askedOf } from './asked-of.js';
import { Needs, Public } from './needs.js';
import { rememberActor } from './who.js';

/** Stands before every route. A route that declares neither a permission nor that it is public is refused. */
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(private readonly access: Access) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Live messages come over a connection that was let in, and is checked again, by the live gateway.
    if (context.getType() !== 'http') return true;
    const route = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride(Public, route)) return true;
    const permission = this.reflector.getAllAndOverride(Needs, route);
    if (!permission) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no permission`);
    const request = context.switchToHttp().getRequest<Request>();
    rememberActor(request, await this.access.demand(permission, askedOf(request)));
    return true;
  }
}
