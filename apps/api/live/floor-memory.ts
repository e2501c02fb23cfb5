import type { FloorHearing, LiveFix } from '#contracts/live';
import type { Group } from './asset-groups.js';

/** Before the readers were looked at nothing is said against them. */
export const unknownHearing: FloorHearing = { connected: true, blindZones: [] };

/** What those who see the same of a floor were sent. */
export interface View {
  sequence: number;
  lastFrameAt: number;
}

/** What viewers of one floor know, and what they do not know yet. */
export interface Floor {
  views: Map<string, View>;
  /** Newest observation of each group; shared by the floors of a site. */
  newest: Map<Group, number>;
  fixes: Map<number, LiveFix>;
  changed: Set<number>;
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
    changed: new Set(),
    toName: new Set(),
    gone: new Map(),
    regrouped: new Map(),
    hearing: unknownHearing,
    hearingChanged: false,
  };
}
