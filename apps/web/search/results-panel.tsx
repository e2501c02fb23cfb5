import { IconRoute } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useServerNow } from '../live/use-live.js';
import { findTexts } from '../texts/find-texts.js';
import { foundId, isTyping, listId } from './found-list.js';
import { QuestionChips } from './question-chips.js';
import { ResultRow } from './result-row.js';
import classes from './results-panel.module.css';
import { ResultsState } from './results-state.js';
import type { Find } from './use-find.js';
import { walkWords } from './walk-words.js';

interface ResultsPanelProps {
  find: Find;
  siteOnScreen: string | undefined;
  onPick: (index: number) => void;
  onWay: (index: number) => void;
}

/** The answers to what was typed: a sheet over the map on phones, beside it on larger screens. */
export default function ResultsPanel({ find, siteOnScreen, onPick, onWay }: ResultsPanelProps) {
  // Ages grow while nothing comes.
  useServerNow(5_000);
  const list = useRef<HTMLDivElement>(null);
  const { results, active, setActive } = find;
  const chosen = results[active];
  const walk = (chosen && walkWords(chosen.walkS, chosen.walkM)) ?? '';
  useEffect(() => {
    document.getElementById(foundId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  // Who comes back from one answer, or has asked for the last ones, goes on in the list.
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [find.hasMore]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setActive((active + step + results.length) % results.length);
    } else if (event.key === 'Enter' && chosen) onPick(active);
  };
  const showMore = () => {
    if (!find.moreWaiting) find.more();
  };
  return (
    // The field keeps the focus while a finger is down: if the keyboard went now, the tap would miss what it was meant for.
    <div className={classes.all} onPointerDown={(event) => isTyping() && event.preventDefault()}>
      <QuestionChips find={find} />
      <ResultsState find={find} />
      <div className={classes.scroll} data-empty={results.length === 0}>
        <div
          ref={list}
          id={listId}
          role="listbox"
          tabIndex={0}
          aria-label={findTexts.results}
          aria-activedescendant={chosen && foundId(active)}
          className={classes.list}
          aria-busy={!find.own}
          onKeyDown={onKeyDown}
        >
          {results.map((asset, index) => (
            <div
              key={asset.id}
              id={foundId(index)}
              role="option"
              aria-selected={index === active}
              className={classes.option}
              onClick={() => onPick(index)}
            >
              <ResultRow
                asset={asset}
                rank={index + 1}
                siteOnScreen={siteOnScreen}
                passed={find.passed.has(asset.id)}
              />
            </div>
          ))}
        </div>
        {find.own && find.hasMore && (
          <button type="button" className={classes.more} aria-disabled={find.moreWaiting} onClick={showMore}>
            {find.moreWaiting ? findTexts.searching : findTexts.showMore}
          </button>
        )}
      </div>
      {chosen?.position && (
        <div className={classes.foot}>
          <button type="button" className={classes.way} onClick={() => onWay(active)}>
            <IconRoute size={22} stroke={1.8} aria-hidden />
            <span className={classes.wayText}>
              {findTexts.way.show} <span>{[chosen.number, walk].filter(Boolean).join(' · ')}</span>
            </span>
          </button>
        </div>
      )}
    </div>
  );
}
