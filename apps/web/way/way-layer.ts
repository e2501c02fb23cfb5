import L from 'leaflet';
import type { Way } from '#contracts/search';
import type { MapPadding } from '../map/plan-map.js';
import './way-layer.css';

type Leg = Way['legs'][number];

/** Nearer than this the map is not brought, pixels for a metre: the walls around must be seen. */
const closestPixelsPerMetre = 22;

/** The part of a way that lies on one floor, drawn under the markers and over the rooms. */
export class WayLayer {
  readonly #group = L.layerGroup();

  constructor(
    private readonly map: L.Map,
    private readonly legs: readonly Leg[],
    straight: boolean,
    /** A tap on the sign at a lift or stairs. */
    onChange: (floorId: number) => void,
    wordsOf: (leaveBy: NonNullable<Leg['leaveBy']>) => string,
  ) {
    const pane = map.getPane('way') ?? map.createPane('way');
    pane.style.zIndex = '440';
    pane.style.pointerEvents = 'none';
    const renderer = L.svg({ padding: 1, pane: 'way' });
    const line = (leg: Leg, className: string) =>
      L.polyline(latLngs(leg), { renderer, pane: 'way', className, interactive: false });
    for (const leg of legs) {
      if (leg.points.length > 1) {
        this.#group.addLayer(line(leg, 'way-casing'));
        this.#group.addLayer(line(leg, straight ? 'way-line way-straight' : 'way-line'));
      }
      const [start] = latLngs(leg);
      if (start)
        this.#group.addLayer(
          L.circleMarker(start, { renderer, pane: 'way', radius: 6, className: 'way-start', interactive: false }),
        );
      const end = latLngs(leg).at(-1);
      if (leg.leaveBy && end) {
        const { leaveBy } = leg;
        const sign = document.createElement('span');
        sign.textContent = wordsOf(leaveBy);
        const icon = L.divIcon({ className: 'way-sign', html: sign, iconSize: undefined });
        // The same words are a button of the list of steps, which keyboard and screen reader use.
        const marker = L.marker(end, { icon, keyboard: false, zIndexOffset: 1000 });
        this.#group.addLayer(marker.on('click', () => onChange(leaveBy.toFloorId)));
      }
    }
    this.#group.addTo(map);
  }

  /** Shows the whole way on this floor in the room that panels leave. */
  fit(padding: MapPadding, animate: boolean): void {
    const bounds = L.latLngBounds(this.legs.flatMap(latLngs));
    if (!bounds.isValid()) return;
    this.map.fitBounds(bounds, {
      paddingTopLeft: [padding.left + 24, padding.top + 24],
      paddingBottomRight: [padding.right + 24, padding.bottom + 24],
      maxZoom: this.map.getScaleZoom(closestPixelsPerMetre, 0),
      animate,
    });
  }

  remove(): void {
    this.#group.remove();
  }
}

function latLngs({ points }: Leg): L.LatLngTuple[] {
  return points.map(([x, y]) => [y, x]);
}
