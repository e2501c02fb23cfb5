import {
  soundStatuses,
  type AssetStatus,
  type PlacedStatus,
  type StatusRule,
  type StatusSource,
} from '#contracts/asset-status';
import type { ZoneKind } from '#contracts/floorplan';

/** What a rule says, without the type it is for. */
export type PlaceRule = Pick<StatusRule, 'status' | 'dwellS'>;

/** The status of an asset as it stands; times in ms since 1970. */
export interface StandingStatus {
  value: AssetStatus;
  sinceMs: number;
  source: StatusSource;
  /** What it was before somebody missed it; of a missing asset only. */
  beforeMissing: AssetStatus | null;
  /** Somebody reported a defect that nobody has mended. */
  defective: boolean;
}

/** An asset was heard in a zone from `enteredAtMs` to `heardUntilMs`, by the times of its readings. */
export interface Stay {
  zoneId: number;
  enteredAtMs: number;
  heardUntilMs: number;
  /** What its zone says of the asset's type; null for nothing. */
  rule: PlaceRule | null;
  /** It is there still, as far as is known. */
  open: boolean;
}

/** A status that a place brings about; `sinceMs` is when the asset had been heard there for long enough. */
export interface PlacedChange {
  value: AssetStatus;
  sinceMs: number;
  zoneId: number;
}

/** Each second of a tag is told by its newest reading: until it is over, the time of an entry in it may still move ahead, ms. */
const entryWithinMs = 1000;
/** A missing asset counts as found once it was heard for so long in a place of which no rule speaks, seconds. */
const foundAgainS = 60;

/** The rule for standing in a kind of zone: the one for the type goes before the one for all; null when it says nothing. */
export function ruleFor(rules: readonly StatusRule[], zoneKind: ZoneKind, typeKey: string): PlaceRule | null {
  const fitting = rules.filter((rule) => rule.zoneKind === zoneKind);
  return fitting.find((rule) => rule.typeKey === typeKey) ?? fitting.find((rule) => rule.typeKey === null) ?? null;
}

/**
 * What stays bring about, in order of time. Decided by when the asset was heard where, never by when that is looked at:
 * the same stays again, in any order or in parts, bring about nothing else.
 */
export function placedChanges(standing: StandingStatus, stays: readonly Stay[]): PlacedChange[] {
  const changes: PlacedChange[] = [];
  let now = standing;
  for (const stay of [...stays].sort((a, b) => a.enteredAtMs - b.enteredAtMs)) {
    const change = changeBy(now, stay);
    if (change === null) continue;
    changes.push(change);
    now = { ...now, value: change.value, sinceMs: change.sinceMs, source: 'place', beforeMissing: null };
  }
  return changes;
}

function changeBy(
  standing: StandingStatus,
  { zoneId, enteredAtMs, heardUntilMs, rule, open }: Stay,
): PlacedChange | null {
  // What a person said holds for the stay in which they said it, also when they said it in the second in which it began.
  const beganMs = Math.floor(enteredAtMs / entryWithinMs) * entryWithinMs;
  if (standing.source === 'person' && beganMs <= standing.sinceMs) return null;
  const missing = standing.value === 'missing';
  const dwellS = rule?.status ? rule.dwellS : missing ? foundAgainS : null;
  if (dwellS === null) return null;
  const dueMs = enteredAtMs + dwellS * 1000;
  if (heardUntilMs < dueMs) return null;
  // An earlier stay that is looked at again. Where it stands now counts also when the rules have changed meanwhile.
  if (dueMs <= standing.sinceMs && !open) return null;
  const from = missing ? (standing.beforeMissing ?? 'available') : standing.value;
  const value = withDefect(becomes(from, rule?.status ?? null), standing.defective);
  return value === standing.value ? null : { value, sinceMs: Math.max(dueMs, standing.sinceMs), zoneId };
}

/** What comes of a status in a place that says `placed`. What waits for a repair, or is lent, is not ready by being moved. */
function becomes(status: AssetStatus, placed: PlacedStatus | null): AssetStatus {
  if (placed === null) return status;
  switch (status) {
    case 'lent':
    case 'retired':
      return status;
    case 'needs-repair':
      return placed === 'in-maintenance' ? placed : status;
    case 'in-maintenance':
      return placed === 'available' ? placed : status;
    default:
      return placed;
  }
}

/** No place makes ready what has an open defect. */
function withDefect(status: AssetStatus, defective: boolean): AssetStatus {
  return defective && soundStatuses.includes(status) ? 'needs-repair' : status;
}
