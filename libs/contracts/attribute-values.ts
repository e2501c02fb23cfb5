import type { AssetAttribute, AttributeValues } from './asset-types.js';

/** What is wrong with one attribute of an asset, and what would be right. */
export interface AttributeTrouble {
  key: string;
  reason: string;
}

/** Everything that is wrong with an asset's attributes under those of its type. @param typeName for the sentences */
export function attributeTroubles(
  attributes: readonly AssetAttribute[],
  values: AttributeValues,
  typeName: string,
): AttributeTrouble[] {
  const known = new Map(attributes.map((attribute) => [attribute.key, attribute]));
  const troubles: AttributeTrouble[] = [];
  for (const [key, value] of Object.entries(values)) {
    const attribute = known.get(key);
    const reason = attribute
      ? troubleWith(attribute, value)
      : `the type ${typeName} has no attribute "${key}"; ${named(attributes)}`;
    if (reason !== null) troubles.push({ key, reason });
  }
  for (const { key, name, required } of attributes)
    if (required && !Object.hasOwn(values, key))
      troubles.push({ key, reason: `${name} is missing; every ${typeName} has it` });
  return troubles;
}

/** The values that fit the attributes of the type as they are now; others are kept, and not shown. */
export function fittingValues(attributes: readonly AssetAttribute[], values: AttributeValues): AttributeValues {
  const fitting = attributes.flatMap((attribute): [string, AttributeValues[string]][] => {
    if (!Object.hasOwn(values, attribute.key)) return [];
    const value = values[attribute.key];
    return troubleWith(attribute, value) === null ? [[attribute.key, value]] : [];
  });
  return Object.fromEntries(fitting);
}

/** A day of the calendar as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function troubleWith({ name, kind, choices }: AssetAttribute, value: AttributeValues[string]): string | null {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? null : `${name} is a text, or left out`;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : `${name} is a number, such as 12.5`;
    case 'yes-no':
      return typeof value === 'boolean' ? null : `${name} is true or false`;
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : `${name} is a day, such as 2026-03-31`;
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? null : `${name} is one of ${choices.join(', ')}`;
  }
}

function named(attributes: readonly AssetAttribute[]): string {
  return attributes.length === 0 ? 'it has none' : `it has ${attributes.map(({ key }) => key).join(', ')}`;
}
