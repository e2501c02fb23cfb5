import { z } from 'zod';
import { writeAssetTypeSchema, type AssetAttribute, type AssetIcon, type AssetTypeView } from '#contracts/asset-types';
import { errorsOf } from '#contracts/problem';

/** An attribute as its fields hold it; `id` tells the rows apart. */
export interface AttributeDraft {
  id: number;
  key: string;
  name: string;
  kind: AssetAttribute['kind'];
  unit: string;
  /** One choice a line. */
  choices: string;
  required: boolean;
  /** It was there before: its key stays, because the values of the assets stand under it. */
  known: boolean;
}

/** What the form of a type holds. */
export interface TypeDraft {
  key: string;
  name: string;
  icon: AssetIcon;
  /** One word or phrase a line. */
  synonyms: string;
  attributes: readonly AttributeDraft[];
}

export type WriteAssetType = z.output<typeof writeAssetTypeSchema>;
/** What is wrong, by pointer of the place: "/name", "/attributes/0/choices". */
export type TypeProblems = Record<string, string>;

export const emptyType: TypeDraft = { key: '', name: '', icon: 'device', synonyms: '', attributes: [] };

export function draftOf(type: AssetTypeView): TypeDraft {
  return {
    ...{ key: type.key, name: type.name, icon: type.icon, synonyms: type.synonyms.join('\n') },
    attributes: type.attributes.map((attribute, id) => ({
      ...attribute,
      ...{ id, unit: attribute.unit ?? '', choices: attribute.choices.join('\n'), known: true },
    })),
  };
}

/** A key that says what a name says: "Flow rate (max)" becomes "flow-rate-max". */
export function keyOfName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return plain.slice(0, 40).replace(/-+$/, '');
}

/** The request of a form, or what is wrong with it. @param taken keys of the other types */
export function typeOf(
  draft: TypeDraft,
  taken: readonly string[],
  words: { key: string; keyTaken: string },
): { type: WriteAssetType; problems: null } | { type: null; problems: TypeProblems } {
  const checked = writeAssetTypeSchema.safeParse({
    ...{ name: draft.name, icon: draft.icon, synonyms: lines(draft.synonyms) },
    attributes: draft.attributes.map(({ key, name, kind, unit, choices, required }) => ({
      ...{ key: key || keyOfName(name), name, kind, required },
      unit: kind === 'number' ? unit.trim() || null : null,
      choices: kind === 'choice' ? lines(choices) : [],
    })),
  });
  const problems: TypeProblems = {};
  if (!checked.success) for (const { pointer, detail } of errorsOf(checked.error)) problems[pointer] ??= detail;
  if (draft.key === '') problems['/key'] = words.key;
  else if (taken.includes(draft.key)) problems['/key'] = words.keyTaken;
  return checked.success && Object.keys(problems).length === 0
    ? { type: checked.data, problems: null }
    : { type: null, problems };
}

/** The first problem of a place or of something inside it. */
export function problemAt(problems: TypeProblems | null, pointer: string): string | undefined {
  const found = Object.keys(problems ?? {}).find((at) => at === pointer || at.startsWith(`${pointer}/`));
  return found && problems![found];
}

/** The attributes with one of them moved a place up (-1) or down (1). */
export function moved<Row>(rows: readonly Row[], from: number, by: -1 | 1): Row[] {
  const to = from + by;
  if (to < 0 || to >= rows.length) return [...rows];
  return rows.map((row, index) => (index === from ? rows[to] : index === to ? rows[from] : row));
}

function lines(text: string): string[] {
  return [...new Set(text.split(/[\n;]/).map((line) => line.trim()))].filter((line) => line !== '');
}
