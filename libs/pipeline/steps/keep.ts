import type { Moment } from '../moment.js';

/** A tag that lies still is put into the history this often, milliseconds. */
export const stillEveryMs = 60_000;

/** Puts the position into the history when it says something new: another place, floor or zone, or a minute passed. */
export function keep(moment: Moment): void {
  const track = moment.track!;
  const position = moment.position!;
  const { kept } = track;
  const news =
    kept === null ||
    moment.floor!.keepEveryFix ||
    kept.floorId !== position.floorId ||
    kept.zoneId !== position.zoneId ||
    position.observedAt - kept.at >= stillEveryMs ||
    Math.hypot(position.x - kept.x, position.y - kept.y) > position.radius90M;
  if (!news) return;
  track.kept = {
    floorId: position.floorId,
    zoneId: position.zoneId,
    x: position.x,
    y: position.y,
    at: position.observedAt,
  };
  moment.findings.positions.push(position);
}
