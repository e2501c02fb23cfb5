import type { Session } from '#contracts/people';
import type { Permission } from '#contracts/permissions';

/** Whether whoever is signed in may do something. The server decides again; this only spares people dead ends. */
export function may({ permissions }: Pick<Session, 'permissions'>, permission: Permission): boolean {
  return permissions.includes(permission);
}
