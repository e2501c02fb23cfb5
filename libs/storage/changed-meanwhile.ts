import type { AttributeValues } from '#contracts/asset-types';
import type { ChangeAsset } from '#contracts/assets';
import { fittingValues } from '#contracts/attribute-values';
import type { AssetFacts } from './asset-changes.js';
import type { AssetField, AssetTrouble } from './check-assets.js';
import type { RegisterHouse } from './register-house.js';

const reason = 'somebody else has changed it meanwhile: look at what it is now, and change it again';

/**
 * What of a change somebody else has changed to something else since whoever asks looked at the asset; nothing when they do
 * not say what they saw. The reasons name no value: it may be one that is not shown to them.
 */
export function changedMeanwhile(
  { facts }: { facts: AssetFacts },
  change: ChangeAsset,
  house: Pick<RegisterHouse, 'types' | 'zones' | 'assets'>,
): AssetTrouble[] {
  const { expected = {}, attributes: wanted, ...given } = change;
  const fields: AssetField[] = [];
  for (const [field, value] of Object.entries(given) as [keyof typeof given, unknown][]) {
    const seen = expected[field];
    if (value === undefined || seen === undefined || value === seen) continue;
    if (facts[field] === seen || facts[field] === value) continue;
    if (seen === null && isHidden(field, facts, house)) continue;
    fields.push(field);
  }
  if (wanted && expected.attributes) {
    const seen = expected.attributes;
    const now = valuesFor(facts.typeKey, facts, house);
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(seen), ...Object.keys(now)]))
      if (seen[key] !== wanted[key] && now[key] !== seen[key] && now[key] !== wanted[key])
        fields.push(`attributes.${key}`);
  }
  return fields.map((field) => ({ field, reason, status: 409 }));
}

/** The values that an asset gets: those that who asks has changed since they looked at it, the others as they are now. */
export function attributesOf(
  { facts }: { facts: AssetFacts },
  { typeKey = facts.typeKey, attributes: wanted = {}, expected }: ChangeAsset,
  house: Pick<RegisterHouse, 'types'>,
): AttributeValues {
  const seen = expected?.attributes;
  if (!seen) return wanted;
  const now = valuesFor(typeKey, facts, house);
  const keys = [...new Set([...Object.keys(now), ...Object.keys(wanted)])];
  const values = keys.map((key) => [key, wanted[key] === seen[key] ? now[key] : wanted[key]] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as AttributeValues;
}

function valuesFor(
  typeKey: string,
  { attributes }: AssetFacts,
  { types }: Pick<RegisterHouse, 'types'>,
): AttributeValues {
  return fittingValues(types.get(typeKey)?.attributes ?? [], attributes);
}

/** Whether what stands there may look like nothing to who asks. */
function isHidden(field: AssetField, facts: AssetFacts, { zones, assets }: Pick<RegisterHouse, 'zones' | 'assets'>) {
  if (field === 'homeZoneId') return ![...zones.values()].includes(facts.homeZoneId!);
  return field === 'kitNumber' && !assets.get(facts.kitNumber!)?.seen;
}
