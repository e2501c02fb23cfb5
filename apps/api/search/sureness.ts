import { type Freshness, lostAfter } from '#contracts/position';

/** What decides how sure a place is. */
export interface Evidence {
  freshness: Freshness;
  ageMs: number;
  reportingIntervalMs: number | null;
  /** Chance of the zone that is told; null outside all zones. */
  zoneChance: number | null;
  radius90M: number;
  /** The last who looked did not find it there. */
  doubted: boolean;
}

/** A lost thing is half as likely to stand where it was after so long. */
const forgettingMs = 8 * 3_600_000;
const doubtedFactor = 0.1;
/** What is this near is seen from where one comes to. */
const inViewM = 5;

/** How sure it is that something is found where it is told to be, 0 to 1. */
export function surenessOf(evidence: Evidence): number {
  const { freshness, ageMs, zoneChance, radius90M, doubted } = evidence;
  const fresh = freshFactor(freshness, ageMs, evidence.reportingIntervalMs);
  const there = zoneChance ?? Math.min(1, inViewM / Math.max(inViewM, radius90M));
  const wide = 1 / (1 + Math.max(0, radius90M - inViewM) / 40);
  return Math.max(0, Math.min(1, fresh * Math.max(0.05, there) * wide * (doubted ? doubtedFactor : 1)));
}

function freshFactor(freshness: Freshness, ageMs: number, reportingIntervalMs: number | null): number {
  switch (freshness) {
    case 'live':
      return 1;
    case 'ageing':
      return 0.95 - 0.35 * Math.min(1, ageMs / lostAfter(reportingIntervalMs));
    case 'blind':
      // Nothing can be heard there: it says little against it, and less and less for it.
      return Math.max(0.1, 0.6 * 0.5 ** (ageMs / forgettingMs));
    case 'lost':
      return Math.max(0.03, 0.4 * 0.5 ** (Math.max(0, ageMs) / forgettingMs));
  }
}
