import type { FloorHearing, LiveFix } from '#contracts/live';
import type { Group } from './asset-groups.js';
import type { Change, PendingPlaces } from './pending-places.js';

/** Before the readers were looked at nothing is said against them. */
export const unknownHearing: FloorHearing = { connected: true, blindZones: [] };

/** What those who see the same of a floor were sent. */
export interface View {
  sequence: number;
  lastFrameAt: number;
  /** Places that found no room in the frames before. */
  pending: PendingPlaces;
}

/** What viewers of one floor know, and what they do not know yet. */
export interface Floor {
  views: Map<string, View>;
  /** Newest observation of each group; shared by the floors of a site. */
  newest: Map<Group, number>;
  fixes: Map<number, LiveFix>;
  changed: Map<number, Change>;
  toName: Set<number>;
  /** Tags that left, each with the groups in which viewers may know it. */
  gone: Map<number, Group[]>;
  /** Tags that stayed but belong to another group now, each with those before. */
  regrouped: Map<number, Group[]>;
  hearing: FloorHearing;
  hearingChanged: boolean;
}

/** A floor of which nothing was heard yet. @param newest of its site */
export function newFloor(newest: Map<Group, number>): Floor {
  return {
    views: new Map(),
    newest,
    fixes: new Map(),
    changed: new Map(),
    toName: new Set(),
    gone: new Map(),
    regrouped: new Map(),
    hearing: unknownHearing,
    hearingChanged: false,
  };
}
