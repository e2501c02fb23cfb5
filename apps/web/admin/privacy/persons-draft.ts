import { personTagsSchema, type PersonTags } from '#contracts/privacy';
import type { PersonRole } from '#contracts/permissions';
import { privacyTexts } from '../../texts/admin-texts.js';
import type { Problems } from '../../forms/field-problems.js';
import { problemsIn } from '../form-problems.js';

/** What the form of persons' tags holds. */
export interface PersonsDraft {
  reason: string;
  roles: readonly PersonRole[];
  keepsHistory: boolean;
  /** As it was typed. */
  hours: string;
}

export const personsFields = ['reason', 'roles', 'historyHours'] as const;
export type PersonsProblems = Problems<(typeof personsFields)[number]>;

/** The form with what holds now; the shortest history is offered first. */
export function personsDraft(persons: PersonTags): PersonsDraft {
  if (!persons.enabled) return { reason: '', roles: [], keepsHistory: false, hours: '24' };
  const { reason, roles, historyHours } = persons;
  return { reason, roles, keepsHistory: historyHours !== null, hours: String(historyHours ?? 24) };
}

/** The request of a form, or what is wrong with it. */
export function personsOf(draft: PersonsDraft): { persons: PersonTags } | { problems: PersonsProblems } {
  const { reason, roles, keepsHistory, hours } = draft;
  const checked = personTagsSchema.safeParse({
    enabled: true,
    reason,
    roles,
    historyHours: keepsHistory ? wholeNumber(hours) : null,
  });
  if (checked.success) return { persons: checked.data };
  return {
    problems: problemsIn(checked.error, personsFields, privacyTexts.persons.wrong),
  };
}

/** A whole number as it was typed, NaN for anything else. */
export function wholeNumber(typed: string): number {
  return /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : Number.NaN;
}
