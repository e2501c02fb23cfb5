import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { FloorCalibrationView, ReaderFlag } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import classes from './calibration-page.module.css';
import { momentWords } from './moment-words.js';
import { RoomNames } from './room-names.js';
import { roomWords } from './room-words.js';

const texts = calibrationTexts.page;

/** Readers that do not hear what they should: what is seen, and what to do. */
export function FlagList({ view, floor }: { view: FloorCalibrationView; floor: FloorDetail }) {
  const rooms = useMemo(() => new RoomNames(floor.zones), [floor]);
  return (
    <section className={classes.card} aria-labelledby="readers">
      <h2 id="readers" className={classes.label}>
        {texts.readers}
      </h2>
      {view.flags.length === 0 && (
        <p className={classes.muted}>
          {view.watchedAt ? texts.readersFine(momentWords(view.watchedAt, floor.timeZone)) : texts.readersNotYet}
        </p>
      )}
      {view.flags.length > 0 && (
        <ul className={classes.list}>
          {view.flags.map((flag) => (
            <li key={`${flag.readerId} ${flag.kind}`} className={classes.item}>
              <Flag flag={flag} rooms={rooms} timeZone={floor.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Flag({ flag, rooms, timeZone }: { flag: ReaderFlag; rooms: RoomNames; timeZone: string }) {
  const { betterPlace } = flag;
  return (
    <>
      <p className={classes.itemHead}>
        <IconAlertTriangle className={classes.sign} size={18} stroke={1.8} aria-hidden />
        <strong>{flag.readerName}</strong>
        <span className={classes.badge} data-tone="warn">
          {texts.flag[flag.kind]}
        </span>
      </p>
      <p>{flag.detail}</p>
      {betterPlace && (
        <p>{texts.betterPlace(roomWords(rooms.at(betterPlace.x, betterPlace.y)), betterPlace.x, betterPlace.y)}</p>
      )}
      <p className={classes.todo}>{texts.todo[flag.kind]}</p>
      <p className={classes.hint}>{texts.flagSince(momentWords(flag.since, timeZone))}</p>
    </>
  );
}
