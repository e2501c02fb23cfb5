import {
  IconArrowBackUp,
  IconFlagCheck,
  IconMapPinCheck,
  IconPlayerPause,
  IconPlayerSkipForward,
  IconTargetArrow,
} from '@tabler/icons-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { SurveyWalk } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import type { RoomNames, RoomOfPlace } from './room-names.js';
import { roomWords } from './room-words.js';
import { WalkProgress } from './walk-progress.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;

export interface PlaceSheetProps {
  walk: SurveyWalk;
  rooms: RoomNames;
  /** The room of the pin. */
  room: RoomOfPlace;
  /** Whether the pin stands where the server proposes; false as well when it proposes nothing. */
  atTarget: boolean;
  /** Nothing is proposed, because the person does not want what is left. */
  allSkipped: boolean;
  skipping: boolean;
  /** The stop is about to begin. */
  starting: boolean;
  /** The last stop is being removed. */
  undoing: boolean;
  /** What happened last, or what is wrong. */
  children: ReactNode;
  onRoom: (zoneId: number) => void;
  onToTarget: () => void;
  onHere: () => void;
  onSkip: () => void;
  onOfferSkipped: () => void;
  onUndo: () => void;
  onPause: () => void;
  onFinish: () => void;
}

/** Between stops: where to go next, and everything a thumb can do about it. */
export function PlaceSheet(props: PlaceSheetProps) {
  const { walk, rooms, room, atTarget, starting } = props;
  const busy = starting || props.undoing;
  const selectId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  // The page goes on by itself after a stop: whoever listens to it hears where to go.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const number = walk.stops.length + 1;
  const { heading, detail } = headingOf(props, number);
  return (
    <>
      <WalkProgress progress={walk.progress} />
      <div aria-live="polite">
        <h2 ref={title} tabIndex={-1} className={classes.next}>
          {heading}
        </h2>
      </div>
      <p className={classes.detail}>{detail}</p>
      {props.children}
      {props.allSkipped && (
        <button type="button" className={classes.wide} onClick={props.onOfferSkipped}>
          {texts.offerSkipped}
        </button>
      )}
      <div className={classes.room}>
        <label className={classes.roomLabel} htmlFor={selectId}>
          {texts.roomLabel}
        </label>
        <select
          id={selectId}
          className={classes.select}
          value={room.inside ? room.zone!.id : ''}
          onChange={(event) => props.onRoom(Number(event.target.value))}
        >
          {!room.inside && <option value="">{roomWords(room)}</option>}
          {rooms.byName().map((zone) => (
            <option key={zone.id} value={zone.id}>
              {zone.name}
            </option>
          ))}
        </select>
        {walk.next && !atTarget && (
          <button
            type="button"
            className={classes.toTarget}
            aria-label={texts.toTarget}
            title={texts.toTarget}
            onClick={props.onToTarget}
          >
            <IconTargetArrow size={22} stroke={1.8} aria-hidden />
          </button>
        )}
      </div>
      <p className={classes.keys}>{texts.keys}</p>
      <div className={classes.actions}>
        <button type="button" className={classes.primary} disabled={busy} onClick={props.onHere}>
          <IconMapPinCheck size={24} stroke={1.8} aria-hidden />
          {starting ? texts.opening : texts.here}
        </button>
        <div className={classes.row}>
          <button
            type="button"
            className={classes.second}
            disabled={!walk.next || props.skipping}
            onClick={props.onSkip}
          >
            <IconPlayerSkipForward size={20} stroke={1.8} aria-hidden />
            {texts.skip}
          </button>
          <button
            type="button"
            className={classes.second}
            disabled={walk.stops.length === 0 || busy}
            aria-label={walk.stops.length ? texts.undoLabel(walk.stops.length) : undefined}
            onClick={props.onUndo}
          >
            <IconArrowBackUp size={20} stroke={1.8} aria-hidden />
            {texts.undo}
          </button>
          <button type="button" className={classes.second} onClick={props.onPause}>
            <IconPlayerPause size={20} stroke={1.8} aria-hidden />
            {texts.pause}
          </button>
          <button type="button" className={classes.second} onClick={props.onFinish}>
            <IconFlagCheck size={20} stroke={1.8} aria-hidden />
            {texts.finish}
          </button>
        </div>
      </div>
    </>
  );
}

function headingOf({ walk, rooms, atTarget, allSkipped, room }: PlaceSheetProps, number: number) {
  if (walk.next && atTarget) return { heading: texts.next(walk.next.zoneName), detail: texts.nextDetail(number) };
  if (walk.next) return { heading: texts.ownPlace(roomWords(room)), detail: texts.ownPlaceDetail(number) };
  if (rooms.byName().length === 0) return { heading: texts.noRooms, detail: texts.noRoomsDetail };
  if (allSkipped) return { heading: texts.allSkipped, detail: texts.allSkippedDetail };
  return { heading: texts.allKnown, detail: texts.allKnownDetail };
}
