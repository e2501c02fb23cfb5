import { IconMapPin, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { assetStatuses, type AssetStatus } from '#contracts/asset-status';
import { loadNearChooser } from '../app/panels.js';
import { may } from '../session/may.js';
import { stopTyping } from './found-list.js';
import { findTexts } from '../texts/find-texts.js';
import { statusTexts } from '../texts/status-texts.js';
import { chipsOf, type Understood, withWord, without, withoutStatus } from './question.js';
import classes from './question-chips.module.css';
import { useChangeKept, useKeptSearches } from './search-queries.js';
import type { Find } from './use-find.js';

const NearChooser = lazy(loadNearChooser);

/** What the question was understood as, and what can be turned about it: where one is, free ones or all, each part. */
export function QuestionChips({ find }: { find: Find }) {
  const [choosing, setChoosing] = useState(false);
  const told = find.answerTo === find.q ? (find.answer?.understood ?? []) : [];
  // Where "nearest" is near to is told with the answer of the place of now.
  const understood = told.filter(({ as }) => as !== 'near' || find.own);
  const status = understood.find(({ as }) => as === 'status');
  const freeOnly = status?.name === 'free';
  // "Near me" is where one is said to be.
  const nearSaid = understood.some(({ as, name }) => as === 'near' && name !== 'me');
  const ask = (q: string) => find.go({ q, assetId: null, way: false });
  return (
    <div className={classes.head}>
      <div className={classes.chips}>
        {!nearSaid && (
          <button
            type="button"
            className={classes.near}
            data-known={find.from !== null}
            aria-haspopup="dialog"
            onClick={() => {
              stopTyping();
              setChoosing(true);
            }}
          >
            <IconMapPin size={17} stroke={1.8} aria-hidden />
            {find.from ? findTexts.near.name(find.from.name) : findTexts.near.choose}
          </button>
        )}
        <div role="group" aria-label={findTexts.status} className={classes.which}>
          <button
            type="button"
            aria-pressed={freeOnly}
            onClick={() => !freeOnly && ask(withWord(withoutStatus(find.q, understood), findTexts.freeWord))}
          >
            {findTexts.free}
          </button>
          <button
            type="button"
            aria-pressed={status === undefined}
            onClick={() => status && ask(withoutStatus(find.q, understood))}
          >
            {findTexts.all}
          </button>
        </div>
        {chipsOf(understood).map((part) => (
          <button
            key={`${part.as} ${part.text}`}
            type="button"
            className={classes.part}
            onClick={() => ask(without(find.q, part.text))}
          >
            <span className="visually-hidden">{findTexts.removePart}</span>
            <span className={classes.as}>{findTexts.as[part.as]}</span> {nameOf(part)}
            <IconX size={14} stroke={2} aria-hidden />
          </button>
        ))}
      </div>
      <div className={classes.corner}>
        <PinButton find={find} />
        <button
          type="button"
          className={classes.close}
          aria-label={findTexts.close}
          onClick={() => find.go({ q: '', assetId: null, way: false })}
        >
          <IconX size={20} stroke={1.6} aria-hidden />
        </button>
      </div>
      {choosing && (
        <Suspense fallback={null}>
          <NearChooser from={find.from} onChoose={find.setFrom} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** What a part was taken for, in the language of the page; the server names statuses, and me, in English. */
function nameOf({ as, name }: Understood): string {
  if (as === 'near' && name === 'me') return findTexts.near.me;
  if (as === 'status' && name === 'reserved') return findTexts.reserved;
  const value = name === 'free' ? 'available' : name.replaceAll(' ', '-');
  return as === 'status' && isStatus(value) ? statusTexts.status[value] : name;
}

function isStatus(value: string): value is AssetStatus {
  return assetStatuses.some((status) => status === value);
}

function PinButton({ find: { q, session } }: { find: Find }) {
  const mayKeep = may(session, 'searches.keep');
  const kept = useKeptSearches(mayKeep);
  const { keep } = useChangeKept();
  if (!mayKeep || !kept.data) return null;
  const pinned = kept.data.some((one) => one.q === q && one.pinned);
  return (
    <button
      type="button"
      className={classes.close}
      aria-pressed={pinned}
      aria-label={findTexts.kept.pinThis}
      title={findTexts.kept.pinThis}
      onClick={() => keep.mutate({ q, pinned: !pinned })}
    >
      {pinned ? <IconPinFilled size={19} aria-hidden /> : <IconPin size={19} stroke={1.6} aria-hidden />}
    </button>
  );
}
