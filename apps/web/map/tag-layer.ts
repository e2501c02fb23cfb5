import L from 'leaflet';
import type { Point } from '#contracts/geometry';
import type { Freshness } from '#contracts/position';
import { TextWidths } from './canvas-text.js';
import { drawHatched, drawZoneShades, type ZoneShade } from './draw-zones.js';
import { drawZoneLabels } from './draw-zone-labels.js';
import { collectTags, type DrawnTag, type QuietMarker, type TagSource, type View } from './drawn-tag.js';
import { readPalette } from './marker-palette.js';
import { MarkerSprites, spriteSide } from './marker-sprites.js';
import { markerRadius } from './marker-radius.js';
import type { MarkerStyle } from './marker-style.js';
import { NameLabels } from './name-labels.js';
import { SpatialGrid } from './spatial-grid.js';
import type { ZoneLabel } from './zone-labels.js';

const drawOrder: readonly Freshness[] = ['lost', 'blind', 'ageing', 'live'];
/** Markers carry letters from this radius on. CSS pixels. */
const lettersFromRadius = 8;
const hoverReach = 14;

/** All markers, their names and the names of zones on one canvas. */
export class TagLayer extends L.Layer {
  selectedTagId: number | null = null;
  quiet: QuietMarker | null = null;
  zoneLabels: readonly ZoneLabel[] = [];
  /** Asked for every picture: where the selected asset may be, and what no reader hears. */
  zoneShades: () => readonly ZoneShade[] = () => [];
  blindPolygons: () => readonly (readonly Point[])[] = () => [];
  /** With reduced motion markers jump instead of gliding. */
  reducedMotion = false;

  #map: L.Map | null = null;
  readonly #canvas = L.DomUtil.create('canvas', 'tag-canvas leaflet-zoom-animated');
  readonly #widths = new TextWidths();
  readonly #names = new NameLabels();
  #sprites: MarkerSprites | null = null;
  #drawn: DrawnTag[] = [];
  /** For hit tests in the last picture; built when first asked for. */
  #grid: SpatialGrid<DrawnTag> | null = null;
  #hoverTagId: number | null = null;
  #frame = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #drawnCenter = L.latLng(0, 0);
  #drawnZoom = 0;

  constructor(private readonly source: TagSource) {
    super();
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
      move: () => this.#drawNow(),
      zoom: () => this.#drawNow(),
      viewreset: () => this.#drawNow(),
      resize: () => this.#drawNow(),
      moveend: () => this.redraw(true),
      zoomanim: (event) => this.#followZoom(event as L.ZoomAnimEvent),
      mousemove: (event) => this.#hover((event as L.LeafletMouseEvent).containerPoint),
      mouseout: () => this.#hover(null),
    };
  }

  /** Draws with the next picture of the screen; `names` places the names anew too. */
  redraw(names = false): void {
    if (names) this.#names.replace();
    if (this.#map && !this.#frame) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** Takes over another palette. */
  restyle(): void {
    this.#sprites = null;
    this.#widths.clear();
    this.redraw(true);
  }

  /** The tag under a place of the map, for taps; `reach` in CSS pixels. */
  tagAt(point: L.Point, reach: number): number | null {
    if (!this.#grid) {
      this.#grid = new SpatialGrid(32);
      for (const drawn of this.#drawn) this.#grid.add(drawn.x, drawn.y, drawn);
    }
    return this.#grid.nearest(point.x, point.y, reach)?.tagId ?? null;
  }

  #hover(point: L.Point | null): void {
    const tagId = point && this.tagAt(point, hoverReach);
    if (tagId === this.#hoverTagId) return;
    this.#hoverTagId = tagId;
    this.#map?.getContainer().classList.toggle('over-marker', tagId !== null);
    this.redraw(true);
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
    const nowMs = Date.now();
    const view = viewOf(map);
    const context = this.#prepareCanvas(map, view);
    const { palette } = this.#sprites!;
    const { drawn, moving } = collectTags(this.source, view, nowMs, this);
    this.#drawn = drawn;
    this.#grid = null;
    const radius = markerRadius(view.pixelsPerMetre, drawn.length, view.width * view.height);
    const selected = drawn.find(({ tagId }) => tagId === this.selectedTagId);

    drawHatched(context, this.blindPolygons(), view, palette.hatch);
    if (selected) drawZoneShades(context, this.zoneShades(), view, palette.accent);
    const obstacles = drawZoneLabels(context, this.zoneLabels, view, palette, this.#widths);
    if (selected) this.#drawUncertainty(context, selected, view.pixelsPerMetre);
    this.#drawMarkers(context, radius);
    if (selected) this.#drawSelected(context, selected, radius);
    this.#tellSelected(selected);
    const { selectedTagId } = this;
    const hoverTagId = this.#hoverTagId;
    const { pixelsPerMetre } = view;
    const allNames = () => Array.from(this.source.tags(), (tag) => tag.asset.name);
    const scene = {
      drawn,
      allNames,
      selectedTagId,
      hoverTagId,
      pixelsPerMetre,
      markerRadius: radius,
      obstacles,
      nowMs,
    };
    this.#names.draw(context, scene, palette, this.#widths);
    if (moving) this.#goOn(performance.now() - startedMs);
  }

  /** The next picture of a glide; after a costly one the page first gets as much time for everything else. */
  #goOn(drawingMs: number): void {
    if (drawingMs < 10) return this.redraw();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.redraw(), drawingMs);
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
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    this.#drawnCenter = map.getCenter();
    this.#drawnZoom = map.getZoom();
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  #drawMarkers(context: CanvasRenderingContext2D, radius: number): void {
    const sprites = this.#sprites!;
    const ratio = sprites.pixelRatio;
    const half = spriteSide(radius) / 2;
    const letters = radius >= lettersFromRadius;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = this.source.current() ? 1 : 0.6;
    for (const freshness of drawOrder) {
      // One look-up for each type and not for each of 10,000 markers.
      const looks = new Map<MarkerStyle, ImageBitmap>();
      for (const tag of this.#drawn) {
        if (tag.freshness !== freshness || tag.tagId === this.selectedTagId) continue;
        let sprite = looks.get(tag.style);
        if (!sprite) looks.set(tag.style, (sprite = sprites.of(tag.style, freshness, radius, letters)));
        // On whole device pixels: letters stay sharp, and a copy needs no resampling.
        context.drawImage(sprite, Math.round((tag.x - half) * ratio), Math.round((tag.y - half) * ratio));
      }
    }
    context.restore();
  }

  /** The circle the tag is in nine times in ten, to scale. */
  #drawUncertainty(context: CanvasRenderingContext2D, { x, y, radius90M }: DrawnTag, pixelsPerMetre: number): void {
    const { palette } = this.#sprites!;
    context.beginPath();
    context.arc(x, y, Math.max(2, radius90M * pixelsPerMetre), 0, Math.PI * 2);
    context.fillStyle = palette.radiusFill;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = palette.accent;
    context.stroke();
  }

  #drawSelected(context: CanvasRenderingContext2D, { x, y, style, freshness }: DrawnTag, radius: number): void {
    const sprites = this.#sprites!;
    const large = Math.max(11, radius + 2);
    const side = spriteSide(large);
    context.drawImage(sprites.of(style, freshness, large, true), x - side / 2, y - side / 2, side, side);
    context.beginPath();
    context.arc(x, y, large + 5, 0, Math.PI * 2);
    context.lineWidth = 3;
    context.strokeStyle = sprites.palette.accent;
    context.stroke();
  }

  /** Writes down where the selected marker stands, for whoever cannot look into a canvas (tests). */
  #tellSelected(selected: DrawnTag | undefined): void {
    const at = selected ? `${Math.round(selected.x)},${Math.round(selected.y)}` : '';
    if (this.#canvas.dataset.selectedAt !== at) this.#canvas.dataset.selectedAt = at;
  }

  /** Leaflet zooms by a CSS transition; the last picture is stretched along until the new one is drawn. */
  #followZoom({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#map!;
    const scale = map.getZoomScale(zoom, this.#drawnZoom);
    const half = map.getSize().divideBy(2);
    const paneOffset = L.DomUtil.getPosition(map.getPane('mapPane')!);
    const newOrigin = map.project(center, zoom).subtract(half).add(paneOffset).round();
    const offset = half.multiplyBy(-scale).add(map.project(this.#drawnCenter, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.#canvas, offset, scale);
  }
}

function viewOf(map: L.Map): View {
  const { x: width, y: height } = map.getSize();
  const { x: originX, y: originY } = map.latLngToContainerPoint([0, 0]);
  return { width, height, originX, originY, pixelsPerMetre: map.getZoomScale(map.getZoom(), 0) };
}
