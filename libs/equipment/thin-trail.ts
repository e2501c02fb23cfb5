/** What of a point decides whether it is kept. Lengths in metres. */
export interface TrailPoint {
  x: number;
  y: number;
  floorId: number;
  zoneId: number | null;
}

/**
 * Leaves out points until at most `most` are left, evenly along the way. The first and the last point and both sides of
 * every change of zone or floor are always kept, even when that makes more than `most`.
 * @param points in order of time
 */
export function thinTrail<Point extends TrailPoint>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const needed = points.map((point, index) => isEdge(points[index - 1], point) || isEdge(points[index + 1], point));
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

/** Whether a point begins or ends something beside its neighbour. */
function isEdge(neighbour: TrailPoint | undefined, { floorId, zoneId }: TrailPoint): boolean {
  return neighbour === undefined || neighbour.zoneId !== zoneId || neighbour.floorId !== floorId;
}
