import type { AssetAttribute } from '#contracts/asset-types';
import { SelectField } from '../../admin/form/select-field.js';
import { TextField } from '../../admin/form/text-field.js';
import { registerTexts } from '../../texts/register-texts.js';
import type { AttributeTexts } from './attribute-values.js';

const texts = registerTexts.attributes;

interface AttributeFieldsProps {
  attributes: readonly AssetAttribute[];
  fields: AttributeTexts;
  /** By the attribute's key. */
  problemOf: (key: string) => string | undefined;
  onChange: (fields: AttributeTexts) => void;
}

/** A field for each attribute of a type: what it is decides how it is written. */
export function AttributeFields({ attributes, fields, problemOf, onChange }: AttributeFieldsProps) {
  return attributes.map((attribute) => {
    const { key, kind, choices } = attribute;
    const value = fields[key] ?? '';
    const set = (text: string) => onChange({ ...fields, [key]: text });
    const label = texts.label(attribute.name, attribute.unit, attribute.required);
    const error = problemOf(key);
    if (kind === 'yes-no' || kind === 'choice')
      return (
        <SelectField
          key={key}
          label={label}
          value={value}
          error={error}
          options={{ '': texts.unsaid, ...(kind === 'yes-no' ? texts.yesNo : ownWords(choices, value)) }}
          onChange={set}
        />
      );
    return (
      <TextField
        key={key}
        label={label}
        type={kind === 'date' ? 'date' : 'text'}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        value={value}
        error={error}
        onChange={set}
      />
    );
  });
}

/** Choices in their own words; what an asset has and the type does not offer any more stays to be seen. */
function ownWords(choices: readonly string[], value: string): Record<string, string> {
  const all = value === '' || choices.includes(value) ? choices : [...choices, value];
  return Object.fromEntries(all.map((choice) => [choice, choice]));
}
