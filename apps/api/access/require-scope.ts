import { Reflector } from '@nestjs/core';
import type { KeyScope } from '#contracts/api';

/** What a key must be allowed to do for this route. */
export const RequireScope = Reflector.createDecorator<KeyScope>();

/** A route that needs no key: health, signing in and out. */
export const Public = Reflector.createDecorator<true>({ transform: () => true });
