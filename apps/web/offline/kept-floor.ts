import type { LiveTag, FloorState } from '../live/floor-state.js';
import type { KeptAnswers } from './kept-answers.js';

/** A floor as it was when the server was last heard. */
export interface KeptFloor {
  state: FloorState;
  /** When that was, ms since 1970 by this browser's clock. */
  heardAtMs: number;
}

/** As it lies in the browser's cache: maps as lists, markers where they stand. */
interface Written extends Omit<FloorState, 'tags' | 'blindSince'> {
  tags: LiveTag[];
  blindSince: [zoneId: number, sinceMs: number][];
  heardAtMs: number;
}

/** Beside the answers of the server, where no answer of the server ever lies. */
const pathOf = (floorId: number) => `/kept/floors/${floorId}`;

/** Puts the watched floor aside, where answers may be. */
export async function keepFloor(kept: KeptAnswers, floor: FloorState, heardAtMs: number): Promise<void> {
  if (!kept.allowed) return;
  const written: Written = {
    ...floor,
    tags: [...floor.tags.values()],
    blindSince: [...floor.blindSince],
    heardAtMs,
  };
  await kept.put(pathOf(floor.floorId), new Response(JSON.stringify(written)));
}

/** What was known of a floor; null when nothing was put aside. */
export async function keptFloor(kept: KeptAnswers, floorId: number): Promise<KeptFloor | null> {
  const answer = await kept.find(pathOf(floorId));
  if (!answer) return null;
  try {
    const { heardAtMs, tags, blindSince, ...rest } = (await answer.json()) as Written;
    const state: FloorState = {
      ...rest,
      // Whatever the server says next is newer.
      sequence: 0,
      tags: new Map(tags.map((tag) => [tag.tagId, { ...tag, fromX: tag.x, fromY: tag.y }])),
      blindSince: new Map(blindSince),
    };
    return { state, heardAtMs };
  } catch {
    return null; // of an earlier version of this page
  }
}
