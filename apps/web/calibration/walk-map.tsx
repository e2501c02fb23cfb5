import { useComputedColorScheme } from '@mantine/core';
import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { MapHandle } from '../map/floor-map.js';
import '../map/floor-map.css';
import { createPlanMap, PlanLayer, showPlace, zoomInRoom, type MapPadding } from '../map/plan-map.js';
import { TagLayer } from '../map/tag-layer.js';
import { zoneLabels } from '../map/zone-labels.js';
import { calibrationTexts as texts } from '../texts/calibration-texts.js';
import { frameOf } from './map-frame.js';
import { keptOnFloor, sameSpot, type Spot } from './pin-steps.js';
import './walk-map.css';
import { pinMarker, stopMarker, targetMarker } from './walk-marks.js';

/** A stop already made, as the map shows it. */
export interface MapStop extends Spot {
  id: number;
  number: number;
  usable: boolean;
}

interface WalkMapProps {
  ref: Ref<MapHandle>;
  floor: FloorDetail;
  stops: readonly MapStop[];
  target: Spot | null;
  pin: Spot | null;
  /** What the pin is called for who cannot see it. */
  pinLabel: string;
  /** False while a stop is being counted: the place is settled. */
  movable: boolean;
  onMove: (to: Spot) => void;
}

const padding: MapPadding = { left: 44, right: 44, top: 64, bottom: 44 };
const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The floor with the stops made, the place proposed next and the pin. */
export function WalkMap({ ref, floor, stops, target, pin, pinLabel, movable, onMove }: WalkMapProps) {
  const scheme = useComputedColorScheme('light');
  const container = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<{ map: L.Map; names: TagLayer; plan: PlanLayer } | null>(null);
  const marker = useRef<L.Marker | null>(null);
  const framing = useRef<(() => void) | null>(null);
  const dragging = useRef(false);
  const latest = useRef({ movable, onMove, floor });
  latest.current = { movable, onMove, floor };

  useEffect(() => {
    const map = createPlanMap(container.current!, reducedMotion());
    // Arrow keys belong to the pin; the map is moved by its buttons, and follows the pin.
    map.keyboard.disable();
    container.current!.removeAttribute('tabindex');
    // Only the names of rooms are drawn: other people's equipment is no part of a walk.
    const names = new TagLayer({ tags: () => [], serverNowMs: () => Date.now(), current: () => true });
    names.addTo(map);
    names.zoneLabels = zoneLabels(floor.zones);
    const plan = new PlanLayer(map, floor, () => undefined);
    plan.fit(padding, false);
    map.on('click', ({ latlng }: L.LeafletMouseEvent) => {
      if (latest.current.movable) latest.current.onMove(keptOnFloor({ x: latlng.lng, y: latlng.lat }, floor.bounds));
    });
    const observer = new ResizeObserver(() => {
      map.invalidateSize({ pan: true });
      // The part below grows and shrinks with what it says; the place stays in sight.
      framing.current?.();
    });
    observer.observe(container.current!);
    setParts({ map, names, plan });
    return () => {
      observer.disconnect();
      map.remove();
      marker.current = null;
      setParts(null);
    };
  }, [floor]);

  useEffect(() => {
    if (!parts) return;
    const group = L.layerGroup(stops.map((stop) => stopMarker(stop, stop.number, stop.usable))).addTo(parts.map);
    return () => void group.remove();
  }, [parts, stops]);

  const targetKey = target ? `${target.x} ${target.y}` : '';
  useEffect(() => {
    if (!parts || !target) return;
    const ring = targetMarker(target).addTo(parts.map);
    return () => void ring.remove();
    // The place matters, not the object that carries it.
  }, [parts, targetKey]);

  const hasPin = pin !== null;
  useEffect(() => {
    if (!parts || !pin) return;
    const own = pinMarker(pin, (to) => latest.current.onMove(keptOnFloor(to, latest.current.floor.bounds)));
    own.on('dragstart', () => (dragging.current = true));
    own.on('dragend', () => (dragging.current = false));
    own.addTo(parts.map);
    marker.current = own;
    return () => {
      own.remove();
      marker.current = null;
      dragging.current = false;
    };
    // Where the pin is at first; it is moved by the next effect.
  }, [parts, hasPin]);

  useEffect(() => {
    const own = marker.current;
    if (!own || !pin) return;
    const { lat, lng } = own.getLatLng();
    if (Math.hypot(lat - pin.y, lng - pin.x) > 0.005) own.setLatLng([pin.y, pin.x]);
    // A pin moved by keys or by the choice of a room takes the map along; a dragged one does that by itself.
    if (target && !sameSpot(pin, target)) framing.current = null;
    if (parts && framing.current === null && !dragging.current)
      parts.map.panInside([pin.y, pin.x], {
        paddingTopLeft: [padding.left, padding.top],
        paddingBottomRight: [padding.right, padding.bottom],
        animate: false,
      });
  }, [parts, pin]);

  useEffect(() => {
    const own = marker.current;
    if (!own) return;
    if (movable) own.dragging?.enable();
    else own.dragging?.disable();
    own.getElement()?.setAttribute('aria-label', pinLabel);
    own.getElement()?.setAttribute('aria-disabled', String(!movable));
  }, [parts, hasPin, movable, pinLabel]);

  // A newly proposed place is brought into view; after that the map is the person's, until the next one.
  const from = stops.at(-1) ?? null;
  useEffect(() => {
    if (!parts || !target) return;
    const { map, plan } = parts;
    const frame = (animate: boolean) => {
      const { center, pixelsPerMetre } = frameOf(floor.bounds, target, from, freeRoom(map));
      if (center) showPlace(map, center, map.getScaleZoom(pixelsPerMetre, 0), padding, animate);
      else plan.fit(padding, animate);
    };
    frame(!reducedMotion());
    framing.current = () => frame(false);
    const letGo = () => (framing.current = null);
    map.on('dragstart', letGo);
    const box = map.getContainer();
    box.addEventListener('wheel', letGo);
    return () => {
      letGo();
      map.off('dragstart', letGo);
      box.removeEventListener('wheel', letGo);
    };
    // Where the person comes from matters when the place is new, not when a stop is removed.
  }, [parts, targetKey]);

  useEffect(() => {
    const frame = requestAnimationFrame(() => parts?.names.restyle());
    return () => cancelAnimationFrame(frame);
  }, [scheme, parts]);

  useImperativeHandle(
    ref,
    () => ({
      show: (place) => {
        framing.current = null;
        if (parts) showPlace(parts.map, place, parts.map.getZoom(), padding, !reducedMotion());
      },
      fit: () => {
        framing.current = null;
        parts?.plan.fit(padding, !reducedMotion());
      },
      zoom: (steps) => {
        framing.current = null;
        if (parts) zoomInRoom(parts.map, parts.map.getZoom() + steps * 0.8, padding);
      },
    }),
    [parts],
  );

  return <div ref={container} className="floor-map walk-map" role="region" aria-label={texts.walk.map(floor.name)} />;
}

/** What the padding leaves of the map, CSS pixels. */
function freeRoom(map: L.Map): { width: number; height: number } {
  const { x, y } = map.getSize();
  return {
    width: Math.max(1, x - padding.left - padding.right),
    height: Math.max(1, y - padding.top - padding.bottom),
  };
}
