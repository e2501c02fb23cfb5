import { expect, it } from 'vitest';
import { defaultStatusRules } from '#contracts/asset-status';
import type { StatusEvidence } from '#storage/status-store';
import { decideStatuses, undecidedVisits } from './decide-statuses.js';

const start = Date.parse('2026-03-02T08:00:00Z');
const evidence = (more: Partial<StatusEvidence>): StatusEvidence => ({
  ...{ assetId: 1, typeKey: 'pump', status: 'in-use', statusSinceMs: start - 1, statusSource: 'place' },
  ...{ beforeMissing: null, zoneId: 5, zoneKind: 'soiled-utility', enteredAtMs: start, heardUntilMs: start + 20_000 },
  ...{ visitId: null, open: true, defective: false },
  ...more,
});

it('decides each asset by all its stays, and counts where it is now once', () => {
  const now = evidence({ heardUntilMs: start + 40_000 });
  const visit = evidence({ visitId: '7' });
  const store = { zoneId: 6, zoneKind: 'storage' as const, enteredAtMs: start + 50_000, heardUntilMs: start + 200_000 };
  const decided = decideStatuses(defaultStatusRules, [visit, now, evidence({ ...store, assetId: 2 }), evidence(store)]);
  expect(decided.map(({ from, changes }) => [from.assetId, changes.map(({ value }) => value)])).toEqual([
    [1, ['needs-cleaning', 'available']],
    [2, ['available']],
  ]);
  expect(decideStatuses([], [visit, now])).toEqual([]);
});

it('looks again at visits that are too short for some rule, until they end or are long enough', () => {
  const visits = [
    evidence({ visitId: '1' }),
    evidence({ visitId: '2', open: false }),
    evidence({ visitId: '3', heardUntilMs: start + 121_000 }),
    evidence({ visitId: '1', assetId: 2 }),
  ];
  expect(undecidedVisits(defaultStatusRules, visits)).toEqual(['1']);
});
