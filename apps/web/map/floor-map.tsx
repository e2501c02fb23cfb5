import { useComputedColorScheme } from '@mantine/core';
import 'leaflet/dist/leaflet.css';
import type L from 'leaflet';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { LiveAsset } from '#contracts/live';
import { isCurrent, connectionStatus } from '../live/connection-status.js';
import { blindForMs } from '../live/floor-state.js';
import { useLive } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import './floor-map.css';
import { createPlanMap, isInSight, PlanLayer, showPlace, zoomInRoom, zoomInto, type MapPadding } from './plan-map.js';
import { quietId, type QuietMarker } from './drawn-tag.js';
import { HearingLegend } from './hearing-legend.js';
import { TagLayer } from './tag-layer.js';
import { blindPolygons, selectionPicture } from './zone-pictures.js';
import { zoneLabels } from './zone-labels.js';

/** How buttons move a map. */
export interface MapHandle {
  /** Flies to a place (metres) near enough to see its room; with `gently` only if it is out of sight. */
  show: (place: { x: number; y: number; radius90M: number }, gently: boolean) => void;
  fit: () => void;
  zoom: (steps: 1 | -1) => void;
}

export interface FloorMapHandle extends MapHandle {
  /** Makes the whole floor fit again after panels came or went, unless somebody looks at a part of it. */
  refit: () => void;
}

interface FloorMapProps {
  ref: Ref<FloorMapHandle>;
  floor: FloorDetail | null;
  selectedTagId: number | null;
  quiet: QuietMarker | null;
  padding: () => MapPadding;
  /** Whether the filter lets an asset be shown. */
  isShown: (asset: LiveAsset) => boolean;
  /** A tap: on an asset, or on nothing; where it was, metres. */
  onPick: (assetId: number | null, at: { x: number; y: number }) => void;
  /** The map itself for layers of other features; null when it goes. A function that stays the same. */
  onMap: (map: L.Map | null) => void;
}

/** Pixels for a metre at which the room around a found asset is well seen. */
const closeUpPixelsPerMetre = 26;
const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The floor plan with everything on it. Leaflet owns its part of the page; React tells it what to show. */
export function FloorMap({ ref, floor, selectedTagId, quiet, padding, isShown, onPick, onMap }: FloorMapProps) {
  const live = useLive();
  const scheme = useComputedColorScheme('light');
  const container = useRef<HTMLDivElement>(null);
  const parts = useRef<{ map: L.Map; tags: TagLayer; plan: PlanLayer | null } | null>(null);
  const latest = useRef({ onPick, padding, isShown });
  latest.current = { onPick, padding, isShown };
  const [planMissing, setPlanMissing] = useState(false);

  useEffect(() => {
    const map = createPlanMap(container.current!, reducedMotion());
    const tags = new TagLayer({
      tags: () => live.floor?.tags.values() ?? [],
      serverNowMs: () => live.serverNowMs(),
      current: () => isCurrent(connectionStatus(live.facts, Date.now())),
      blindForMs: (zoneId, serverNowMs) => blindForMs(live.floor, zoneId, serverNowMs),
      isShown: (asset) => latest.current.isShown(asset),
    });
    tags.reducedMotion = reducedMotion();
    tags.addTo(map);
    parts.current = { map, tags, plan: null };
    onMap(map);
    map.on('click', (event: L.LeafletMouseEvent) => {
      const coarse = matchMedia('(pointer: coarse)').matches;
      const hit = tags.at(event.containerPoint, coarse ? 22 : 14);
      if (hit && 'cluster' in hit) {
        const members = hit.cluster.members.flatMap(({ tagId }) => live.floor?.tags.get(tagId) ?? []);
        return zoomInto(map, members, latest.current.padding(), !reducedMotion());
      }
      const at = { x: event.latlng.lng, y: event.latlng.lat };
      latest.current.onPick(hit === null ? null : (live.floor?.tags.get(hit.tagId)?.asset.assetId ?? null), at);
    });
    const unsubscribe = live.subscribe(() => tags.redraw());
    const observer = new ResizeObserver(() => map.invalidateSize({ pan: false }));
    observer.observe(container.current!);
    return () => {
      observer.disconnect();
      unsubscribe();
      onMap(null);
      map.remove();
      parts.current = null;
    };
  }, [live, onMap]);

  useEffect(() => {
    if (!floor || !parts.current) return;
    const { map, tags } = parts.current;
    setPlanMissing(false);
    const plan = new PlanLayer(map, floor, () => setPlanMissing(true));
    parts.current.plan = plan;
    tags.zoneLabels = zoneLabels(floor.zones);
    tags.blindPolygons = () => (live.floor?.floorId === floor.id ? blindPolygons(floor, live.floor.blindSince) : []);
    tags.selection = () => {
      const { selectedTagId: id } = tags;
      const place = id === quietId ? tags.quiet : id === null ? null : live.floor?.tags.get(id);
      return selectionPicture(floor, place ?? null);
    };
    plan.fit(latest.current.padding(), false);
    return () => {
      plan.remove();
      tags.zoneLabels = [];
      tags.blindPolygons = () => [];
      tags.selection = () => selectionPicture(null, null);
    };
  }, [floor, live]);

  useEffect(() => {
    if (!parts.current) return;
    const { tags } = parts.current;
    tags.selectedTagId = selectedTagId;
    tags.quiet = quiet;
    tags.redraw(true);
  }, [selectedTagId, quiet, live, isShown]);

  // The page's attribute changes after this render; the palette is read with the next picture.
  useEffect(() => {
    const frame = requestAnimationFrame(() => parts.current?.tags.restyle());
    return () => cancelAnimationFrame(frame);
  }, [scheme]);

  useImperativeHandle(
    ref,
    () => ({
      show: (place, gently) => {
        const map = parts.current?.map;
        if (!map) return;
        const room = latest.current.padding();
        if (gently && isInSight(map, place, room)) return;
        const fullCircle = (Math.min(map.getSize().x, map.getSize().y) * 0.4) / Math.max(1, place.radius90M);
        const close = map.getScaleZoom(Math.min(closeUpPixelsPerMetre, fullCircle), 0);
        showPlace(map, place, gently ? map.getZoom() : Math.max(map.getZoom(), close), room, !reducedMotion());
      },
      fit: () => parts.current?.plan?.fit(latest.current.padding(), !reducedMotion()),
      refit: () => parts.current?.plan?.refit(latest.current.padding(), !reducedMotion()),
      zoom: (steps) => {
        const map = parts.current?.map;
        if (map) zoomInRoom(map, map.getZoom() + steps * 0.8, latest.current.padding());
      },
    }),
    [],
  );

  return (
    <>
      <div
        ref={container}
        className="floor-map"
        role="region"
        aria-label={texts.map.label(floor?.name ?? '')}
        aria-describedby="map-help"
      />
      <p id="map-help" className="visually-hidden">
        {texts.map.help}
      </p>
      <HearingLegend />
      {planMissing && (
        <p className="plan-missing" role="status">
          {texts.map.planMissing}
        </p>
      )}
    </>
  );
}
