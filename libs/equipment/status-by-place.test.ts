import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assetStatuses,
  defaultStatusRules,
  placedStatuses,
  soundStatuses,
  type AssetStatus,
} from '#contracts/asset-status';
import { type PlaceRule, type StandingStatus, type Stay, placedChanges, ruleFor } from './status-by-place.js';

const start = Date.parse('2026-03-02T08:00:00Z');
const minute = 60_000;
const standing = (value: AssetStatus, more: Partial<StandingStatus> = {}): StandingStatus => ({
  ...{ value, sinceMs: start - 60 * minute, source: 'place', beforeMissing: null, defective: false },
  ...more,
});
const stay = (rule: PlaceRule | null, fromMin: number, untilMin: number, open = false): Stay => ({
  ...{ zoneId: 7, enteredAtMs: start + fromMin * minute, heardUntilMs: start + untilMin * minute, rule, open },
});
const soiled: PlaceRule = { status: 'needs-cleaning', dwellS: 30 };
const store: PlaceRule = { status: 'available', dwellS: 60 };
const room: PlaceRule = { status: 'in-use', dwellS: 120 };
const workshop: PlaceRule = { status: 'in-maintenance', dwellS: 60 };
const valuesOf = (from: StandingStatus, ...stays: Stay[]) => placedChanges(from, stays).map(({ value }) => value);

describe('what a place says', () => {
  it('goes by the rule for the type before the one for all, and an exception says nothing', () => {
    const rules = [...defaultStatusRules, { zoneKind: 'theatre' as const, typeKey: 'bed', status: null, dwellS: 0 }];
    expect(ruleFor(rules, 'theatre', 'pump')?.status).toBe('in-use');
    expect(ruleFor(rules, 'theatre', 'bed')?.status).toBe(null);
    expect(ruleFor(rules, 'corridor', 'pump')).toBe(null);
    expect(valuesOf(standing('available'), stay(ruleFor(rules, 'theatre', 'bed'), 0, 60))).toEqual([]);
  });

  it('holds from the moment in which it was heard there for long enough', () => {
    expect(placedChanges(standing('in-use'), [stay(soiled, 0, 0.4)])).toEqual([]);
    expect(placedChanges(standing('in-use'), [stay(soiled, 0, 0.5)])).toEqual([
      { value: 'needs-cleaning', sinceMs: start + 30_000, zoneId: 7 },
    ]);
  });

  it('is told of every stay on the way, also when nobody looked meanwhile', () => {
    expect(valuesOf(standing('in-use'), stay(soiled, 0, 3), stay(null, 3, 5), stay(room, 5, 30))).toEqual([
      ...['needs-cleaning', 'in-use'],
    ]);
  });

  it('does not count against what a person says until it comes to another place whose rule applies', () => {
    const said = standing('available', { source: 'person', sinceMs: start + 5 * minute });
    expect(valuesOf(said, stay(soiled, 0, 60, true))).toEqual([]);
    expect(valuesOf(said, stay(soiled, 0, 60), stay(null, 60, 90, true))).toEqual([]);
    expect(valuesOf(said, stay(soiled, 0, 60), stay(room, 60, 61, true))).toEqual([]);
    expect(valuesOf(said, stay(soiled, 0, 60), stay(room, 60, 90, true))).toEqual(['in-use']);
  });

  it('does not count against what a person says in the very second in which it comes to the place', () => {
    const said = standing('in-use', { source: 'person', sinceMs: start + 200 });
    const from = (enteredAtMs: number) => ({ ...stay(store, 0, 60, true), enteredAtMs });
    expect(valuesOf(said, from(start + 900))).toEqual([]);
    expect(valuesOf(said, from(start + 1000))).toEqual(['available']);
  });

  it('counts anew where something stands when the rule has changed, but not against a person', () => {
    const placed = standing('in-use', { sinceMs: start + 2 * minute });
    expect(valuesOf(placed, stay(store, 0, 60, true))).toEqual(['available']);
    expect(valuesOf({ ...placed, source: 'person' }, stay(store, 0, 60, true))).toEqual([]);
  });

  it('makes nothing ready that is lent, and nothing that waits for repair but by way of the workshop', () => {
    const way = [stay(store, 0, 5), stay(room, 5, 20), stay(soiled, 20, 30)];
    expect(valuesOf(standing('lent'), ...way)).toEqual([]);
    expect(valuesOf(standing('needs-repair'), ...way)).toEqual([]);
    expect(valuesOf(standing('needs-repair'), stay(workshop, 0, 60), stay(room, 60, 70), stay(store, 70, 90))).toEqual([
      ...['in-maintenance', 'available'],
    ]);
  });

  it('makes nothing ready that has an open defect, wherever it is moved', () => {
    const way = [stay(workshop, 0, 60), stay(store, 70, 90), stay(room, 90, 99), stay(workshop, 100, 160)];
    expect(valuesOf(standing('needs-repair', { defective: true }), ...way)).toEqual([
      ...['in-maintenance', 'needs-repair', 'in-maintenance'],
    ]);
    const missing = standing('missing', { source: 'person', sinceMs: start, beforeMissing: 'in-use', defective: true });
    expect(valuesOf(missing, stay(null, 10, 12))).toEqual(['needs-repair']);
    expect(valuesOf(missing, stay(store, 10, 12))).toEqual(['needs-repair']);
  });

  it('ends that something is missing once it is heard in a new stay, and it is again what it was', () => {
    const missing = (beforeMissing: AssetStatus) =>
      standing('missing', { source: 'person', sinceMs: start, beforeMissing });
    expect(valuesOf(missing('in-use'), stay(null, -10, 60, true))).toEqual([]);
    expect(valuesOf(missing('in-use'), stay(null, 10, 10.5))).toEqual([]);
    expect(valuesOf(missing('in-use'), stay(null, 10, 12))).toEqual(['in-use']);
    expect(valuesOf(missing('in-use'), stay(store, 10, 12))).toEqual(['available']);
    expect(valuesOf(missing('needs-repair'), stay(store, 10, 12))).toEqual(['needs-repair']);
  });
});

/** Stays one after the other, as the zones of one tag are, in seconds after the start. */
const ways = fc
  .array(
    fc.record({
      lasts: fc.integer({ min: 1, max: 400 }),
      silent: fc.integer({ min: 0, max: 200 }),
      rule: fc.option(
        fc.record({
          status: fc.option(fc.constantFrom(...placedStatuses)),
          dwellS: fc.integer({ min: 0, max: 150 }),
        }),
        { freq: 4 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    let at = 0;
    return parts.map(({ lasts, silent, rule }, index): Stay => {
      const enteredAtMs = start + at * 1000;
      at += lasts + silent;
      const heardUntilMs = enteredAtMs + (lasts - 1) * 1000;
      return { zoneId: index + 1, enteredAtMs, heardUntilMs, rule, open: false };
    });
  });
const beginnings = fc.record({
  value: fc.constantFrom(...assetStatuses),
  sinceMs: fc.integer({ min: -500, max: 1500 }).map((second) => start + second * 1000),
  source: fc.constantFrom('place' as const, 'person' as const, 'start' as const),
  beforeMissing: fc.option(fc.constantFrom<AssetStatus>('available', 'in-use', 'needs-repair')),
  defective: fc.boolean(),
});

/** The status after looking at stays. */
function after(from: StandingStatus, stays: readonly Stay[]): StandingStatus {
  const last = placedChanges(from, stays).at(-1);
  return last ? { ...from, value: last.value, sinceMs: last.sinceMs, source: 'place', beforeMissing: null } : from;
}

/** What is known of a way at a moment: what begins later is not, and the last stay goes on. */
function knownAt(way: readonly Stay[], atMs: number): Stay[] {
  const begun = way.filter(({ enteredAtMs }) => enteredAtMs <= atMs);
  return begun.map((one, index) => {
    const open = index === begun.length - 1;
    return { ...one, open, heardUntilMs: open ? Math.min(one.heardUntilMs, atMs) : one.heardUntilMs };
  });
}

describe('any way of an asset', () => {
  it('comes to the same however often, in what order and in what parts it is looked at', () => {
    fc.assert(
      fc.property(
        ways,
        beginnings,
        fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 12 }),
        (way, from, ticks) => {
          const once = after({ ...from, source: from.source === 'start' ? 'place' : from.source }, way);
          let looked: StandingStatus = { ...from, source: from.source === 'start' ? 'place' : from.source };
          // A status that a place told before the way began: what stands now is not younger than the way itself.
          fc.pre(looked.source === 'person' || looked.sinceMs <= start);
          for (const second of [...ticks].sort((a, b) => a - b)) {
            looked = after(looked, knownAt(way, start + second * 1000));
            looked = after(looked, [...knownAt(way, start + second * 1000)].reverse());
          }
          looked = after(looked, way);
          expect(looked).toEqual(once);
          expect(after(looked, way)).toEqual(once);
        },
      ),
    );
  });

  it('is never ready while a defect is open', () => {
    fc.assert(
      fc.property(ways, beginnings, (way, from) => {
        const values = placedChanges({ ...from, defective: true }, way).map(({ value }) => value);
        expect(values.filter((value) => soundStatuses.includes(value))).toEqual([]);
      }),
    );
  });

  it('changes nothing without evidence: no stay, or none in which it was heard for long enough', () => {
    fc.assert(
      fc.property(ways, beginnings, (way, from) => {
        expect(placedChanges(from, [])).toEqual([]);
        const brief = way.map((one) => ({
          ...one,
          heardUntilMs: one.enteredAtMs + Math.max(0, (one.rule?.dwellS ?? 0) * 1000 - 1),
          rule: one.rule && { ...one.rule, dwellS: Math.max(1, one.rule.dwellS) },
        }));
        if (from.value !== 'missing') expect(placedChanges(from, brief)).toEqual([]);
      }),
    );
  });
});
