import { type ReactNode, useState } from 'react';
import { durationWords } from '../asset/age-words.js';
import { StatusBadge } from '../asset/status-badge.js';
import { useTexts } from '../texts/use-texts.js';
import { useStatuses, useVisits } from './asset-queries.js';
import { momentWords } from './moment-words.js';
import type { StatusHistory } from './use-api.js';
import classes from './use.module.css';

const texts = useTexts.history;

interface HistoryProps {
  assetId: number;
  nowMs: number;
  timeZone: string;
}

/** Where an asset was, or what its status was, newest first. */
export function HistoryLists(props: HistoryProps) {
  const [shown, setShown] = useState<'visits' | 'statuses'>('visits');
  return (
    <>
      <div className={classes.chips} role="group" aria-label={texts.kind}>
        {(['visits', 'statuses'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className={classes.chip}
            aria-pressed={shown === kind}
            onClick={() => setShown(kind)}
          >
            {texts[kind]}
          </button>
        ))}
      </div>
      {shown === 'visits' ? <Visits {...props} /> : <Statuses {...props} />}
      <p className={classes.quiet}>{texts.recorded}</p>
    </>
  );
}

function Visits({ assetId, nowMs, timeZone }: HistoryProps) {
  const pages = useVisits(assetId, true);
  const visits = pages.data?.pages.flatMap((page) => page.visits) ?? [];
  const when = (iso: string) => momentWords(Date.parse(iso), nowMs, timeZone);
  return (
    <Pages pages={pages} empty={visits.length === 0 ? texts.noVisits : null}>
      {visits.map(({ zoneName, floorName, enteredAt, leftAt }) => (
        <li key={enteredAt}>
          <span className={classes.when}>{when(enteredAt)}</span>
          <span>
            <strong>{zoneName}</strong>
            <span className={classes.quiet}>
              {floorName} · {durationWords((leftAt === null ? nowMs : Date.parse(leftAt)) - Date.parse(enteredAt))}
              {leftAt === null && ` · ${texts.now}`}
            </span>
          </span>
        </li>
      ))}
    </Pages>
  );
}

function Statuses({ assetId, nowMs, timeZone }: HistoryProps) {
  const pages = useStatuses(assetId, true);
  const statuses = pages.data?.pages.flatMap((page) => page.statuses) ?? [];
  return (
    <Pages pages={pages} empty={statuses.length === 0 ? texts.noStatuses : null}>
      {statuses.map((one) => (
        <li key={one.id}>
          <span className={classes.when}>{momentWords(Date.parse(one.undone?.at ?? one.since), nowMs, timeZone)}</span>
          <span>
            {one.undone && <span className={classes.quiet}>{texts.undone(one.undone.by)}</span>}
            <StatusBadge status={one.value} />
            <span className={classes.quiet}>
              {causeWords(one)}
              {one.note && ` · ${one.note}`}
            </span>
          </span>
        </li>
      ))}
    </Pages>
  );
}

function causeWords({ source, by, zoneName }: StatusHistory['statuses'][number]): string {
  if (source === 'place') return zoneName === null ? texts.place : texts.byPlace(zoneName);
  return source === 'start' ? texts.start : (by ?? '');
}

interface PagesProps {
  pages: {
    isPending: boolean;
    error: Error | null;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  empty: string | null;
  children: ReactNode;
}

function Pages({ pages, empty, children }: PagesProps) {
  return (
    <>
      {(pages.isPending || pages.error || empty) && (
        <p className={pages.error ? classes.failed : classes.quiet} role="status">
          {pages.isPending ? texts.loading : pages.error ? texts.failed(pages.error.message) : empty}
        </p>
      )}
      <ol className={classes.timeline}>{children}</ol>
      {pages.hasNextPage && (
        <button
          type="button"
          className={classes.button}
          aria-disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {texts.more}
        </button>
      )}
    </>
  );
}
