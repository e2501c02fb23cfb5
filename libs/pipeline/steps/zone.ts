import type { Moment } from '../moment.js';

/** Another zone must be the answer for this long and this often before the tag is said to be in it. */
const holdMs = 3000;
const holdFixes = 2;

/** Decides the zone; noise at a wall must not make a still tag hop. */
export function zone(moment: Moment): void {
  const track = moment.track!;
  const position = moment.position!;
  const index = moment.floor!.zoneIndex.zoneAt(position.x, position.y);
  const answer = index < 0 ? null : moment.floor!.zones[index].id;

  if (track.zone === null) {
    track.zone = { id: answer, since: moment.at };
  } else if (track.zone.id === answer) {
    track.challenger = null;
  } else {
    const challenger = track.challenger?.id === answer ? track.challenger : { id: answer, since: moment.at, fixes: 0 };
    track.challenger = { ...challenger, fixes: challenger.fixes + 1 };
    if (moment.at - challenger.since >= holdMs && track.challenger.fixes >= holdFixes) {
      track.zone = { id: answer, since: challenger.since };
      track.challenger = null;
    }
  }
  position.zoneId = track.zone.id;
}
