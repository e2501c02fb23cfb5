import { IconWalk } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { SurveyWalk } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { useCalibration, useHeardTags, useStartWalk } from './calibration-queries.js';
import { listedTags, nameOfTag, type HeardTag } from './heard-order.js';
import { Message } from './message.js';
import { TagOption } from './tag-option.js';
import classes from './tag-chooser.module.css';
import walk from './walk.module.css';
import { momentWords } from './moment-words.js';

const texts = calibrationTexts.chooser;
/** More do not fit a thumb's patience; the search finds the others. */
const shown = 25;

interface TagChooserProps {
  floorId: number;
  demo: boolean;
  timeZone: string;
  onStarted: (walk: SurveyWalk) => void;
  onResume: (walkId: number) => void;
}

/** First step of a walk: which of the tags heard now is the one in the hand. */
export function TagChooser({ floorId, demo, timeZone, onStarted, onResume }: TagChooserProps) {
  const heard = useHeardTags(floorId, true);
  const begun = useStartWalk(floorId);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<HeardTag | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const searchId = useId();
  useEffect(() => title.current?.focus({ preventScroll: true }), []);

  const tags = listedTags(heard.data?.tags ?? [], search, chosen);
  const hidden = Math.max(0, tags.length - shown);
  const nothingHeard = heard.data?.tags.length === 0 && chosen === null;
  return (
    <main className={walk.whole}>
      <div className={classes.intro}>
        <h2 ref={title} tabIndex={-1} className={classes.heading}>
          {texts.title}
        </h2>
        <p className={classes.hint}>{texts.hint}</p>
        {demo && <Message tone="plain">{texts.demo}</Message>}
        <Unfinished floorId={floorId} timeZone={timeZone} onResume={onResume} />
        {heard.error && <Message tone="bad">{texts.failed(heard.error.message)}</Message>}
        <label className={walk.hidden} htmlFor={searchId}>
          {texts.search}
        </label>
        <input
          id={searchId}
          className={classes.search}
          type="search"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={texts.search}
          value={search}
          maxLength={100}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={classes.list} role="radiogroup" aria-label={texts.list} aria-busy={heard.isPending}>
        {tags.slice(0, shown).map((tag) => (
          <TagOption key={tag.tagId} tag={tag} checked={tag.tagId === chosen?.tagId} onChoose={() => setChosen(tag)} />
        ))}
        {hidden > 0 && <p className={classes.hint}>{texts.more(hidden)}</p>}
        {nothingHeard ? (
          <NothingHeard />
        ) : (
          tags.length === 0 && (
            <p className={classes.hint} role="status">
              {heard.data ? texts.noMatch(search.trim()) : heard.error ? '' : texts.looking}
            </p>
          )
        )}
      </div>
      <div className={classes.foot}>
        {begun.error && <Message tone="bad">{texts.startFailed(begun.error.message)}</Message>}
        <button
          type="button"
          className={walk.primary}
          disabled={chosen === null || begun.isPending}
          onClick={() => chosen && begun.mutate(chosen.tagId, { onSuccess: onStarted })}
        >
          <IconWalk size={22} stroke={1.8} aria-hidden />
          {begun.isPending ? texts.starting : chosen ? texts.startWith(nameOfTag(chosen)) : texts.pick}
        </button>
      </div>
    </main>
  );
}

function NothingHeard() {
  return (
    <div className={classes.none} role="status">
      <h3>{texts.none}</h3>
      <ul>
        {texts.noneDetail.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** The newest walk of this floor that nobody finished. */
function Unfinished({ floorId, timeZone, onResume }: Omit<TagChooserProps, 'onStarted' | 'demo'>) {
  const calibration = useCalibration(floorId);
  const open = calibration.data?.walks
    .filter(({ endedAt, tagKey }) => endedAt === null && tagKey !== null)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
  if (!open) return null;
  return (
    <Message tone="plain" action={{ label: texts.resume, run: () => onResume(open.id) }}>
      {texts.unfinished(open.stops, momentWords(open.startedAt, timeZone))}
    </Message>
  );
}
