import type { ZoneKind } from '#contracts/floorplan';
import type { ZoneChance } from '#contracts/position';
import { type ZoneDecision, decideZone } from '#positioning/grid/zone-decision';
import { movingOf } from '#positioning/tag-motion';
import type { FloorModel } from '../model.js';
import type { Moment } from '../moment.js';

/** Zones less likely than this are not told, nor more than so many. */
const leastChance = 0.01;
const mostTold = 6;
/** Coming to rest takes this long, ms. */
const arrivalMs = 30_000;
/** A place that no list of zones has: nobody challenges. */
const nobody = -2;

/** How likely a thing is put down in a zone of this kind, against a room of the same size. */
const chanceOfRest: Partial<Record<ZoneKind, number>> = { corridor: 0.3, lift: 0.05, stairs: 0.1 };

/** Working memory, written and read within one moment. */
const decision: ZoneDecision = { zone: null, challenger: nobody, lead: 0 };

/** Decides the zone from the chances of all; noise at a wall must not make a still tag hop. */
export function zone(moment: Moment): void {
  const track = moment.track!;
  const floor = moment.floor!;
  const { zoneMass } = floor.work;
  if (track.belief?.still.atRest) weighRest(floor, zoneMass);
  const { challenger } = track;
  decision.zone = track.zone && placeOf(floor, track.zone.id);
  decision.challenger = challenger ? placeOf(floor, challenger.id) : nobody;
  decision.lead = challenger?.lead ?? 0;
  const decided = idOf(floor, decideZone(decision, zoneMass, likeliest(zoneMass), isSettled(moment)));

  const challengerId = decision.challenger === nobody ? undefined : idOf(floor, decision.challenger);
  const since = challenger && challenger.id === challengerId ? challenger.since : moment.at;
  if (track.zone === null) track.zone = { id: decided, since: moment.at };
  else if (track.zone.id !== decided) track.zone = { id: decided, since };
  track.challenger =
    decision.lead > 0 && challengerId !== undefined ? { id: challengerId, since, lead: decision.lead } : null;

  moment.position!.zoneId = track.zone.id;
  moment.position!.zones = chances(floor, zoneMass);
}

/** Equipment is put down in rooms: ways must stay clear, and nobody leaves it in a lift. */
function weighRest({ zones }: FloorModel, masses: Float64Array): void {
  let sum = 0;
  for (let place = 0; place < masses.length; place += 1) {
    masses[place] *= chanceOfRest[zones[place]?.kind] ?? 1;
    sum += masses[place];
  }
  if (sum > 0) for (let place = 0; place < masses.length; place += 1) masses[place] /= sum;
}

/** A tag that has only just come to rest may still be on its way by what was heard of it. */
function isSettled({ track, at }: Moment): boolean {
  const { belief, motion } = track!;
  if (!belief?.still.atRest) return false;
  return movingOf(motion) === null || at - motion.sinceMs > arrivalMs;
}

function placeOf(floor: FloorModel, id: number | null): number {
  return id === null ? -1 : (floor.zonePlace.get(id) ?? -1);
}

function idOf(floor: FloorModel, place: number): number | null {
  return place < 0 ? null : floor.zones[place].id;
}

function likeliest(masses: Float64Array): number {
  const outside = masses.length - 1;
  let best = outside;
  for (let place = 0; place < outside; place += 1) if (masses[place] > masses[best]) best = place;
  return best === outside ? -1 : best;
}

function chances({ zones }: FloorModel, masses: Float64Array): ZoneChance[] {
  const told: ZoneChance[] = [];
  for (let place = 0; place < zones.length; place += 1)
    if (masses[place] >= leastChance) told.push({ zoneId: zones[place].id, probability: masses[place] });
  return told.sort((a, b) => b.probability - a.probability || a.zoneId - b.zoneId).slice(0, mostTold);
}
