import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { Permission } from '#contracts/permissions';
import { Needs, Public } from '../../apps/api/access/needs.js';
import type { RunningApi } from '../../apps/api/start-api.js';

/** A route as the running server answers it. */
export interface ServedRoute {
  method: string;
  /** With its parameters, as in /api/v1/floors/:floorId */
  path: string;
  /** Null for a route that no controller with a rule accounts for. */
  demands: Permission | 'public' | null;
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route in the router of the running server, each with the rule that its controller declares. */
export function everyRoute({ app }: RunningApi): ServedRoute[] {
  const rules = declaredRules(app.get(ModulesContainer));
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return layersOf(router.stack).flatMap(({ route }) =>
    Object.keys(route!.methods).map((name) => {
      const method = name.toUpperCase();
      return { method, path: route!.path, demands: rules.get(`${method} ${route!.path}`) ?? null };
    }),
  );
}

/** The path with something in place of each parameter. */
export function withIds(path: string, id: (parameter: string) => string): string {
  return path.replace(/:(\w+)/g, (_, parameter: string) => encodeURIComponent(id(parameter)));
}

function layersOf(stack: Layer[]): Layer[] {
  return stack.flatMap((layer) => [...(layer.route ? [layer] : []), ...layersOf(layer.handle.stack ?? [])]);
}

function declaredRules(modules: ModulesContainer): Map<string, Permission | 'public'> {
  const reflector = new Reflector();
  const rules = new Map<string, Permission | 'public'>();
  for (const module of modules.values())
    for (const { metatype } of module.controllers.values()) {
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, (...values: unknown[]) => unknown>;
      for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
        const handler = prototype[name];
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) continue;
        const place = [handler, controller];
        const rule = reflector.getAllAndOverride(Public, place) ? 'public' : reflector.getAllAndOverride(Needs, place);
        const parts = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)];
        const path = `/${parts
          .map((part: string) => part.replace(/^\/|\/$/g, ''))
          .filter(Boolean)
          .join('/')}`;
        if (rule) rules.set(`${RequestMethod[method]} ${path}`, rule);
      }
    }
  return rules;
}
