import type { MethodFigures } from '#contracts/accuracy';

/** One fix of one method against the truth. Zones by place in the list, -1 outside all; null where nothing is known. */
export interface ScoredFix {
  atMs: number;
  x: number;
  y: number;
  truthX: number;
  truthY: number;
  zone: number | null;
  truthZone: number | null;
  /** Whether the truth lay in the told 90 % ellipse; null for methods that tell none. */
  inside90: boolean | null;
}

/** An entry counts as true when the tag was in that zone within this time of being said to be, ms. */
const lateMs = 10_000;
const earlyMs = 2_000;
/** A tag that stands still has settled after this time, ms. */
const settledAfterMs = 10_000;

/** The fixes of one method over all tracks: `tracks` holds one list for each recorded tag, `still` those at rest. */
export function figuresOf(
  tracks: readonly (readonly ScoredFix[])[],
  still: readonly boolean[],
  solvesPerSecond: number,
): MethodFigures {
  const all = tracks.flat();
  const errors = all.map((fix) => Math.hypot(fix.x - fix.truthX, fix.y - fix.truthY)).sort((a, b) => a - b);
  const zoned = all.filter((fix) => fix.truthZone !== null && fix.zone !== null);
  const told = all.filter((fix) => fix.inside90 !== null);
  const steps = tracks.flatMap((fixes, i) => (still[i] ? stepsOf(fixes) : [])).sort((a, b) => a - b);
  return {
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    median: quantile(errors, 0.5),
    p90: quantile(errors, 0.9),
    p95: quantile(errors, 0.95),
    zoneAccuracy: zoned.length > 0 ? zoned.filter((fix) => fix.zone === fix.truthZone).length / zoned.length : null,
    falseZoneChanges: zoned.length > 0 ? tracks.reduce((sum, fixes) => sum + falseZoneChanges(fixes), 0) : null,
    stillStepMedian: steps.length > 0 ? quantile(steps, 0.5) : null,
    coverage90: told.length > 0 ? told.filter((fix) => fix.inside90).length / told.length : null,
    solvesPerSecond: Math.round(solvesPerSecond),
  };
}

/**
 * Changes of the told zone to one that the tag was not in at about that time, or had been told to enter already on the
 * same stay.
 */
export function falseZoneChanges(fixes: readonly ScoredFix[]): number {
  const stays: { zone: number; fromMs: number; toMs: number; told: boolean }[] = [];
  for (const { truthZone, atMs } of fixes) {
    if (truthZone === null) continue;
    const last = stays[stays.length - 1];
    if (last?.zone === truthZone) last.toMs = atMs;
    else stays.push({ zone: truthZone, fromMs: atMs, toMs: atMs, told: false });
  }
  let wrong = 0;
  let told: number | null = null;
  for (const { zone, atMs } of fixes) {
    if (zone === null || zone === told) continue;
    const stay = stays.find(
      (stay) => stay.zone === zone && !stay.told && atMs >= stay.fromMs - earlyMs && atMs <= stay.toMs + lateMs,
    );
    if (stay) stay.told = true;
    else if (told !== null) wrong++;
    told = zone;
  }
  return wrong;
}

function stepsOf(fixes: readonly ScoredFix[]): number[] {
  const steps: number[] = [];
  for (let i = 1; i < fixes.length; i++)
    if (fixes[i].atMs - fixes[0].atMs >= settledAfterMs)
      steps.push(Math.hypot(fixes[i].x - fixes[i - 1].x, fixes[i].y - fixes[i - 1].y));
  return steps;
}

/** Quantile of a sorted list, linear between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return NaN;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
}

const edges = [0.5, 0.7, 0.85, 0.95, 1.000001];

/** How often told zone probabilities were right, in bands of probability. */
export function reliability(told: readonly { probability: number; right: boolean }[]) {
  return edges.slice(1).map((to, i) => {
    const band = told.filter(({ probability }) => probability >= edges[i] && probability < to);
    const right = band.filter((fix) => fix.right).length;
    return {
      from: edges[i],
      to: Math.min(1, to),
      fixes: band.length,
      right: band.length > 0 ? right / band.length : 0,
    };
  });
}
