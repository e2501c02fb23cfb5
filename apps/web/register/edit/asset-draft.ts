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

/** Only what differs from the asset as the server knows it; null when nothing does. */
export function changeOf(asset: AssetDetail, wanted: CreateAsset): ChangeAsset | null {
  const known: Record<string, unknown> = {
    ...asset,
    homeZoneId: asset.homeZone?.id ?? null,
    kitNumber: asset.kit?.number ?? null,
  };
  const change = Object.entries(wanted).filter(([field, value]) =>
    field === 'attributes' ? !sameValues(asset.attributes, value as AttributeValues) : known[field] !== value,
  );
  return change.length > 0 ? Object.fromEntries(change) : null;
}

/** The server's refusals by field; those of one attribute stand at that attribute. */
export function fieldsOf(attributes: readonly AssetAttribute[]): string[] {
  return [...attributes.map(({ key }) => `attributes/${key}`), ...assetFields];
}

function sameValues(one: AttributeValues, other: AttributeValues): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
