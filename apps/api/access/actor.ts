import type { KeyKind } from '#contracts/keys';
import { type Asker, type KeyScope, type PersonRole, permissionsOf, type Permission } from '#contracts/permissions';
import type { Visibility } from '#contracts/visibility';

/** Where a request came from, for the records. */
export interface From {
  /** Address of the client; behind a trusted proxy the one it names. */
  address: string;
  requestId: string;
}

/** Somebody who is signed in. */
export interface PersonActor extends From {
  kind: 'person';
  id: number;
  name: string;
  email: string;
  roles: readonly PersonRole[];
  sessionId: number;
  visibility: Visibility;
}

/** A program with a key. */
export interface KeyActor extends From {
  kind: 'key';
  id: number;
  name: string;
  keyKind: KeyKind;
  scopes: readonly KeyScope[];
  /** Readers a gateway's key may report for; null for all. */
  readerIds: ReadonlySet<number> | null;
  visibility: Visibility;
}

/** Who asks, as the guard found out. */
export type Actor = PersonActor | KeyActor;

/** The account of a person; null for a key. */
export function userIdOf(actor: Actor): number | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** The side of an actor that the permission table looks at. */
export function askerOf(actor: Actor): Asker {
  const { siteIds, departments } = actor.visibility;
  const rights = actor.kind === 'person' ? { roles: actor.roles } : { scopes: actor.scopes };
  return { ...rights, siteIds, departments };
}

/** Everything an actor may do. */
export function permissionsOfActor(actor: Actor): Permission[] {
  return permissionsOf(askerOf(actor));
}
