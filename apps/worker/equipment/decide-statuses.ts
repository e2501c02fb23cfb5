import type { StatusRule } from '#contracts/asset-status';
import { placedChanges, ruleFor } from '#equipment/status-by-place';
import type { DecidedStatuses, StatusEvidence } from '#storage/status-store';

/** What the stays of equipment bring about, asset by asset. Those that nothing becomes of are left out. */
export function decideStatuses(rules: readonly StatusRule[], evidence: readonly StatusEvidence[]): DecidedStatuses[] {
  const byAsset = new Map<number, StatusEvidence[]>();
  for (const stay of withoutRepeated(evidence)) byAsset.set(stay.assetId, [...(byAsset.get(stay.assetId) ?? []), stay]);
  return [...byAsset.values()].flatMap((stays) => {
    const [from] = stays;
    const standing = {
      ...{ value: from.status, sinceMs: from.statusSinceMs, source: from.statusSource },
      ...{ beforeMissing: from.beforeMissing, defective: from.defective },
    };
    const changes = placedChanges(
      standing,
      stays.map((stay) => ({ ...stay, rule: ruleFor(rules, stay.zoneKind, stay.typeKey) })),
    );
    return changes.length > 0 ? [{ from, changes }] : [];
  });
}

/** Visits whose stay is still too short for some rule; they are looked at again. */
export function undecidedVisits(rules: readonly StatusRule[], evidence: readonly StatusEvidence[]): string[] {
  const longestMs = Math.max(60, ...rules.map(({ dwellS }) => dwellS)) * 1000;
  const undecided = evidence.flatMap(({ visitId, open, enteredAtMs, heardUntilMs }) =>
    visitId !== null && open && heardUntilMs - enteredAtMs < longestMs ? [visitId] : [],
  );
  return [...new Set(undecided)];
}

/** Where an asset is now is told twice when its visit is looked at as well: what was heard last counts. */
function withoutRepeated(evidence: readonly StatusEvidence[]): StatusEvidence[] {
  const stays = new Map<string, StatusEvidence>();
  for (const stay of evidence) {
    // A status that was read twice may have changed in between; one asset is decided from one status.
    const key = `${stay.assetId} ${stay.enteredAtMs}`;
    const known = stays.get(key);
    if (!known || known.heardUntilMs < stay.heardUntilMs) stays.set(key, stay);
  }
  return [...stays.values()];
}
