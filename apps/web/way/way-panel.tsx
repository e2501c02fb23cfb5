import { IconMapPin, IconX } from '@tabler/icons-react';
import type L from 'leaflet';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { FloorDetail } from '#contracts/api';
import { isPushed, type AssetIcon } from '#contracts/asset-types';
import type { Known } from '../asset/known-place.js';
import type { MapPadding } from '../map/plan-map.js';
import { UndoSaid } from '../search/undo-said.js';
import type { Find } from '../search/use-find.js';
import { walkWords } from '../search/walk-words.js';
import { findTexts } from '../texts/find-texts.js';
import { ReportButtons } from './report-buttons.js';
import { steadyGoal, type Goal } from './steady-goal.js';
import type { Sought } from './use-find-report.js';
import type { Wanted } from './taken-words.js';
import { isUnanswered, useWay } from './way-api.js';
import { WayLayer } from './way-layer.js';
import classes from './way-panel.module.css';
import { WayState } from './way-state.js';
import { WayStepList } from './way-step-list.js';

const NearChooser = lazy(() => import('../search/near-chooser.js'));

interface WayPanelProps {
  find: Find;
  asset: Sought & Wanted & { number: string; icon: AssetIcon };
  known: Known | null;
  /** The floor on the map. */
  floor: FloorDetail | null;
  map: L.Map | null;
  padding: () => MapPadding;
}

/** The way to an asset: on the map, in words, and the question whether it was there. */
export default function WayPanel({ find, asset, known, floor, map, padding }: WayPanelProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const [choosing, setChoosing] = useState(false);
  const goal = useRef<Goal | null>(null);
  const first = useRef<Goal | null>(null);
  goal.current = steadyGoal(goal.current, known);
  first.current ??= goal.current;
  const moved = goal.current !== first.current;
  const asked = useWay(find.from?.near ?? null, goal.current, isPushed(asset.icon));
  const { way, outdated, error, waiting } = asked;

  // A way begins where one stands: there the map goes first, once for each beginning.
  const floorId = floor?.id ?? null;
  const begunFrom = useRef<string | null>(null);
  const startFloorId = way?.legs[0]?.floorId ?? null;
  useEffect(() => {
    if (startFloorId === null || floorId === null || begunFrom.current === find.near) return;
    begunFrom.current = find.near;
    if (startFloorId !== floorId) find.go({}, startFloorId, false);
  }, [startFloorId, floorId, find]);

  const legs = useMemo(() => way?.legs.filter((leg) => leg.floorId === floorId) ?? [], [way, floorId]);
  const latest = useRef({ find, padding });
  latest.current = { find, padding };
  useEffect(() => {
    if (!map || legs.length === 0) return;
    const layer = new WayLayer(
      map,
      legs,
      way?.straight ?? false,
      (to) => latest.current.find.go({}, to),
      ({ toFloorName }) => findTexts.way.next(toFloorName),
    );
    layer.fit(latest.current.padding(), !matchMedia('(prefers-reduced-motion: reduce)').matches);
    return () => layer.remove();
  }, [map, legs, way]);

  useEffect(() => {
    if (!map || !outdated) return;
    map.getPane('way')?.classList.add('way-outdated');
    return () => map.getPane('way')?.classList.remove('way-outdated');
  }, [map, outdated, legs]);

  const said = find.said?.assetId === asset.id ? find.said : null;
  return (
    <>
      <header className={classes.head}>
        <div className={classes.headText}>
          <h2 ref={title} tabIndex={-1} className={classes.title}>
            {findTexts.way.title(asset.name)}
          </h2>
          <p className={classes.sub}>
            {asset.number}
            {way && !outdated && <strong className={classes.total}>{walkWords(way.seconds, way.metres)}</strong>}
          </p>
        </div>
        <button type="button" className={classes.end} onClick={() => find.go({ way: false })}>
          <IconX size={18} stroke={1.8} aria-hidden />
          {findTexts.way.end}
        </button>
      </header>
      <button type="button" className={classes.from} aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        <IconMapPin size={17} stroke={1.8} aria-hidden />
        {find.from ? findTexts.way.from(find.from.name) : findTexts.near.choose}
      </button>
      <WayState wanted={asset} known={known} said={said?.words ?? null} />
      <div role="status" className={classes.notes}>
        {said && <p className={classes.said}>{said.words}</p>}
        {moved && way && !outdated && <p className={classes.note}>{findTexts.way.moved}</p>}
        {!find.from && <p className={classes.note}>{findTexts.way.noStart}</p>}
        {find.from && !goal.current && <p className={classes.note}>{findTexts.way.noGoal}</p>}
        {waiting && outdated && <p className={classes.note}>{findTexts.way.movedLooking}</p>}
        {waiting && !way && <p className={classes.note}>{findTexts.way.looking}</p>}
        {error && !waiting && (
          <p className={classes.warning}>
            {problemWords(error, way !== null, outdated)}{' '}
            <button type="button" className={classes.retry} onClick={asked.retry}>
              {findTexts.retry}
            </button>
          </p>
        )}
        {way?.straight && <p className={classes.warning}>{findTexts.way.straight}</p>}
      </div>
      {said?.undo && (
        <div className={classes.undo}>
          <UndoSaid undo={said.undo} />
        </div>
      )}
      {way && <WayStepList way={way} outdated={outdated} floorOnMap={floorId} onFloor={(id) => find.go({}, id)} />}
      <footer className={classes.foot}>
        <ReportButtons find={find} sought={asset} known={known} />
      </footer>
      {choosing && (
        <Suspense fallback={null}>
          <NearChooser from={find.from} onChoose={find.setFrom} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </>
  );
}

function problemWords(error: Error, known: boolean, outdated: boolean): string {
  if (isUnanswered(error) && outdated) return findTexts.way.outdated;
  if (isUnanswered(error) && known) return findTexts.way.offline;
  return findTexts.way.failed(error.message);
}
