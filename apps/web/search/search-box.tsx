import { IconSearch, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { loadAhead, loadResultsPanel } from '../app/panels.js';
import { findTexts } from '../texts/find-texts.js';
import { fieldId, foundId, listId } from './found-list.js';
import classes from './search-box.module.css';
import { useDebounced } from './use-debounced.js';
import type { Find } from './use-find.js';

const KeptSearches = lazy(() => import('./kept-searches.js'));

/** Waiting for the next letter, ms: long enough for a quick thumb, short enough to seem at once. */
const pauseMs = 140;

/**
 * The one search: arrows and Enter choose among the answers, Escape ends it, Ctrl-K or / begins. What is typed goes into
 * the address, and what the address says stands in the box.
 */
export function SearchBox({ find, onPick }: { find: Find; onPick: (index: number) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(find.q);
  const [focused, setFocused] = useState(false);
  const asked = useDebounced(text.trim(), pauseMs);
  const sent = useRef(find.q);
  useSearchShortcut(field);

  // Typed: into the address. Only what was typed here, never what just came from there.
  const typed = useRef(false);
  useEffect(() => {
    if (!typed.current || asked !== text.trim() || asked === sent.current) return;
    typed.current = false;
    sent.current = asked;
    find.go({ q: asked, assetId: null, way: false });
  }, [asked, text, find]);
  // Back, a link, a chip: into the box.
  useEffect(() => {
    if (find.q === sent.current) return;
    sent.current = find.q;
    typed.current = false;
    setText(find.q);
  }, [find.q]);

  const write = (value: string) => {
    typed.current = true;
    setText(value);
  };
  const end = () => {
    typed.current = false;
    sent.current = '';
    setText('');
    find.go({ q: '', assetId: null, way: false });
  };
  const { results, active, setActive } = find;
  const choosing = find.q !== '' && find.assetId === null && results.length > 0;
  const showKept = focused && text === '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (text === '') field.current?.blur();
      else end();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (showKept && event.key === 'ArrowDown') document.querySelector<HTMLElement>('#kept button')?.focus();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (choosing) setActive((active + step + results.length) % results.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const answered = choosing && find.answerTo === text.trim();
      // Before the answer is there, the keyboard of a phone only makes room for it.
      if (answered || matchMedia('(pointer: coarse)').matches) field.current?.blur();
      if (answered) onPick(active);
    }
  };

  return (
    <search
      className={classes.box}
      onFocus={() => {
        setFocused(true);
        loadAhead(loadResultsPanel);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <div className={classes.fieldRow} data-open={showKept}>
        <IconSearch size={20} stroke={1.8} className={classes.lens} aria-hidden />
        <input
          ref={field}
          id={fieldId}
          className={classes.field}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-label={findTexts.label}
          aria-expanded={choosing}
          aria-controls={choosing ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={choosing ? foundId(active) : undefined}
          placeholder={findTexts.placeholder}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          maxLength={200}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {text ? (
          <button
            type="button"
            className={classes.clear}
            aria-label={findTexts.clear}
            onClick={() => {
              end();
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
      {showKept && (
        // The field keeps the focus: some browsers give it to no button, and the list would be gone before the tap.
        <div className={classes.kept} onPointerDown={(event) => event.preventDefault()}>
          <Suspense fallback={<p className={classes.hint}>{findTexts.hint}</p>}>
            <KeptSearches
              session={find.session}
              onPick={(q) => {
                // The box keeps the focus only where no keyboard would cover the answers.
                if (matchMedia('(pointer: coarse)').matches) field.current?.blur();
                else field.current?.focus();
                sent.current = q;
                typed.current = false;
                setText(q);
                setFocused(false);
                find.go({ q, assetId: null, way: false });
              }}
              onLeave={() => field.current?.focus()}
            />
          </Suspense>
        </div>
      )}
    </search>
  );
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
