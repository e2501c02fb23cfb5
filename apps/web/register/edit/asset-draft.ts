import type { AssetAttribute, AttributeValues } from '#contracts/asset-types';
import {
  createAssetSchema,
  type AssetDetail,
  type ChangeAsset,
  type CreateAsset,
  type RiskClass,
} from '#contracts/assets';
import { problemsIn } from '../../admin/form-problems.js';
import type { Problems } from '../../forms/field-problems.js';
import { registerTexts } from '../../texts/register-texts.js';
import { textsOf, valuesOf, type AttributeTexts } from './attribute-values.js';

const textFields = ['manufacturer', 'model', 'serial', 'udi', 'department', 'kitNumber'] as const;
type TextField = (typeof textFields)[number];

/** What the form of an asset holds; an empty text is nothing. */
export interface AssetDraft extends Record<TextField, string> {
  number: string;
  name: string;
  typeKey: string;
  homeZoneId: number | null;
  riskClass: RiskClass | '';
  person: boolean;
  attributes: AttributeTexts;
}

/** Fields of the form as the server's pointers name them. */
export const assetFields = [
  ...['number', 'name', 'typeKey', ...textFields, 'homeZoneId', 'riskClass', 'person', 'attributes'],
] as const;
export type AssetProblems = Problems<string>;

export const emptyDraft: AssetDraft = {
  ...{ number: '', name: '', typeKey: '', manufacturer: '', model: '', serial: '', udi: '', department: '' },
  ...{ kitNumber: '', homeZoneId: null, riskClass: '', person: false, attributes: {} },
};

/** The form of an asset as the server knows it. */
export function draftOf(asset: AssetDetail, attributes: readonly AssetAttribute[]): AssetDraft {
  return {
    number: asset.number,
    name: asset.name,
    typeKey: asset.typeKey,
    manufacturer: asset.manufacturer ?? '',
    model: asset.model ?? '',
    serial: asset.serial ?? '',
    udi: asset.udi ?? '',
    department: asset.department ?? '',
    kitNumber: asset.kit?.number ?? '',
    homeZoneId: asset.homeZone?.id ?? null,
    riskClass: asset.riskClass ?? '',
    person: asset.person,
    attributes: textsOf(attributes, asset.attributes),
  };
}

/** The asset that a form describes, or what is wrong with it before it is sent. */
export function newAssetOf(
  draft: AssetDraft,
  attributes: readonly AssetAttribute[],
): { asset: CreateAsset; problems: null } | { asset: null; problems: AssetProblems } {
  const { values, problems: wrong } = valuesOf(attributes, draft.attributes);
  const asset = {
    number: draft.number,
    name: draft.name,
    typeKey: draft.typeKey,
    ...Object.fromEntries(textFields.map((field) => [field, draft[field].trim() || null])),
    homeZoneId: draft.homeZoneId,
    riskClass: draft.riskClass || null,
    person: draft.person,
    attributes: values,
  };
  const checked = createAssetSchema.safeParse(asset);
  const problems: AssetProblems = checked.success
    ? {}
    : problemsIn(checked.error, assetFields, registerTexts.form.wrong);
  for (const [key, words] of Object.entries(wrong)) problems[`attributes/${key}`] = words;
  if (checked.success && Object.keys(problems).length === 0) return { asset: checked.data, problems: null };
  return { asset: null, problems };
}

/**
 * Only what differs from the asset as the form began with it, and what it was then, so that the server refuses what somebody
 * else has changed meanwhile; null when nothing differs.
 */
export function changeOf(asset: AssetDetail, wanted: CreateAsset): ChangeAsset | null {
  const known: Record<string, unknown> = {
    ...asset,
    homeZoneId: asset.homeZone?.id ?? null,
    kitNumber: asset.kit?.number ?? null,
  };
  const change = Object.entries(wanted).filter(([field, value]) =>
    field === 'attributes' ? !sameValues(asset.attributes, value as AttributeValues) : known[field] !== value,
  );
  if (change.length === 0) return null;
  const expected = Object.fromEntries(change.map(([field]) => [field, known[field]]));
  return { ...Object.fromEntries(change), expected };
}

/**
 * A form that began with one asset, after somebody else has changed it to another: what was not touched is as it is now, what
 * was touched stays.
 * @returns also the fields that both have changed, each to something else
 */
export function rebased(draft: AssetDraft, from: AssetDraft, to: AssetDraft): { draft: AssetDraft; clashes: string[] } {
  const [mine, before, now] = [draft, from, to].map(cellsOf);
  const touched = [...mine].filter(([field, value]) => value !== before.get(field));
  const clashes = touched.flatMap(([field, value]) => {
    const [was, is] = [before.get(field), now.get(field)];
    return was !== is && is !== value ? [field] : [];
  });
  const own = Object.fromEntries(touched) as Partial<AssetDraft>;
  const attributes = { ...to.attributes };
  for (const [field, value] of touched)
    if (field.startsWith(attributePrefix)) attributes[field.slice(attributePrefix.length)] = value as string;
  const fields = Object.fromEntries(Object.entries(own).filter(([field]) => !field.startsWith(attributePrefix)));
  return { draft: { ...to, ...fields, attributes }, clashes };
}

const attributePrefix = 'attributes/';

/** What stands in each field, by its name; that of an attribute is `attributes/` and its key. */
function cellsOf({ attributes, ...fields }: AssetDraft): Map<string, unknown> {
  const own = Object.entries(attributes).map(([key, value]): [string, unknown] => [attributePrefix + key, value]);
  return new Map([...Object.entries(fields), ...own]);
}

/** The server's refusals by field; those of one attribute stand at that attribute. */
export function fieldsOf(attributes: readonly AssetAttribute[]): string[] {
  return [...attributes.map(({ key }) => `attributes/${key}`), ...assetFields];
}

function sameValues(one: AttributeValues, other: AttributeValues): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
