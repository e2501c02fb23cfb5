import { placedStatuses, statusRulesSchema, type PlacedStatus, type StatusRule } from '#contracts/asset-status';
import { zoneKinds, type ZoneKind } from '#contracts/floorplan';

/** What standing somewhere means; 'nothing': it says nothing. The dwell is what its field holds, seconds. */
export interface Meaning {
  status: PlacedStatus | 'nothing';
  dwellS: string;
}

export interface Exception extends Meaning {
  /** Tells the rows apart. */
  id: number;
  zoneKind: ZoneKind;
  typeKey: string;
}

/** What the page of rules holds: a meaning for each kind of zone, and exceptions of types. */
export interface RulesDraft {
  kinds: Record<ZoneKind, Meaning>;
  exceptions: readonly Exception[];
}

/** By "kind:storage" or "exception:3". */
export type RulesProblems = Record<string, string>;

const usualDwellS = '60';
const longestS = 86_400;

export function draftOf(rules: readonly StatusRule[]): RulesDraft {
  const kinds = Object.fromEntries(
    zoneKinds.map((zoneKind): [ZoneKind, Meaning] => {
      const rule = rules.find((one) => one.zoneKind === zoneKind && one.typeKey === null);
      return [zoneKind, rule ? meaningOf(rule) : { status: 'nothing', dwellS: usualDwellS }];
    }),
  ) as Record<ZoneKind, Meaning>;
  const exceptions = rules.flatMap((rule, id): Exception[] =>
    rule.typeKey === null ? [] : [{ ...meaningOf(rule), id, zoneKind: rule.zoneKind, typeKey: rule.typeKey }],
  );
  return { kinds, exceptions };
}

/** An exception to begin with: for the first kind of zone that means something. */
export function newException(draft: RulesDraft, typeKey: string): Exception {
  const zoneKind = zoneKinds.find((kind) => draft.kinds[kind].status !== 'nothing') ?? zoneKinds[0];
  const id = Math.max(-1, ...draft.exceptions.map((exception) => exception.id)) + 1;
  return { id, zoneKind, typeKey, status: 'nothing', dwellS: usualDwellS };
}

/** The rules that a draft describes, or what is wrong with it. */
export function rulesOf(
  draft: RulesDraft,
  words: { dwell: string; twice: string; type: string },
): { rules: StatusRule[]; problems: null } | { rules: null; problems: RulesProblems } {
  const problems: RulesProblems = {};
  const rules: StatusRule[] = [];
  for (const zoneKind of zoneKinds) {
    const meaning = draft.kinds[zoneKind];
    // No rule and a rule that says nothing are the same here.
    if (meaning.status === 'nothing') continue;
    const dwellS = secondsOf(meaning.dwellS);
    if (dwellS === null) problems[`kind:${zoneKind}`] = words.dwell;
    else rules.push({ zoneKind, typeKey: null, status: meaning.status, dwellS });
  }
  const known = new Set<string>();
  for (const { id, zoneKind, typeKey, status, dwellS: text } of draft.exceptions) {
    const dwellS = status === 'nothing' ? (secondsOf(text) ?? 0) : secondsOf(text);
    const pair = `${zoneKind} ${typeKey}`;
    if (typeKey === '') problems[`exception:${id}`] = words.type;
    else if (known.has(pair)) problems[`exception:${id}`] = words.twice;
    else if (dwellS === null) problems[`exception:${id}`] = words.dwell;
    else rules.push({ zoneKind, typeKey, status: status === 'nothing' ? null : status, dwellS });
    known.add(pair);
  }
  if (Object.keys(problems).length > 0) return { rules: null, problems };
  return { rules: statusRulesSchema.parse({ rules }).rules, problems: null };
}

/** Whole seconds of at most a day, or null. */
function secondsOf(text: string): number | null {
  const seconds = Number(text.trim());
  return /^\d{1,5}$/.test(text.trim()) && seconds <= longestS ? seconds : null;
}

function meaningOf({ status, dwellS }: StatusRule): Meaning {
  return { status: status ?? 'nothing', dwellS: String(dwellS) };
}

/** Meanings that can be chosen, "nothing" first. */
export const meanings = ['nothing', ...placedStatuses] as const;
