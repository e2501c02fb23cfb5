/** Which zone a tag is said to be in, decided from probabilities so that noise at a wall makes no one hop. */
export interface ZoneDecision {
  /** Place in the floor's list of zones, -1 outside all; null while undecided. */
  zone: number | null;
  /** Another zone that the newest fixes give, and how many of them. */
  challenger: number;
  fixes: number;
}

/** Another zone takes over when it holds more than this of the belief in so many fixes running. */
const takesOverAt = 0.7;
const takesOverAfter = 2;

export function newZoneDecision(): ZoneDecision {
  return { zone: null, challenger: -1, fixes: 0 };
}

/** Takes one fix's most likely zone into the decision; returns the decided zone. */
export function decideZone(decision: ZoneDecision, zone: number, probability: number): number {
  if (decision.zone === null) decision.zone = zone;
  if (zone === decision.zone || probability <= takesOverAt) {
    decision.fixes = 0;
    return decision.zone;
  }
  decision.fixes = zone === decision.challenger ? decision.fixes + 1 : 1;
  decision.challenger = zone;
  if (decision.fixes >= takesOverAfter) {
    decision.zone = zone;
    decision.fixes = 0;
  }
  return decision.zone;
}
