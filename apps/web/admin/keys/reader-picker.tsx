import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { keysTexts } from '../../texts/admin-texts.js';
import { SeveralOf } from '../form/choices.js';
import formClasses from '../form/form.module.css';
import { TextField } from '../form/text-field.js';
import { Feedback } from '../feedback.js';
import { useReaders } from './keys-queries.js';
import { findReaders } from './reader-search.js';

const texts = keysTexts.readerSearch;
const shownAtOnce = 40;

interface ReaderPickerProps {
  chosen: readonly string[];
  problem?: string;
  onChange: (readerKeys: string[]) => void;
}

/** Chooses readers by a search over the readers of all floors. */
export function ReaderPicker({ chosen, problem, onChange }: ReaderPickerProps) {
  const { readers, loading, error } = useReaders();
  const [search, setSearch] = useState('');
  const found = findReaders(readers, search);
  const shown = found.slice(0, shownAtOnce);
  const fresh = shown.filter(({ key }) => !chosen.includes(key));
  const nameOf = (key: string) => readers.find((reader) => reader.key === key)?.name ?? key;
  return (
    <div>
      <TextField label={texts.label} type="search" value={search} onChange={setSearch} />
      {error && <Feedback tone="bad">{texts.loadFailed(error.message)}</Feedback>}
      {loading && <p role="status">{texts.loading}</p>}
      {!loading && !error && found.length === 0 && (
        <p role="status" className={formClasses.hint}>
          {readers.length ? texts.noMatch(search.trim()) : texts.none}
        </p>
      )}
      <div className={formClasses.results}>
        <SeveralOf
          label={keysTexts.fields.readers}
          choices={shown.map(({ key, name, place }) => ({
            value: key,
            name,
            detail: name === key ? place : `${key} · ${place}`,
          }))}
          values={chosen}
          scrolls
          error={problem}
          onChange={onChange}
        />
      </div>
      {found.length > shown.length && <p className={formClasses.hint}>{texts.more(found.length - shown.length)}</p>}
      <div className={formClasses.row}>
        <p className={formClasses.count} role="status">
          {texts.chosen(chosen.length)}
        </p>
        {fresh.length > 1 && (
          <button
            type="button"
            className={formClasses.plain}
            onClick={() => onChange([...chosen, ...fresh.map(({ key }) => key)])}
          >
            {texts.choose(fresh.length)}
          </button>
        )}
        {chosen.length > 1 && (
          <button type="button" className={formClasses.plain} onClick={() => onChange([])}>
            {texts.clear}
          </button>
        )}
      </div>
      {chosen.length > 0 && (
        <ul className={formClasses.chosen}>
          {chosen.map((key) => (
            <li key={key}>
              <button
                type="button"
                className={formClasses.chip}
                aria-label={texts.remove(nameOf(key))}
                onClick={() => onChange(chosen.filter((other) => other !== key))}
              >
                {nameOf(key)}
                <IconX size={16} stroke={1.8} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
