import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from './actor.js';

const actors = new WeakMap<object, Actor>();

/** Remembers who makes a request; the guard does. */
export function rememberActor(request: object, actor: Actor): void {
  actors.set(request, actor);
}

/** Who makes a request that the guard let in; undefined on public routes. */
export function actorOf(request: object): Actor | undefined {
  return actors.get(request);
}

/** Parameter of a route: who asks. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const actor = actors.get(context.switchToHttp().getRequest<Request>());
  if (!actor)
    throw new Error(`${context.getClass().name}.${context.getHandler().name} is public: nobody is known there`);
  return actor;
});
