import { type ParLevel, type ParLevelFields, parLevelFieldsSchema } from '#contracts/par-levels';
import { problemsIn } from '../admin/form-problems.js';
import type { Problems } from '../forms/field-problems.js';
import { stockTexts } from '../texts/stock-texts.js';
import { clockTime, minuteOf } from './week-words.js';

/** What a person types of a level. */
export interface LevelDraft {
  typeKey: string;
  /** Value of `placeValue`; empty while none is chosen. */
  place: string;
  days: number[];
  from: string;
  until: string;
  target: string;
  criticalMin: string;
  criticalMax: string;
}

export const levelFields = [
  ...(['typeKey', 'zoneId', 'days', 'fromMinute', 'untilMinute'] as const),
  ...(['target', 'criticalMin', 'criticalMax'] as const),
];
export type LevelField = (typeof levelFields)[number];

export const newDraft: LevelDraft = {
  ...{ typeKey: '', place: '', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' },
  ...{ target: '', criticalMin: '', criticalMax: '' },
};

/** A zone, or a department of a site, as one value of a list. */
export function placeValue(place: { zoneId: number | null; department: string | null; siteId: number }): string {
  return place.zoneId === null ? `department:${place.siteId}:${place.department}` : `zone:${place.zoneId}`;
}

export function draftOf(level: ParLevel): LevelDraft {
  return {
    ...{ typeKey: level.typeKey, place: placeValue(level.place), days: level.days },
    from: clockTime(level.fromMinute),
    until: clockTime(level.untilMinute % 1440),
    ...{ target: String(level.target), criticalMin: String(level.criticalMin) },
    criticalMax: level.criticalMax === null ? '' : String(level.criticalMax),
  };
}

/** What a draft asks of the server, or what is wrong with it. */
export function fieldsOf(draft: LevelDraft): { fields: ParLevelFields } | { problems: Problems<LevelField> } {
  const fromMinute = minuteOf(draft.from);
  const until = minuteOf(draft.until);
  const parsed = parLevelFieldsSchema.safeParse({
    typeKey: draft.typeKey,
    ...placeOf(draft.place),
    days: [...draft.days].sort(),
    // Midnight at the end is the end of the day and not its begin.
    ...{ fromMinute, untilMinute: until === 0 ? 1440 : until },
    target: numberOf(draft.target),
    criticalMin: numberOf(draft.criticalMin),
    criticalMax: draft.criticalMax.trim() === '' ? null : numberOf(draft.criticalMax),
  });
  if (parsed.success) return { fields: parsed.data };
  const problems = problemsIn(parsed.error, levelFields, stockTexts.editor.wrong);
  // The schema compares fields only once each of them is right by itself.
  return { problems: draft.place === '' ? { ...problems, zoneId: stockTexts.editor.wrong.zoneId } : problems };
}

function placeOf(value: string): Pick<ParLevelFields, 'zoneId' | 'department' | 'siteId'> {
  const [kind, id, ...name] = value.split(':');
  if (kind === 'zone') return { zoneId: Number(id), department: null, siteId: null };
  if (kind === 'department') return { zoneId: null, department: name.join(':'), siteId: Number(id) };
  return { zoneId: null, department: null, siteId: null };
}

function numberOf(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}
