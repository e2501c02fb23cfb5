import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { AssetWhy } from '#contracts/why';
import { useAssetWhy } from '../app/queries.js';
import { useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import { localTime } from './age-words.js';
import { WhyReaders } from './why-readers.js';
import classes from './why-here.module.css';

interface WhyHereProps {
  assetId: number;
  /** Of the site, or null while that is not known. */
  timeZone: string | null;
}

/** "Why here?": what the readers heard, what was expected, and what would change the answer. Asked only when opened. */
export function WhyHere({ assetId, timeZone }: WhyHereProps) {
  const [open, setOpen] = useState(false);
  const region = useId();
  const why = useAssetWhy(assetId, open);
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          aria-controls={region}
          onClick={() => setOpen(!open)}
        >
          {texts.why.title}
          <IconChevronDown size={18} stroke={1.8} className={classes.chevron} aria-hidden />
        </button>
      </h3>
      <div id={region} hidden={!open} className={classes.content}>
        {!why.data && (
          <p className={classes.note} role="status">
            {why.error ? texts.why.failed(why.error.message) : texts.why.loading}
          </p>
        )}
        {why.data && <Reasons why={why.data} timeZone={timeZone} />}
      </div>
    </section>
  );
}

function Reasons({ why, timeZone }: { why: AssetWhy; timeZone: string | null }) {
  const nowMs = useServerNow();
  if (!why.remembered) return <p className={classes.note}>{texts.why.forgotten}</p>;
  // A portal, a distance or another engine told the place.
  const told = why.told.map(({ words }) => (
    <p key={words} className={classes.note}>
      {words}
    </p>
  ));
  if (why.readers.length === 0)
    return told.length > 0 ? (
      <>{told}</>
    ) : (
      <p className={classes.note}>{texts.why.noLevels(texts.asset.methods[why.method])}</p>
    );
  const since = why.restingSince !== null && timeZone ? localTime(Date.parse(why.restingSince), nowMs, timeZone) : null;
  const motion = why.atRest ? (since === null ? texts.why.restUnknown : texts.why.rest(since)) : texts.why.moving;
  return (
    <>
      {told}
      <p className={classes.note}>{motion}</p>
      <WhyReaders readers={why.readers} missing={why.missing} nowMs={nowMs} />
      <h4 className={classes.part}>{texts.why.changes}</h4>
      {why.changes.length === 0 ? (
        <p className={classes.note}>{texts.why.noChanges}</p>
      ) : (
        <ul className={classes.list}>
          {why.changes.map(({ words }) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  );
}
