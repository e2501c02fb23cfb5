import { Reflector } from '@nestjs/core';
import type { Permission } from '#contracts/permissions';

/** What somebody must be allowed to do for this route; the table is in #contracts/permissions. */
export const Needs = Reflector.createDecorator<Permission>();

/** A route for everybody: health, and the ways to sign in. */
export const Public = Reflector.createDecorator<true>({ transform: () => true });
