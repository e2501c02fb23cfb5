import type { AssetStatus } from '#contracts/asset-status';
import { adjectiveForms } from './inflection.js';
import { isMeant, isSlip } from './typing-error.js';

/** What can be said of readiness: a status, or that somebody has reserved it. */
export type StatusMeant = AssetStatus | 'reserved';

/** What people say of readiness, in small letters without signs; German adjectives without their endings. */
const english: Record<Exclude<StatusMeant, 'retired'>, readonly string[]> = {
  available: ['free', 'available', 'ready', 'clean', 'cleaned', 'unused', 'disinfected'],
  'in-use': ['in use', 'used', 'busy', 'occupied', 'taken'],
  'needs-cleaning': ['needs cleaning', 'to clean', 'dirty', 'unclean', 'not clean', 'soiled'],
  'needs-repair': ['needs repair', 'broken', 'defective', 'faulty', 'damaged', 'out of order'],
  'in-maintenance': ['in maintenance', 'in service', 'in repair', 'maintenance'],
  lent: ['lent', 'on loan', 'loaned', 'borrowed'],
  missing: ['missing', 'lost', 'stolen'],
  reserved: ['reserved'],
};
const german: typeof english = {
  available: ['frei', 'verfugbar', 'bereit', 'sauber', 'gereinigt', 'unbenutzt', 'desinfiziert'],
  'in-use': ['in benutzung', 'in gebrauch', 'im einsatz', 'benutzt', 'belegt', 'besetzt'],
  'needs-cleaning': [
    ...['schmutzig', 'verschmutzt', 'dreckig', 'unrein', 'ungereinigt', 'nicht sauber', 'zu reinigen', 'reinigen'],
  ],
  'needs-repair': ['defekt', 'kaputt', 'beschadigt', 'ausser betrieb', 'auser betrieb', 'zu reparieren'],
  'in-maintenance': ['in wartung', 'wartung', 'in reparatur'],
  lent: ['verliehen', 'ausgeliehen', 'entliehen'],
  missing: ['vermisst', 'verschwunden', 'verloren', 'gestohlen'],
  reserved: ['reserviert'],
};

const [inEnglish, inGerman] = [english, german].map(
  (words): ReadonlyMap<string, StatusMeant> =>
    new Map(
      Object.entries(words).flatMap(([status, phrases]) =>
        phrases.map((phrase) => [phrase, status as StatusMeant] as const),
      ),
    ),
);
const known = new Map([...inEnglish, ...inGerman]);

/** Phrases that mean a status, without endings. */
export const statusPhrases: readonly string[] = [...known.keys()];

/** The status that a phrase means, whatever the ending of a German adjective; null for none. */
export function statusOf(phrase: string): StatusMeant | null {
  const form = adjectiveForms(phrase).find((each) => inGerman.has(each));
  return inEnglish.get(phrase) ?? (form === undefined ? null : inGerman.get(form)!);
}

/** The status whose word somebody has begun, or mistyped; null for none. */
export function statusLike(word: string): StatusMeant | null {
  if (word.length < 3) return null;
  const phrase =
    statusPhrases.find((each) => each.startsWith(word)) ??
    [...inEnglish.keys()].find((each) => isMistyped(word, each)) ??
    [...inGerman.keys()].find((each) => adjectiveForms(word).some((form) => isMistyped(form, each)));
  return phrase === undefined ? null : known.get(phrase)!;
}

/** Few words can be meant by a long one; among short ones a wrong letter makes another word: a "broker" is not "broken". */
function isMistyped(word: string, phrase: string): boolean {
  if (word.length < 5 || Math.abs(word.length - phrase.length) > 1) return false;
  return word.length < 8 ? isSlip(word, phrase) : isMeant(word, phrase);
}

/** As a status is called in what was understood. */
export const statusNames: Record<StatusMeant, string> = {
  available: 'free',
  'in-use': 'in use',
  'needs-cleaning': 'needs cleaning',
  'needs-repair': 'needs repair',
  'in-maintenance': 'in maintenance',
  lent: 'lent',
  missing: 'missing',
  retired: 'retired',
  reserved: 'reserved',
};
