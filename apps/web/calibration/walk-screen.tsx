import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { SurveyWalk } from '#contracts/calibration';
import { ZoomButtons } from '../app/zoom-buttons.js';
import { useConnectionStatus } from '../live/use-live.js';
import type { MapHandle } from '../map/floor-map.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { useWalkChanges } from './calibration-queries.js';
import { CountSheet } from './count-sheet.js';
import { EndingSheet } from './ending-sheet.js';
import { keptOnFloor, sameSpot, type Spot } from './pin-steps.js';
import { PlaceSheet } from './place-sheet.js';
import { RoomNames } from './room-names.js';
import { roomWords } from './room-words.js';
import { PausedSheet, SavingSheet } from './short-sheets.js';
import { useCountdown } from './use-countdown.js';
import { usePinKeys } from './use-pin-keys.js';
import { useScreenAwake } from './use-screen-awake.js';
import { useStopSaving } from './use-stop-saving.js';
import { WalkMap } from './walk-map.js';
import { WalkMessages } from './walk-messages.js';
import { openStopOf, walkStep, type Aside } from './walk-step.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;

interface WalkScreenProps {
  floor: FloorDetail;
  walk: SurveyWalk;
  /** Why the walk may be out of date, or null. */
  problem: Error | null;
  skipZones: readonly number[];
  /** The proposal belongs to the last wish; the next one is on its way. */
  skipping: boolean;
  onSkipZones: (zoneIds: readonly number[]) => void;
  onAnother: () => void;
}

/** The walk itself: the map above, and below it what this moment asks for. */
export function WalkScreen({ floor, walk, problem, skipZones, skipping, onSkipZones, onAnother }: WalkScreenProps) {
  const map = useRef<MapHandle>(null);
  const { open, close, undo } = useWalkChanges(walk.id, floor.id);
  const rooms = useMemo(() => new RoomNames(floor.zones), [floor]);
  const [aside, setAside] = useState<Aside>(null);
  /** Where the person moved the pin; null: it stands where the server proposes. */
  const [ownSpot, setOwnSpot] = useState<Spot | null>(null);
  const [lastStopId, setLastStopId] = useState<number | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const status = useConnectionStatus();

  const openStop = openStopOf(walk);
  const leftMs = useCountdown(openStop);
  const closing = openStop !== null && close.variables === openStop.id;
  const countedOut = leftMs === 0 || closing;
  useStopSaving(openStop?.id ?? null, countedOut, close);
  const step = walkStep(walk, aside, countedOut);
  useScreenAwake(step.kind === 'placing' || step.kind === 'counting' || step.kind === 'saving');

  const target = step.kind === 'placing' ? walk.next : null;
  const targetKey = walk.next ? `${walk.next.x} ${walk.next.y}` : '';
  useEffect(() => setOwnSpot(null), [targetKey]);
  useEffect(() => {
    if (openStop === null) return;
    setLastStopId(openStop.id);
    setOwnSpot(null);
    setNote(null);
  }, [openStop?.id]);
  // The count may end in a pocket.
  useEffect(() => {
    if (step.kind === 'saving' && !matchMedia('(prefers-reduced-motion: reduce)').matches) navigator.vibrate?.(200);
  }, [step.kind]);

  const proposed = walk.next ?? walk.stops.at(-1) ?? middleOf(floor);
  const spot = openStop ?? ownSpot ?? proposed;
  const pin = step.kind === 'ending' || step.kind === 'ended' ? null : { x: spot.x, y: spot.y };
  const room = rooms.at(spot.x, spot.y);
  const placing = step.kind === 'placing';
  const move = (to: Spot) => placing && setOwnSpot(keptOnFloor(to, floor.bounds));
  const here = (place: Spot) => {
    if (open.isPending) return;
    undo.reset();
    close.reset();
    open.mutate(keptOnFloor(place, floor.bounds));
  };
  usePinKeys(placing ? { spot, bounds: floor.bounds, onMove: move, onConfirm: () => here(spot) } : null);

  const removeLast = () => {
    const last = walk.stops.at(-1);
    if (!last) return;
    open.reset();
    undo.mutate(last.id, { onSuccess: () => setNote(texts.undone(walk.stops.length)) });
    setLastStopId(null);
  };
  const stops = useMemo(
    () =>
      walk.stops
        .map(({ id, x, y, state }, index) => ({ id, x, y, number: index + 1, usable: state !== 'unusable', state }))
        .filter(({ state }) => state !== 'open'),
    [walk.stops],
  );

  const sheets: Record<typeof step.kind, () => ReactNode> = {
    placing: () => (
      <PlaceSheet
        walk={walk}
        rooms={rooms}
        room={room}
        atTarget={walk.next !== null && sameSpot(spot, walk.next)}
        allSkipped={walk.next === null && skipZones.length > 0}
        skipping={skipping}
        starting={open.isPending}
        undoing={undo.isPending}
        onRoom={(zoneId) => {
          const middle = rooms.middleOf(zoneId);
          if (!middle) return;
          setOwnSpot(keptOnFloor(middle, floor.bounds));
          map.current?.show({ ...middle, radius90M: 1 }, true);
        }}
        onToTarget={() => setOwnSpot(null)}
        onHere={() => here(spot)}
        onSkip={() => {
          if (!walk.next) return;
          setNote(texts.skipped(walk.next.zoneName));
          setLastStopId(null);
          onSkipZones([...skipZones, walk.next.zoneId]);
        }}
        onOfferSkipped={() => onSkipZones([])}
        onUndo={removeLast}
        onPause={() => setAside('paused')}
        onFinish={() => setAside('ending')}
      >
        <WalkMessages
          walk={walk}
          lastStopId={lastStopId}
          note={note}
          open={open}
          undo={undo}
          status={status}
          problem={problem}
          onHere={here}
        />
      </PlaceSheet>
    ),
    counting: () => (
      <CountSheet
        floorId={floor.id}
        tagId={walk.tagId}
        stop={openStop!}
        place={roomWords(room)}
        leftMs={leftMs ?? 0}
        onEnough={() => close.mutate(openStop!.id)}
        onCancel={() => undo.mutate(openStop!.id)}
        cancelling={undo.isPending}
        problem={undo.error}
      />
    ),
    saving: () => <SavingSheet close={close} stopId={openStop!.id} />,
    paused: () => <PausedSheet walk={walk} onGoOn={() => setAside(null)} />,
    ending: () => <EndingSheet walk={walk} onGoOn={() => setAside(null)} onAnother={onAnother} />,
    ended: () => <EndingSheet walk={walk} onGoOn={() => setAside(null)} onAnother={onAnother} />,
  };

  return (
    <>
      <div className={classes.map}>
        <WalkMap
          ref={map}
          floor={floor}
          stops={stops}
          target={target}
          pin={pin}
          pinLabel={texts.pin(roomWords(room))}
          movable={placing}
          onMove={move}
        />
        <div className={classes.tools}>
          <ZoomButtons map={map} />
        </div>
      </div>
      <main className={classes.sheet}>{sheets[step.kind]()}</main>
    </>
  );
}

function middleOf({ bounds }: FloorDetail): Spot {
  return { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 };
}
