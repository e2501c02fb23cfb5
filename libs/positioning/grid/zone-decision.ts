/** Which zone a tag is said to be in, decided from probabilities so that noise at a wall makes no one hop. */
export interface ZoneDecision {
  /** Place in the floor's list of zones, -1 outside all; null while undecided. */
  zone: number | null;
  /** Another zone that the newest fixes give, and how far it led in them, summed up. */
  challenger: number;
  lead: number;
}

/**
 * Another zone takes over when its lead in probability, summed over the fixes in which it was the likeliest without a
 * break, exceeds this: one clear fix (0.7 to 0.3), or several doubtful ones.
 */
const leadToTakeOver = 0.35;
/** A tag at rest does not change rooms: it must lead for longer. */
const leadAtRest = 3;

export function newZoneDecision(): ZoneDecision {
  return { zone: null, challenger: -1, lead: 0 };
}

/**
 * Takes one fix into the decision; returns the decided zone.
 * @param masses probability of each zone, in the last place that of being outside all
 * @param likeliest the likeliest zone, -1 outside all
 */
export function decideZone(
  decision: ZoneDecision,
  masses: ArrayLike<number>,
  likeliest: number,
  atRest: boolean,
): number {
  if (decision.zone === null) decision.zone = likeliest;
  if (likeliest === decision.zone) {
    decision.lead = 0;
    return decision.zone;
  }
  if (likeliest !== decision.challenger) decision.lead = 0;
  decision.challenger = likeliest;
  decision.lead += massOf(masses, likeliest) - massOf(masses, decision.zone);
  if (decision.lead > (atRest ? leadAtRest : leadToTakeOver)) {
    decision.zone = likeliest;
    decision.lead = 0;
  }
  return decision.zone;
}

function massOf(masses: ArrayLike<number>, zone: number): number {
  return masses[zone < 0 ? masses.length - 1 : zone];
}
