import { SelectField } from '../../admin/form/select-field.js';
import { TextField } from '../../admin/form/text-field.js';
import { rulesTexts as texts } from '../../texts/rules-texts.js';
import { statusTexts } from '../../texts/status-texts.js';
import { meanings, type Meaning } from './rules-draft.js';

const options = Object.fromEntries(
  meanings.map((meaning) => [meaning, meaning === 'nothing' ? texts.nothing : statusTexts.status[meaning]]),
) as Record<Meaning['status'], string>;

interface MeaningFieldsProps {
  meaning: Meaning;
  error?: string;
  disabled: boolean;
  onChange: (meaning: Meaning) => void;
}

/** A status, and how long something must have stood there before it holds. */
export function MeaningFields({ meaning, error, disabled, onChange }: MeaningFieldsProps) {
  return (
    <>
      <SelectField<Meaning['status']>
        label={texts.means}
        value={meaning.status}
        options={options}
        disabled={disabled}
        error={meaning.status === 'nothing' ? error : undefined}
        onChange={(status) => onChange({ ...meaning, status })}
      />
      {meaning.status !== 'nothing' && (
        <TextField
          label={texts.dwell}
          inputMode="numeric"
          maxLength={5}
          value={meaning.dwellS}
          disabled={disabled}
          error={error}
          onChange={(dwellS) => onChange({ ...meaning, dwellS })}
        />
      )}
    </>
  );
}
