import type { Moment } from '../moment.js';

/** Opens and closes visits when the decided zone changes. */
export function visit(moment: Moment): void {
  if (moment.late) return;
  const track = moment.track!;
  const { id: zoneId, since } = track.zone!;
  if (track.visit?.zoneId === zoneId) return;
  if (track.visit) {
    const { enteredAt } = track.visit;
    moment.findings.visits.push({ kind: 'left', tagId: moment.tagId, enteredAt, at: Math.max(since, enteredAt) });
    track.visit = null;
  }
  if (zoneId === null) return;
  track.visit = { zoneId, enteredAt: since };
  moment.findings.visits.push({
    kind: 'entered',
    tagId: moment.tagId,
    zoneId,
    floorId: track.floor.floorId,
    at: since,
  });
}
