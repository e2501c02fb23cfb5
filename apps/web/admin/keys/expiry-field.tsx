import { keysTexts } from '../../texts/admin-texts.js';
import { OneOf } from '../form/choices.js';
import { TextField } from '../form/text-field.js';
import { dayFrom } from '../time-words.js';
import type { Expiry } from './key-draft.js';

const texts = keysTexts.expiry;

interface ExpiryFieldProps {
  expiry: Expiry;
  lastDay: string;
  problem?: string;
  onChange: (change: { expiry?: Expiry; lastDay?: string }) => void;
}

/** How long a key works. */
export function ExpiryField({ expiry, lastDay, problem, onChange }: ExpiryFieldProps) {
  return (
    <OneOf<Expiry>
      label={keysTexts.fields.expires}
      value={expiry}
      error={problem}
      choices={[
        { value: 'never', name: texts.never },
        { value: '30', name: texts['30'] },
        { value: '90', name: texts['90'] },
        { value: '365', name: texts['365'] },
        {
          value: 'own',
          name: texts.own,
          inner: (
            <TextField
              label={texts.day}
              type="date"
              value={lastDay}
              min={dayFrom(Date.now(), 1)}
              onChange={(day) => onChange({ lastDay: day })}
            />
          ),
        },
      ]}
      onChange={(choice) => onChange({ expiry: choice })}
    />
  );
}
