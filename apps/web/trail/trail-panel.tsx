import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import type L from 'leaflet';
import { useEffect, useId, useRef, useState } from 'react';
import type { FloorDetail } from '#contracts/api';
import { durationWords, localTime, radiusWords } from '../asset/age-words.js';
import { useTexts } from '../texts/use-texts.js';
import classes from '../use/use.module.css';
import { trailAt } from './trail-at.js';
import { dayAt, daysKept, spanOfDay } from './trail-days.js';
import { TrailLayer } from './trail-layer.js';
import { usePlayback, useTrail } from './use-trail.js';

const texts = useTexts.trail;
const dayMs = 86_400_000;
const minuteMs = 60_000;

interface TrailPanelProps {
  assetId: number;
  floor: FloorDetail;
  map: L.Map | null;
  /** When it was opened, ms by the server's clock: the last 24 hours end there. */
  openedMs: number;
  onGoToFloor: (floorId: number) => void;
}

/** The way of an asset on the map: a day, and a bar to go through it. The map follows to other floors. */
export function TrailPanel({ assetId, floor, map, openedMs, onGoToFloor }: TrailPanelProps) {
  const [typed, setTyped] = useState('');
  const fields = useId();
  const { timeZone } = floor;
  const [first, last] = [dayAt(openedMs - (daysKept - 1) * dayMs, timeZone), dayAt(openedMs, timeZone)];
  // Whoever types a year passes through the years 2, 20 and 202: what was typed stays, and is loaded once it is a day that is kept.
  const wrong = typed !== '' && (typed < first || typed > last);
  const [day, setDay] = useState('');
  const take = (text: string) => {
    setTyped(text);
    if (text === '' || (text >= first && text <= last)) setDay(text);
  };
  const endMs = Math.ceil(openedMs / minuteMs) * minuteMs;
  const span = day === '' ? ([endMs - dayMs, endMs] as const) : spanOfDay(day, timeZone);
  const { query, points } = useTrail(assetId, span);
  const { atMs, playing, seek, toggle } = usePlayback(span);
  const here = trailAt(points, atMs);
  useTrailOnMap(map, floor.id, points, here);

  // Followed to another floor only when it goes there, not when somebody looks at another one.
  const followed = useRef<number | null>(null);
  useEffect(() => {
    if (here === null || followed.current === here.floorId) return;
    followed.current = here.floorId;
    if (here.floorId !== floor.id) onGoToFloor(here.floorId);
  }, [here, floor.id, onGoToFloor]);

  const time = localTime(atMs, openedMs, timeZone);
  const onFloor = here?.floorId === floor.id;
  const zone = onFloor && floor.zones.find(({ id }) => id === here.zoneId)?.name;
  const place = here && (onFloor ? texts.at(zone || texts.outside, floor.name) : texts.otherFloor);
  return (
    <div className={classes.trail}>
      <div className={classes.trailDay}>
        <label htmlFor={`${fields}-day`}>{texts.day}</label>
        <input
          id={`${fields}-day`}
          type="date"
          className={classes.input}
          value={typed}
          min={first}
          max={last}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${fields}-wrong` : undefined}
          onChange={(event) => take(event.target.value)}
        />
        {typed !== '' && (
          <button type="button" className={classes.button} onClick={() => take('')}>
            {texts.lastDay}
          </button>
        )}
      </div>
      {wrong && (
        <p id={`${fields}-wrong`} className={classes.quiet}>
          {texts.notKept(first, last)}
        </p>
      )}
      {(query.isPending || query.isError || points.length === 0) && (
        <p className={classes.quiet} role="status">
          {query.isPending ? texts.loading : query.isError ? texts.failed(query.error.message) : texts.none}
        </p>
      )}
      {points.length > 0 && (
        <>
          <div className={classes.scrub}>
            <button
              type="button"
              className={classes.play}
              onClick={toggle}
              aria-label={playing ? texts.pause : texts.play}
            >
              {playing ? (
                <IconPlayerPauseFilled size={20} aria-hidden />
              ) : (
                <IconPlayerPlayFilled size={20} aria-hidden />
              )}
            </button>
            <input
              type="range"
              aria-label={texts.scrub}
              aria-valuetext={`${time}: ${place ?? texts.nothingYet}`}
              min={span[0]}
              max={span[1]}
              step={minuteMs}
              value={atMs}
              onChange={(event) => seek(Number(event.target.value))}
            />
          </div>
          <p className={classes.trailAt} data-trail-at={here?.at}>
            <strong>{time}</strong>
            <span>{place ?? texts.nothingYet}</span>
            {here && (
              <span className={classes.quiet}>
                {texts.heard(durationWords(atMs - here.atMs))} · {radiusWords(here.radius90M)}
              </span>
            )}
          </p>
          {query.data?.thinned && <p className={classes.quiet}>{texts.thinned}</p>}
        </>
      )}
    </div>
  );
}

function useTrailOnMap(
  map: L.Map | null,
  floorId: number,
  points: Parameters<TrailLayer['show']>[0],
  here: ReturnType<typeof trailAt>,
): void {
  const layer = useRef<TrailLayer | null>(null);
  useEffect(() => {
    if (!map) return;
    const shown = new TrailLayer(map);
    layer.current = shown;
    return () => {
      layer.current = null;
      shown.remove();
    };
  }, [map]);
  useEffect(() => layer.current?.show(points, floorId), [map, points, floorId]);
  useEffect(() => layer.current?.mark(here?.floorId === floorId ? here : null), [map, here, floorId]);
}
