import { z } from 'zod';
import { nearSchema } from '#contracts/search';
import type { Near } from './near.js';

const keptAs = 'wardmap.near';
const keptSchema = z.object({ person: z.int(), near: nearSchema, name: z.string() });

/**
 * The place a person chose last in this tab. It belongs to that person: whoever signs in next at a shared computer
 * finds nothing, and what was kept is gone. Storage may be forbidden; then nothing is remembered.
 */
export function rememberedNear(personId: number | null, storage: () => Storage = () => sessionStorage): Near | null {
  try {
    const kept = storage().getItem(keptAs);
    if (kept === null) return null;
    const { person, near, name } = keptSchema.parse(JSON.parse(kept));
    if (person === personId) return { near, name };
    storage().removeItem(keptAs);
  } catch {
    // Not ours, or no storage.
  }
  return null;
}

/** Remembers the place of a person until the tab is closed; null forgets it. */
export function rememberNear(
  personId: number | null,
  near: Near | null,
  storage: () => Storage = () => sessionStorage,
): void {
  try {
    if (near === null || personId === null) storage().removeItem(keptAs);
    else storage().setItem(keptAs, JSON.stringify({ person: personId, ...near }));
  } catch {
    // Without storage the place is known until the page is loaded anew.
  }
}
