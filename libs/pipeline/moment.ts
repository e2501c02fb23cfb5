import type { Position } from '#contracts/position';
import type { LevelWindow } from '#positioning/window';
import type { Evidence } from './evidence.js';
import type { Findings } from './findings.js';
import type { FloorModel, HouseModel } from './model.js';
import type { ToldPlace, Track } from './track.js';

/** One second of one tag on its way through the steps. */
export interface Moment {
  house: HouseModel;
  tagId: number;
  evidence: Evidence;
  /** Time of the newest reading that counts, milliseconds since 1970 UTC. */
  at: number;
  /** A stretch of history filled in afterwards: no visits come of it. */
  late: boolean;
  /** What was known before; the steps bring it up to this moment. Null for a tag's first moment. */
  track: Track | null;
  findings: Findings;

  /** Written by window, used again by the next moment: one level per reader of the last `windowMs`. */
  heard: LevelWindow;
  windowMs: number;
  /** Written by sight: whether another engine, distances or a portal saw the tag in this second, and on which floor. */
  seen: boolean;
  toldFloor: number | null;
  /** Written by sight, put into the track by locate. */
  place: ToldPlace | null;
  portal: Track['portal'];
  /** Written by locate. */
  floor: FloorModel | null;
  /** Whether levels heard on that floor told a place. */
  levels: boolean;
  /** Time of the evidence before, ms since 1970; null for a tag's first moment. Written by locate. */
  before: number | null;
  /** Written by locate, the zone by zone, the rhythm by learn. */
  position: Position | null;
}
