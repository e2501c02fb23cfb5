import { firstWindows } from './decide-floor.js';
import { silentDbm } from './floor-levels.js';
import type { FloorState } from './floor-state.js';

/**
 * The state of a tag whose floor is known from elsewhere (another engine, a portal): it is on that floor, whatever levels
 * say; what they say from now on must prove itself against it.
 * @param state null for a tag that was never heard
 */
export function toldFloor(state: FloorState | null, floorId: number, atMs: number): FloorState {
  if (state?.floorId === floorId) return state;
  const floors = state?.floors ?? [];
  const known = floors.some((floor) => floor.floorId === floorId);
  return {
    ...(state ?? { sinceMs: atMs, sightedMs: atMs, atMs, nearShaftMs: 0 }),
    floorId,
    challenger: -1,
    doubtDbS: 0,
    fixes: 0,
    // It need not be found out by a first few windows.
    windows: firstWindows,
    floors: known
      ? floors
      : [...floors, { floorId, nowDbm: silentDbm, usualDbm: silentDbm }].sort((a, b) => a.floorId - b.floorId),
  };
}
