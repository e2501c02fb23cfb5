import L from 'leaflet';
import type { Point } from '#contracts/geometry';
import type { Cluster } from './clusters.js';
import type { ZoneShade } from './draw-zones.js';
import type { QuietMarker, TagSource, View } from './drawn-tag.js';
import { readPalette } from './marker-palette.js';
import { MarkerSprites } from './marker-sprites.js';
import { TagPicture, type TagScene } from './tag-picture.js';
import type { ZoneLabel } from './zone-labels.js';

const hoverReach = 14;
/** The picture reaches over each edge of the map by this share of it, so that a moved map needs no new one at once. */
const overhang = 0.2;
/** A moved map is drawn anew at least this long after the last picture, ms; more for a costly picture. */
const leastPauseMs = 60;

/** All markers, their names and the names of zones on one canvas. */
export class TagLayer extends L.Layer implements TagScene {
  selectedTagId: number | null = null;
  quiet: QuietMarker | null = null;
  zoneLabels: readonly ZoneLabel[] = [];
  /** Asked for every picture: where the selected asset may be, and what no reader hears. */
  selection: () => { shades: readonly ZoneShade[]; spread: boolean } = () => ({ shades: [], spread: false });
  blindPolygons: () => readonly (readonly Point[])[] = () => [];
  reducedMotion = false;

  #map: L.Map | null = null;
  readonly #canvas = L.DomUtil.create('canvas', 'tag-canvas leaflet-zoom-animated');
  readonly #picture: TagPicture;
  #sprites: MarkerSprites | null = null;
  #hoverTagId: number | null = null;
  #frame = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #drawnCenter = L.latLng(0, 0);
  #drawnZoom = NaN;
  #drawnAtMs = 0;
  #drawingMs = 0;
  #moving = false;

  constructor(source: TagSource) {
    super();
    this.#picture = new TagPicture(source);
    this.#canvas.setAttribute('aria-hidden', 'true');
  }

  override onAdd(map: L.Map): this {
    this.#map = map;
    const pane = map.getPane('tags') ?? map.createPane('tags');
    pane.style.zIndex = '450';
    pane.style.pointerEvents = 'none';
    pane.append(this.#canvas);
    this.redraw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#pause);
    this.#frame = 0;
    this.#canvas.remove();
    this.#map = null;
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      movestart: () => (this.#moving = true),
      move: () => this.#follow(),
      zoom: () => this.#drawNow(),
      viewreset: () => this.#drawNow(),
      resize: () => this.#drawNow(),
      moveend: () => {
        this.#moving = false;
        this.redraw(true);
      },
      zoomanim: (event) => this.#followZoom(event as L.ZoomAnimEvent),
      mousemove: (event) => this.#hover((event as L.LeafletMouseEvent).containerPoint),
      mouseout: () => this.#hover(null),
    };
  }

  /** Draws with the next picture of the screen; `names` places the names anew too. */
  redraw(names = false): void {
    if (names) this.#picture.placeNames();
    if (!this.#map || this.#frame) return;
    // While a finger moves the map, its own pace goes first.
    const waitMs = this.#moving ? this.#dueInMs() : 0;
    if (waitMs > 0) return this.#later(waitMs);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** Takes over another palette. */
  restyle(): void {
    this.#sprites = null;
    this.#picture.forgetWidths();
    this.redraw(true);
  }

  /** What is under a place of the map, for taps; `reach` in CSS pixels. */
  at(point: L.Point, reach: number): { tagId: number } | { cluster: Cluster } | null {
    const map = this.#map;
    if (!map) return null;
    const { x, y } = map.containerPointToLayerPoint(point).subtract(L.DomUtil.getPosition(this.#canvas));
    return this.#picture.at(x, y, reach);
  }

  #hover(point: L.Point | null): void {
    const hit = point && this.at(point, hoverReach);
    this.#map?.getContainer().classList.toggle('over-marker', hit !== null);
    const tagId = hit && 'tagId' in hit ? hit.tagId : null;
    if (tagId === this.#hoverTagId) return;
    this.#hoverTagId = tagId;
    this.redraw(true);
  }

  /** The picture moves with the map; a new one comes from time to time, and at once where it would end. */
  #follow(): void {
    const map = this.#map!;
    if (map.getZoom() !== this.#drawnZoom || this.#isUncovered(map)) return this.#drawNow();
    this.redraw();
  }

  #isUncovered(map: L.Map): boolean {
    const { x, y } = map.containerPointToLayerPoint([0, 0]).subtract(L.DomUtil.getPosition(this.#canvas));
    const size = map.getSize();
    const [overX, overY] = [size.x * overhang, size.y * overhang];
    return x < 0 || y < 0 || x > 2 * overX || y > 2 * overY;
  }

  #dueInMs(): number {
    return this.#drawnAtMs + Math.max(leastPauseMs, this.#drawingMs * 4) - performance.now();
  }

  #later(waitMs: number): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.redraw(), waitMs);
  }

  #drawNow(): void {
    cancelAnimationFrame(this.#frame);
    this.#draw();
  }

  #draw(): void {
    this.#frame = 0;
    const map = this.#map;
    if (!map) return;
    const startedMs = performance.now();
    const view = viewOf(map);
    const context = this.#prepareCanvas(map, view);
    const gliding = this.#picture.draw(context, view, this, this.#sprites!, this.#hoverTagId, this.#moving);
    this.#tell(map);
    this.#drawnAtMs = performance.now();
    this.#drawingMs = this.#drawnAtMs - startedMs;
    if (gliding) this.#goOn();
  }

  /** The next picture of a glide; after a costly one the page first gets as much time for everything else. */
  #goOn(): void {
    if (this.#drawingMs < 6) return this.redraw();
    this.#later(this.#drawingMs * 2);
  }

  #prepareCanvas(map: L.Map, { width, height }: View): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.#canvas;
    if (this.#sprites?.pixelRatio !== ratio) this.#sprites = new MarkerSprites(readPalette(), ratio);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint(cornerOf(map)));
    this.#drawnCenter = map.getCenter();
    this.#drawnZoom = map.getZoom();
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  /** Writes down what the picture shows, for whoever cannot look into a canvas (tests). */
  #tell(map: L.Map): void {
    const { selected, counts } = this.#picture;
    const { x, y } = cornerOf(map);
    const at = selected ? `${Math.round(selected.x + x)},${Math.round(selected.y + y)}` : '';
    const { dataset } = this.#canvas;
    if (dataset.selectedAt !== at) dataset.selectedAt = at;
    const told = `${counts.clusters},${counts.clustered},${counts.singles}`;
    if (dataset.counts !== told) dataset.counts = told;
  }

  /** Leaflet zooms by a CSS transition; the last picture is stretched along until the new one is drawn. */
  #followZoom({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#map!;
    const scale = map.getZoomScale(zoom, this.#drawnZoom);
    const half = map.getSize().divideBy(2);
    const paneOffset = L.DomUtil.getPosition(map.getPane('mapPane')!);
    const newOrigin = map.project(center, zoom).subtract(half).add(paneOffset).round();
    const corner = half.subtract(cornerOf(map));
    const offset = corner.multiplyBy(-scale).add(map.project(this.#drawnCenter, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.#canvas, offset, scale);
  }
}

/** Where the upper left corner of the picture is, CSS pixels of the map. */
function cornerOf(map: L.Map): L.Point {
  const { x, y } = map.getSize();
  return L.point(-Math.round(x * overhang), -Math.round(y * overhang));
}

function viewOf(map: L.Map): View {
  const size = map.getSize();
  const corner = cornerOf(map);
  const { x, y } = map.latLngToContainerPoint([0, 0]).subtract(corner);
  return {
    width: size.x - 2 * corner.x,
    height: size.y - 2 * corner.y,
    originX: x,
    originY: y,
    pixelsPerMetre: map.getZoomScale(map.getZoom(), 0),
  };
}
