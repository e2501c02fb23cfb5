import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { AssetView } from '#contracts/assets';
import { useAssetSearch, searchLimit } from '../app/queries.js';
import { texts } from '../texts/texts.js';
import { SearchResult } from './search-result.js';
import { useDebounced } from './use-debounced.js';
import classes from './search-box.module.css';

interface SearchBoxProps {
  /** Results of other sites are named with their site. */
  siteOnScreen: string | undefined;
  onPick: (asset: AssetView) => void;
}

/** The one search: name, type or number; arrows and Enter choose, Escape closes, Ctrl-K or / begins. */
export function SearchBox({ siteOnScreen, onPick }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const search = useDebounced(text.trim(), 180);
  const result = useAssetSearch(search, open);
  const assets = search === '' ? [] : (result.data?.assets ?? []);
  useSearchShortcut(field);
  useEffect(() => setActive(0), [search]);
  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);

  const pick = (asset: AssetView) => {
    setOpen(false);
    setText('');
    field.current?.blur();
    onPick(asset);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (text === '' || !open) field.current?.blur();
      setOpen(false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (assets.length) setActive((active + step + assets.length) % assets.length);
    } else if (event.key === 'Enter' && assets[active] && text.trim() === search) {
      event.preventDefault();
      pick(assets[active]);
    }
  };
  const waiting = text.trim() !== search || result.isFetching;
  const showList = open;

  return (
    <search
      className={classes.box}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <div className={classes.fieldRow} data-open={showList}>
        <IconSearch size={20} stroke={1.8} className={classes.lens} aria-hidden />
        <input
          ref={field}
          className={classes.field}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-label={texts.search.label}
          aria-expanded={showList}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={showList && assets[active] ? `${listId}-${active}` : undefined}
          placeholder={texts.search.placeholder}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={text}
          maxLength={100}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
        {text ? (
          <button
            type="button"
            className={classes.clear}
            aria-label={texts.search.clear}
            onClick={() => {
              setText('');
              field.current?.focus();
            }}
          >
            <IconX size={18} stroke={1.8} aria-hidden />
          </button>
        ) : (
          <kbd className={classes.key} aria-hidden>
            /
          </kbd>
        )}
      </div>
      <div className={classes.results} hidden={!showList}>
        <p className={classes.status} role="status" data-quiet={assets.length > 0 && !result.isError}>
          {showList &&
            statusWords(text.trim(), search, assets.length, waiting, result.error, result.data?.next != null)}
        </p>
        <div
          id={listId}
          role="listbox"
          aria-label={texts.search.results}
          className={classes.list}
          data-waiting={waiting}
        >
          {showList &&
            assets.map((asset, index) => (
              <div
                key={asset.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className={classes.option}
                // The field keeps the focus, so that the keyboard of a phone stays calm.
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setActive(index)}
                onClick={() => pick(asset)}
              >
                <SearchResult asset={asset} siteOnScreen={siteOnScreen} />
              </div>
            ))}
        </div>
      </div>
    </search>
  );
}

function statusWords(
  text: string,
  search: string,
  count: number,
  waiting: boolean,
  error: Error | null,
  more: boolean,
): string {
  if (text === '') return texts.search.hint;
  if (error) return texts.search.failed(error.message);
  if (count > 0) return texts.search.count(count, more || count >= searchLimit);
  return waiting ? texts.search.searching : texts.search.none(search);
}

/** "/" and Ctrl-K or Cmd-K put the cursor into the search from anywhere but another text field. */
function useSearchShortcut(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const command = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!slash && !command) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}
