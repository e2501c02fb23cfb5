import type { LiveFix, FloorFrame } from '#contracts/live';
import { roughBytes } from '#contracts/live-packing';

/** What became of a tag's place: it was heard again where it was; it moved; or the chances of its zones are others too. */
export type Change = 'heard' | 'moved' | 'weighed';

const weight: Record<Change, number> = { heard: 0, moved: 1, weighed: 2 };
/** Numbers of a fix before its chances, and which of them is the time. */
const plainNumbers = 9;
const timeAt = 5;

/** What is new in a fix; null for nothing. A tag that was not there before is wholly new. */
export function changeOf(before: LiveFix | undefined, fix: LiveFix): Change | null {
  if (!before || before.length !== fix.length) return 'weighed';
  for (let at = plainNumbers; at < fix.length; at++) if (before[at] !== fix[at]) return 'weighed';
  for (let at = 0; at < plainNumbers; at++) if (at !== timeAt && before[at] !== fix[at]) return 'moved';
  return before[timeAt] === fix[timeAt] ? null : 'heard';
}

/** Two changes of one tag as one. */
export function mergeChanges(a: Change | undefined, b: Change): Change {
  return a !== undefined && weight[a] > weight[b] ? a : b;
}

/**
 * Which places viewers of a floor have not been told yet. They are told within a budget of bytes for each frame: first that
 * tags moved or were heard, then the chances of their zones; what waited longest goes first. Nothing is dropped: what waits
 * is told as it is by then.
 */
export class PendingPlaces {
  /** Tags whose place or time is not told; true: it moved. In the order of waiting, as Maps and Sets keep it. */
  private readonly places = new Map<number, boolean>();
  private readonly chances = new Set<number>();

  add(tagId: number, change: Change): void {
    this.places.set(tagId, this.places.get(tagId) === true || change !== 'heard');
    if (change === 'weighed') this.chances.add(tagId);
  }

  /** The tag is gone from the floor. */
  forget(tagId: number): void {
    this.places.delete(tagId);
    this.chances.delete(tagId);
  }

  /**
   * Takes out what is told with this frame.
   * @param first tags whose names are told with it: their places must come along, and fully
   */
  take(
    fixOf: (tagId: number) => LiveFix | undefined,
    first: ReadonlySet<number>,
    budgetBytes: number,
  ): Pick<FloorFrame, 'fixes' | 'moves' | 'heard'> {
    const fixes: LiveFix[] = [];
    const heard: FloorFrame['heard'] = [];
    let leftBytes = budgetBytes;
    for (const tagId of first) {
      const fix = fixOf(tagId);
      this.forget(tagId);
      if (!fix) continue;
      fixes.push(fix);
      leftBytes -= roughBytes.move + roughBytes.chances(fix);
    }
    const moves = new Map<number, LiveFix>();
    for (const [tagId, moved] of this.places) {
      if (leftBytes <= 0) break;
      const fix = fixOf(tagId);
      this.places.delete(tagId);
      if (!fix) continue;
      if (moved) moves.set(tagId, fix);
      else heard.push([tagId, fix[timeAt]]);
      leftBytes -= moved ? roughBytes.move : roughBytes.heard;
    }
    const told = new Set<number>();
    for (const tagId of this.chances) {
      if (leftBytes <= 0) break;
      const fix = fixOf(tagId);
      this.chances.delete(tagId);
      if (!fix) continue;
      fixes.push(fix);
      told.add(tagId);
      leftBytes -= roughBytes.chances(fix) + (moves.delete(tagId) ? 0 : roughBytes.move);
    }
    return {
      fixes,
      moves: Array.from(moves.values(), (fix) => fix.slice(0, plainNumbers) as LiveFix),
      heard: told.size === 0 ? heard : heard.filter(([tagId]) => !told.has(tagId)),
    };
  }
}
