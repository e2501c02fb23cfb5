import L from 'leaflet';
import type { FloorDetail } from '#contracts/api';
import { planAddress } from '../app/api.js';
import { apartFromPixelsPerMetre } from './clusters.js';

/** Room that panels take from the map, CSS pixels. */
export interface MapPadding {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What lies under the markers, from the bottom up. */
const panes = [
  ['plan', '210'],
  ['zones', '220'],
] as const;

/** A Leaflet map in metres: one metre is one pixel at zoom 0, x to the right and y upward. */
export function createPlanMap(container: HTMLElement, reducedMotion: boolean): L.Map {
  const map = L.map(container, {
    crs: L.CRS.Simple,
    zoomSnap: 0,
    zoomDelta: 0.8,
    wheelPxPerZoomLevel: 110,
    minZoom: -2,
    maxZoom: 7,
    maxBoundsViscosity: 0.6,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !reducedMotion,
    fadeAnimation: false,
    inertia: !reducedMotion,
    keyboardPanDelta: 120,
    center: [0, 0],
    zoom: 3,
  });
  for (const [name, zIndex] of panes) map.createPane(name).style.zIndex = zIndex;
  L.control.scale({ imperial: false, maxWidth: 110, position: 'bottomleft' }).addTo(map);
  return map;
}

/** The drawing of a floor and its zones, under the markers. */
export class PlanLayer {
  readonly #group: L.LayerGroup;
  /** What the map looked at when the whole floor was fitted into it last. */
  #fitted: { centre: L.LatLng; zoom: number } | null = null;
  readonly bounds: L.LatLngBounds;

  constructor(
    private readonly map: L.Map,
    floor: FloorDetail,
    onPlanError: () => void,
  ) {
    const { minX, minY, maxX, maxY } = floor.bounds;
    this.bounds = L.latLngBounds([minY, minX], [maxY, maxX]);
    const ground = L.svg({ padding: 1, pane: 'plan' });
    const zones = L.svg({ padding: 1, pane: 'zones' });
    // An image and not inline SVG: a drawing from outside cannot run anything in the page.
    const plan = L.imageOverlay(planAddress(floor.id), this.bounds, { className: 'plan-image', alt: '', pane: 'plan' });
    plan.on('error', onPlanError);
    this.#group = L.layerGroup([
      L.rectangle(this.bounds, { renderer: ground, pane: 'plan', className: 'plan-ground', interactive: false }),
      plan,
      ...floor.zones.map((zone) =>
        L.polygon(
          zone.polygon.map(([x, y]): L.LatLngTuple => [y, x]),
          { renderer: zones, pane: 'zones', className: `zone zone-${zone.kind}`, interactive: false },
        ),
      ),
    ]).addTo(map);
  }

  /** Shows the whole floor in the room that panels leave. */
  fit(padding: MapPadding, animate: boolean): void {
    // Leaflet would glide from the bounds of another floor into these and so undo the fit.
    this.map.setMaxBounds(undefined as unknown as L.LatLngBounds);
    this.map.fitBounds(this.bounds, {
      paddingTopLeft: [padding.left, padding.top],
      paddingBottomRight: [padding.right, padding.bottom],
      animate,
    });
    // Wide enough that even a whole floor in a corner of the screen does not touch them.
    this.map.setMaxBounds(this.bounds.pad(4));
    const note = () => (this.#fitted = { centre: this.map.getCenter(), zoom: this.map.getZoom() });
    if (animate) this.map.once('moveend', note);
    else note();
  }

  /** Fits the floor into the room that panels leave now, if nobody has moved the map since it was fitted. */
  refit(padding: MapPadding, animate: boolean): void {
    if (!this.#fitted) return;
    const { centre, zoom } = this.#fitted;
    const moved = this.map.latLngToContainerPoint(centre).distanceTo(this.map.getSize().divideBy(2));
    if (this.map.getZoom() === zoom && moved < 2) this.fit(padding, animate);
  }

  remove(): void {
    this.#group.remove();
  }
}

/** Zooms around the middle of the room that panels leave: what stands there stays there. */
export function zoomInRoom(map: L.Map, zoom: number, padding: MapPadding): void {
  const { x, y } = map.getSize();
  map.setZoomAround(L.point((padding.left + x - padding.right) / 2, (padding.top + y - padding.bottom) / 2), zoom);
}

/** Moves the map so that a place (metres) stands in the middle of the room that panels leave. */
export function showPlace(
  map: L.Map,
  place: { x: number; y: number },
  zoom: number,
  padding: MapPadding,
  animate: boolean,
): void {
  const shift = L.point((padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2);
  const center = map.unproject(map.project([place.y, place.x], zoom).subtract(shift), zoom);
  if (animate) map.flyTo(center, zoom, { duration: 0.8 });
  else map.setView(center, zoom, { animate: false });
}

/** Zooms so far into some places (metres) that their markers stand for themselves. */
export function zoomInto(
  map: L.Map,
  places: readonly { x: number; y: number }[],
  padding: MapPadding,
  animate: boolean,
): void {
  if (places.length === 0) return;
  const bounds = L.latLngBounds(places.map(({ x, y }): L.LatLngTuple => [y, x]));
  const room = L.point(padding.left + padding.right + 60, padding.top + padding.bottom + 60);
  const apart = map.getScaleZoom(apartFromPixelsPerMetre, 0);
  // At least one level nearer: places that hardly differ would else fill the screen with the same cluster.
  const zoom = Math.min(apart, Math.max(map.getZoom() + 1, map.getBoundsZoom(bounds, false, room)));
  const { lat, lng } = bounds.getCenter();
  showPlace(map, { x: lng, y: lat }, zoom, padding, animate);
}

/** Whether a place (metres) is in the room that panels leave. */
export function isInSight(map: L.Map, place: { x: number; y: number }, padding: MapPadding): boolean {
  const at = map.latLngToContainerPoint([place.y, place.x]);
  const size = map.getSize();
  return at.x > padding.left && at.x < size.x - padding.right && at.y > padding.top && at.y < size.y - padding.bottom;
}
