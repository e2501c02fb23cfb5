/** What of a point decides whether it is kept. Lengths in metres. */
export interface TrailPoint {
  x: number;
  y: number;
  floorId: number;
  zoneId: number | null;
  /** Nothing was heard of it for long before this point. */
  afterSilence: boolean;
}

/**
 * Leaves out points until at most `most` are left, evenly along the way. The first and the last point and both sides of
 * every change of zone or floor and of every silence are always kept, even when that makes more than `most`.
 * @param points in order of time
 */
export function thinTrail<Point extends TrailPoint>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const begins = (index: number) => isEdge(points[index - 1], points[index]);
  const needed = points.map((_, index) => begins(index) || index === points.length - 1 || begins(index + 1));
  const room = most - needed.filter(Boolean).length;
  if (room <= 0) return points.filter((_, index) => needed[index]);
  const others = points.length - (most - room);
  let seen = 0;
  let taken = 0;
  return points.filter((_, index) => {
    if (needed[index]) return true;
    seen++;
    if (Math.floor((seen * room) / others) === taken) return false;
    taken++;
    return true;
  });
}

/** Whether something new begins between two points that follow each other. */
function isEdge(before: TrailPoint | undefined, { floorId, zoneId, afterSilence }: TrailPoint): boolean {
  return before === undefined || afterSilence || before.zoneId !== zoneId || before.floorId !== floorId;
}
