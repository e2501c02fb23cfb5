import type L from 'leaflet';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { AssetView } from '#contracts/assets';
import type { Session } from '#contracts/people';
import { AssetList } from '../asset/asset-list.js';
import { knownOf } from '../asset/known-place.js';
import { passes } from '../filter/asset-filter.js';
import { FilterButton } from '../filter/filter-button.js';
import { FilterNote } from '../filter/filter-note.js';
import { useAssetFilter } from '../filter/use-asset-filter.js';
import type { LiveTag } from '../live/floor-state.js';
import { useLive, useTagOfAsset } from '../live/use-live.js';
import { FloorMap, type FloorMapHandle } from '../map/floor-map.js';
import { FindSaid } from '../search/find-said.js';
import { SearchBox } from '../search/search-box.js';
import { useFind } from '../search/use-find.js';
import { useFoundOnMap } from '../search/use-found-on-map.js';
import { useFoundPicks } from '../search/use-found-picks.js';
import { findTexts } from '../texts/find-texts.js';
import { texts } from '../texts/texts.js';
import { ApiError } from './api.js';
import { ConnectionPill } from './connection-pill.js';
import { LevelButtons, PlaceMenu } from './floor-switch.js';
import { findFloor } from './floor-tree.js';
import { ListButton } from './list-button.js';
import { MainMenu } from './main-menu.js';
import { Notice } from './notice.js';
import { loadAssetPanel, loadFindActions, loadResultsPanel, loadWayPanel } from './panels.js';
import { useAsset, useFloor, useSites } from './queries.js';
import { rememberFloorId } from './remembered.js';
import classes from './shell.module.css';
import { ZoomButtons } from './zoom-buttons.js';

// The first download is for the map; each panel comes a step before it is needed.
const AssetPanel = lazy(loadAssetPanel);
const ResultsPanel = lazy(loadResultsPanel);
const FindActions = lazy(loadFindActions);
const WayPanel = lazy(loadWayPanel);

/** The page of one floor: the map, and what slides over it. Floor and selected asset stand in the address. */
export function FloorPage({ session, floorId }: { session: Session; floorId: number }) {
  const navigate = useNavigate();
  const find = useFind(session, floorId);
  const { assetId } = find;
  const sites = useSites();
  const floorQuery = useFloor(floorId);
  const floor = floorQuery.data ?? null;
  const assetQuery = useAsset(assetId);
  const asset = assetQuery.data ?? null;
  const live = useLive();
  const tag = useTagOfAsset(assetId);
  const [listOpen, setListOpen] = useState(false);
  const [filter] = useAssetFilter();
  const isShown = useMemo(() => passes(filter), [filter]);
  const [leaflet, setLeaflet] = useState<L.Map | null>(null);
  const map = useRef<FloorMapHandle>(null);
  const panel = useRef<HTMLElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const bounds = floor?.bounds;
  const here = sites.data ? findFloor(sites.data, floorId) : null;
  const known = knownOf(asset, tag, floor, live.floor);

  useEffect(() => live.watch(floorId), [live, floorId]);
  useEffect(() => {
    if (floor) rememberFloorId(floor.id);
  }, [floor]);
  useEffect(() => {
    const parts = [assetId && (asset?.name ?? tag?.asset.name), floor?.name, floor?.siteName];
    document.title = texts.title(parts.filter((part): part is string => Boolean(part)));
  }, [assetId, asset, tag, floor]);

  const go = useCallback(
    (toFloor: number, toAsset: number | null) => {
      setListOpen(false);
      find.go({ assetId: toAsset, way: find.way && toAsset !== null }, toFloor);
    },
    [find],
  );

  // Fly to a newly selected asset once its place is known; a tapped marker only comes out from under panels.
  const tapped = useRef(false);
  const shownFor = useRef('');
  const onThisFloor = known !== null && floor !== null && known.floorId === floor.id;
  useEffect(() => {
    const wanted = `${floorId} ${assetId}`;
    if (assetId === null) shownFor.current = '';
    if (assetId === null || find.way || !onThisFloor || shownFor.current === wanted) return;
    shownFor.current = wanted;
    const gently = tapped.current;
    tapped.current = false;
    const frame = requestAnimationFrame(() => map.current?.show(known, gently));
    return () => cancelAnimationFrame(frame);
    // `known` changes with every fix; only the first place of a new selection moves the map.
  }, [assetId, floorId, onThisFloor, find.way]);

  const found = useFoundPicks(find, floor, () => (shownFor.current = ''));
  useFoundOnMap(leaflet, find, floorId, found.pick);
  const onPick = (picked: number | null, at: { x: number; y: number }) => {
    if (picked === null && assetId === null) return found.standAt(at);
    // Beside the line of a way there is nothing to choose.
    if (find.way) return;
    tapped.current = picked !== null;
    go(floorId, picked);
  };
  const padding = useCallback(() => {
    const narrow = matchMedia('(max-width: 720px)').matches;
    const open = panel.current !== null;
    if (narrow) {
      // A plan that is wider than high has room above the tool buttons; another one goes behind them.
      const wide = bounds !== undefined && bounds.maxX - bounds.minX > bounds.maxY - bounds.minY;
      const covered = panel.current?.offsetHeight ?? (wide ? heightBelow(tools.current) : 64);
      return { left: 10, right: 10, top: 116, bottom: 16 + covered };
    }
    return { left: open ? 412 : 24, right: 72, top: 76, bottom: 48 };
  }, [bounds]);
  const quiet = useMemo(
    () =>
      asset?.position && !tag && onThisFloor
        ? {
            ...asset.position,
            ...nameOf(asset),
            observedAt: Date.parse(asset.position.observedAt),
            blindSince: asset.position.blindSince ? Date.parse(asset.position.blindSince) : null,
          }
        : null,
    [asset, tag, onThisFloor],
  );

  // A closed panel takes the focus with it; it goes on at the button that opens the list.
  const kind = find.way ? 'way' : assetId !== null ? 'asset' : find.q !== '' ? 'found' : 'list';
  const showPanel = kind !== 'list' || listOpen;
  const panelWasOpen = useRef(false);
  useEffect(() => {
    if (!showPanel && panelWasOpen.current && document.activeElement === document.body)
      document.getElementById('equipment')?.focus({ preventScroll: true });
    panelWasOpen.current = showPanel;
  }, [showPanel]);
  // The list, and the buttons for other floors when they are known, leave less room.
  const placed = here !== null;
  useEffect(() => {
    const frame = requestAnimationFrame(() => map.current?.refit());
    return () => cancelAnimationFrame(frame);
  }, [listOpen, placed]);

  const missing = floorQuery.error instanceof ApiError && floorQuery.error.status === 404;
  if (missing || (sites.data && !here && floorQuery.isError)) {
    return (
      <Notice
        title={texts.floors.gone}
        action={{ label: texts.floors.goFirst, run: () => void navigate('/', { replace: true }) }}
      />
    );
  }

  return (
    <div className={classes.page}>
      <a
        className={classes.skip}
        href="#equipment"
        onClick={(event) => {
          event.preventDefault();
          if (assetId !== null) go(floorId, null);
          setListOpen(true);
        }}
      >
        {texts.skipToList}
      </a>
      <header className={classes.bar}>
        <div className={classes.search}>
          <SearchBox find={find} onPick={found.pick} />
        </div>
        {sites.data && here && (
          <div className={classes.place}>
            <PlaceMenu tree={sites.data} here={here} onGo={(id) => go(id, find.way ? assetId : null)} />
          </div>
        )}
        <div className={classes.states}>
          <FilterNote />
          <ConnectionPill />
        </div>
        <div className={classes.menu}>
          <MainMenu session={session} />
        </div>
      </header>
      <main className={classes.map}>
        <h1 className={classes.hidden}>{texts.title(floor ? [floor.name, floor.buildingName] : [])}</h1>
        <FloorMap
          ref={map}
          floor={floor}
          selectedTagId={assetId === null ? null : (tag?.tagId ?? (quiet ? 0 : null))}
          quiet={quiet}
          padding={padding}
          isShown={isShown}
          onPick={onPick}
          onMap={setLeaflet}
        />
        {!floor && (
          <p className={classes.loading} role="status">
            {floorQuery.error ? texts.floors.failed(floorQuery.error.message) : texts.floors.loading}
          </p>
        )}
      </main>
      {showPanel ? (
        <aside
          ref={panel}
          id="equipment"
          className={classes.panel}
          data-list={kind === 'list' || kind === 'found'}
          data-panel={kind}
          aria-label={panelWords[kind]}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setListOpen(false);
            found.leave();
          }}
        >
          <Suspense fallback={<p className={classes.opening}>{texts.opening}</p>}>
            {kind === 'list' && (
              <AssetList floor={floor} onPick={(id) => go(floorId, id)} onClose={() => setListOpen(false)} />
            )}
            {kind === 'found' && (
              <ResultsPanel find={find} siteOnScreen={floor?.siteName} onPick={found.pick} onWay={found.showWay} />
            )}
            {kind === 'way' && (asset ?? tag) && (
              <WayPanel
                key={assetId}
                find={find}
                asset={asset ? { ...asset, status: tag?.asset.status ?? asset.status.value } : soughtOf(tag!)}
                known={known}
                floor={floor}
                map={leaflet}
                padding={padding}
              />
            )}
            {(kind === 'asset' || (kind === 'way' && !asset && !tag)) && (
              <AssetPanel
                key={assetId}
                asset={asset}
                error={assetProblem(assetQuery.error)}
                tag={tag}
                floor={floor}
                map={leaflet}
                find={
                  asset && (
                    <Suspense fallback={null}>
                      <FindActions find={find} asset={asset} known={known} />
                    </Suspense>
                  )
                }
                onShow={() => known && map.current?.show(known, false)}
                onGoToFloor={(id) => go(id, assetId)}
                onClose={() => go(floorId, null)}
              />
            )}
          </Suspense>
        </aside>
      ) : (
        <ListButton className={classes.listButton} onOpen={() => setListOpen(true)} />
      )}
      <div ref={tools} className={classes.tools}>
        <FilterButton />
        {here && <LevelButtons here={here} onGo={(id) => go(id, find.way ? assetId : null)} />}
        <ZoomButtons map={map} />
      </div>
      <FindSaid find={find} />
      {floor?.attribution && <footer className={classes.attribution}>{floor.attribution}</footer>}
    </div>
  );
}

const panelWords = {
  way: findTexts.way.steps,
  asset: texts.asset.panel,
  found: findTexts.panel,
  list: texts.list.title,
};

/** From the upper edge of something to the end of the page, CSS pixels. */
function heightBelow(element: HTMLElement | null): number {
  return element?.offsetParent ? element.offsetParent.clientHeight - element.offsetTop : 0;
}

function nameOf({ name, number, typeKey, typeName, icon, status }: AssetView) {
  return { name, number, typeKey, typeName, icon, status: status.value };
}

function assetProblem(error: Error | null): string | null {
  if (!error) return null;
  return error instanceof ApiError && error.status === 404 ? texts.asset.unknown : texts.asset.failed(error.message);
}

/** A way may be shown before the server has told of its goal: the live floor knows enough of it. */
function soughtOf({ asset }: LiveTag) {
  return { ...asset, id: asset.assetId, reservation: null };
}
