import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, Reflector } from '@nestjs/core';
import { controllers } from '../app.module.js';
import { Needs, Public } from './needs.js';

/** Every route of the api by name, with what it demands: a permission, 'public', or null when it says nothing. */
export function declaredRoutes(): { route: string; demands: string | null }[] {
  const reflector = new Reflector();
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, (...values: unknown[]) => unknown>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name]))
      .map((name) => {
        const place = [prototype[name], controller];
        const open = reflector.getAllAndOverride(Public, place);
        return {
          route: `${controller.name}.${name}`,
          demands: open ? 'public' : (reflector.getAllAndOverride(Needs, place) ?? null),
        };
      });
  });
}

/** @throws Error that names the routes anybody could call because they declare no permission. */
export function refuseUndeclaredRoutes(): void {
  const open = declaredRoutes().filter(({ demands }) => demands === null);
  if (open.length > 0)
    throw new Error(`These routes declare neither @Needs nor @Public: ${open.map(({ route }) => route).join(', ')}`);
}
