import L from 'leaflet';
import { linesOn, type TimedPoint } from './trail-at.js';
import './trail-layer.css';

/** The part of a trail that lies on one floor, and where the asset was at a moment. Lies over the markers of now. */
export class TrailLayer {
  readonly #map: L.Map;
  readonly #renderer: L.Renderer;
  readonly #lines = L.layerGroup();
  readonly #here = L.layerGroup();

  constructor(map: L.Map) {
    this.#map = map;
    const pane = map.getPane('trail') ?? map.createPane('trail');
    pane.style.zIndex = '460';
    pane.style.pointerEvents = 'none';
    this.#renderer = L.svg({ padding: 1, pane: 'trail' });
    this.#lines.addTo(map);
    this.#here.addTo(map);
  }

  /** Draws the way on a floor. */
  show(points: readonly TimedPoint[], floorId: number): void {
    this.#lines.clearLayers();
    for (const line of linesOn(points, floorId))
      for (const className of ['trail-casing', 'trail-line'])
        this.#lines.addLayer(
          L.polyline(
            line.map(({ x, y }): L.LatLngTuple => [y, x]),
            this.#options(className),
          ),
        );
  }

  /** Marks where it was, with the circle in which it was nine times in ten; null takes the mark away. */
  mark(point: Pick<TimedPoint, 'x' | 'y' | 'radius90M'> | null): void {
    this.#here.clearLayers();
    if (point === null) return;
    const at: L.LatLngTuple = [point.y, point.x];
    // One metre is one unit of the map.
    this.#here.addLayer(L.circle(at, { ...this.#options('trail-radius'), radius: point.radius90M }));
    this.#here.addLayer(L.circleMarker(at, { ...this.#options('trail-here'), radius: 8 }));
    // A place out of sight is brought into it, without changing how near the map is.
    if (!this.#map.getBounds().pad(-0.15).contains(at)) this.#map.panTo(at, { animate: false });
  }

  remove(): void {
    this.#lines.remove();
    this.#here.remove();
    this.#renderer.remove();
  }

  #options(className: string): L.PolylineOptions {
    return { renderer: this.#renderer, pane: 'trail', className, interactive: false };
  }
}
