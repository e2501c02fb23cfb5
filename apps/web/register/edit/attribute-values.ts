import type { AssetAttribute, AttributeValues } from '#contracts/asset-types';
import { registerTexts } from '../../texts/register-texts.js';

const texts = registerTexts.attributes;

/** What the fields of the attributes hold, by key: all of it text, "yes" and "no" for what is one of them, '' for nothing. */
export type AttributeTexts = Record<string, string>;

/** The fields of what an asset has. */
export function textsOf(attributes: readonly AssetAttribute[], values: AttributeValues): AttributeTexts {
  return Object.fromEntries(attributes.map(({ key }) => [key, textOf(values[key])]));
}

function textOf(value: AttributeValues[string] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** What the fields say, and what is wrong with them by the attribute's key. A number may have a comma. */
export function valuesOf(
  attributes: readonly AssetAttribute[],
  fields: AttributeTexts,
): { values: AttributeValues; problems: Record<string, string> } {
  const values: AttributeValues = {};
  const problems: Record<string, string> = {};
  for (const attribute of attributes) {
    const { key, kind, name } = attribute;
    const text = (fields[key] ?? '').trim();
    if (text === '') {
      if (attribute.required) problems[key] = texts.required(name);
    } else if (kind === 'number') {
      const value = Number(text.replace(',', '.'));
      if (Number.isFinite(value)) values[key] = value;
      else problems[key] = texts.number(name);
    } else if (kind === 'yes-no') values[key] = text === 'yes';
    else if (kind === 'choice' && !attribute.choices.includes(text))
      problems[key] = texts.choice(text, attribute.choices);
    else if (kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) problems[key] = texts.date(name);
    else if (text.length > 500) problems[key] = texts.long;
    else values[key] = text;
  }
  return { values, problems };
}
