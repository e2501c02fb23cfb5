import { IconHistory, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Session } from '#contracts/people';
import type { KeptSearch } from '#contracts/search';
import { may } from '../session/may.js';
import { findTexts } from '../texts/find-texts.js';
import classes from './kept-searches.module.css';
import { useChangeKept, useKeptSearches } from './search-queries.js';

interface KeptSearchesProps {
  session: Session;
  onPick: (q: string) => void;
  /** Up from the first one: back into the box. */
  onLeave: () => void;
}

/** What somebody searched before, under the empty box: pinned ones, then the newest. */
export default function KeptSearches({ session, onPick, onLeave }: KeptSearchesProps) {
  const mayKeep = may(session, 'searches.keep');
  const kept = useKeptSearches(mayKeep);
  const change = useChangeKept();
  const error = change.keep.error ?? change.forget.error;
  const pinned = kept.data?.filter((one) => one.pinned) ?? [];
  const recent = kept.data?.filter((one) => !one.pinned) ?? [];
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') return onLeave();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-search]')];
    const row = (event.target as HTMLElement).closest('li')?.querySelector<HTMLElement>('button[data-search]');
    const to = rows.indexOf(row!) + (event.key === 'ArrowDown' ? 1 : -1);
    if (to < 0) onLeave();
    else rows[Math.min(to, rows.length - 1)]?.focus();
  };
  const list = (title: string, searches: readonly KeptSearch[]) =>
    searches.length > 0 && (
      <section>
        <h2 className={classes.title}>{title}</h2>
        <ul className={classes.list}>
          {searches.map((one) => (
            <li key={one.q} className={classes.row}>
              <button type="button" data-search className={classes.search} onClick={() => onPick(one.q)}>
                {one.pinned ? (
                  <IconPin size={18} stroke={1.7} aria-hidden />
                ) : (
                  <IconHistory size={18} stroke={1.7} aria-hidden />
                )}
                <span className={classes.q}>{one.q}</span>
              </button>
              <button
                type="button"
                className={classes.small}
                aria-label={one.pinned ? findTexts.kept.unpin(one.q) : findTexts.kept.pin(one.q)}
                onClick={() => change.keep.mutate({ q: one.q, pinned: !one.pinned })}
              >
                {one.pinned ? <IconPinFilled size={18} aria-hidden /> : <IconPin size={18} stroke={1.7} aria-hidden />}
              </button>
              <button
                type="button"
                className={classes.small}
                aria-label={findTexts.kept.forget(one.q)}
                onClick={() => {
                  onLeave();
                  change.forget.mutate(one.q);
                }}
              >
                <IconX size={18} stroke={1.7} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <div id="kept" role="group" aria-label={findTexts.kept.label} onKeyDown={onKeyDown}>
      <p className={classes.hint}>{findTexts.hint}</p>
      {list(findTexts.kept.pinned, pinned)}
      {list(findTexts.kept.recent, recent)}
      {kept.isError && !kept.data && <p className={classes.hint}>{findTexts.kept.listFailed}</p>}
      {error && (
        <p className={classes.problem} role="alert">
          {findTexts.kept.failed(error.message)}
        </p>
      )}
    </div>
  );
}
