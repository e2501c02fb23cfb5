import { auditTexts } from '../../texts/admin-texts.js';
import { exactWords } from '../time-words.js';

/** One thing that is not the same before and after; a side that has nothing is undefined. */
export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Of these, nothing chosen means all. */
const nullIsAll = new Set(['siteIds', 'departments']);

/** What differs between two recorded states, field by field in the order they stand there. */
export function differences(before: unknown, after: unknown): Difference[] {
  const old = leaves(before);
  const fresh = leaves(after);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((field) => ({ field, before: old.get(field), after: fresh.get(field) }))
    .filter((difference) => JSON.stringify(difference.before) !== JSON.stringify(difference.after));
}

/** The name of a recorded field in words: "persons.historyHours" is "Persons, history hours". */
export function fieldWords(field: string): string {
  if (field === '') return auditTexts.value;
  const words = field
    .split('.')
    .map((part) => auditTexts.fields[part] ?? part.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A recorded value in words. */
export function valueWords(field: string, value: unknown, timeZone?: string): string {
  if (value === undefined) return auditTexts.nothing;
  if (value === null) return nullIsAll.has(field.split('.').at(-1)!) ? auditTexts.all : auditTexts.nothing;
  if (typeof value === 'boolean') return value ? auditTexts.yes : auditTexts.no;
  if (Array.isArray(value))
    return value.length ? value.map((item) => valueWords('', item, timeZone)).join(', ') : auditTexts.nothing;
  if (typeof value === 'string') {
    if (value === '') return auditTexts.nothing;
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))
      ? exactWords(value, timeZone, true)
      : value;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Values by the way that leads to them. A list of plain values is one value; of a list of things each has its place. */
function leaves(value: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (part: unknown, way: string[]): void => {
    if (part === undefined || (part === null && way.length === 0)) return;
    const nested = typeof part === 'object' && part !== null;
    if (!nested || (Array.isArray(part) && part.every((item) => typeof item !== 'object' || item === null))) {
      found.set(way.join('.'), part);
      return;
    }
    for (const [name, inner] of Object.entries(part))
      walk(inner, [...way, Array.isArray(part) ? String(Number(name) + 1) : name]);
  };
  walk(value, []);
  return found;
}
