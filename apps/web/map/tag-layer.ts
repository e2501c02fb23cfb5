import L from 'leaflet';
import type { Freshness } from '#contracts/position';
import { shownFreshness } from '../live/connection-status.js';
import type { LiveTag } from '../live/floor-state.js';
import { glideShare } from './interpolation.js';
import { placeLabels, type Box, type LabelSide, type LabelWish, type PlacedLabel } from './label-placement.js';
import { readPalette } from './marker-palette.js';
import { MarkerSprites, spriteSide } from './marker-sprites.js';
import { markerStyle, type MarkerStyle } from './marker-style.js';
import { SpatialGrid } from './spatial-grid.js';
import { drawText, TextWidths } from './canvas-text.js';
import { linesThatFit, type ZoneLabel } from './zone-labels.js';

/** What the layer draws; asked anew for every picture. */
export interface TagSource {
  tags: () => Iterable<LiveTag>;
  /** The server's clock, ms since 1970. */
  serverNowMs: () => number;
  /** False while the connection is broken: everything is drawn as a memory. */
  current: () => boolean;
}

/** A selected asset that is not among the live tags of the floor. Metres, ms. */
export interface QuietMarker {
  x: number;
  y: number;
  radius90M: number;
  observedAt: number;
  typeKey: string;
  typeName: string;
  name: string;
}

interface Drawn {
  tagId: number;
  x: number;
  y: number;
  radius90M: number;
  freshness: Freshness;
  style: MarkerStyle;
  name: string;
}

const quietId = 0;
const namesFromPixelsPerMetre = 24;
const mostNames = 300;
const namesEveryMs = 250;
const drawOrder: readonly Freshness[] = ['lost', 'ageing', 'live'];

/** All markers, their names and the names of zones on one canvas. */
export class TagLayer extends L.Layer {
  selectedTagId: number | null = null;
  quiet: QuietMarker | null = null;
  zoneLabels: readonly ZoneLabel[] = [];
  /** With reduced motion markers jump instead of gliding. */
  reducedMotion = false;

  #map: L.Map | null = null;
  readonly #canvas = L.DomUtil.create('canvas', 'tag-canvas leaflet-zoom-animated');
  #sprites: MarkerSprites | null = null;
  readonly #widths = new TextWidths();
  readonly #styles = new Map<string, MarkerStyle>();
  #drawn: Drawn[] = [];
  #grid: SpatialGrid<Drawn> | null = null;
  #hoverTagId: number | null = null;
  #frame = 0;
  #sides = new Map<number, LabelSide>();
  #labels: PlacedLabel[] = [];
  #labelsAtMs = 0;
  #labelOrigins = new Map<number, { x: number; y: number }>();
  /** Where names of zones stand in this picture. */
  #zoneBoxes: Box[] = [];
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
    if (names) this.#labelsAtMs = 0;
    if (this.#map && !this.#frame) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** Takes over another palette or pixel ratio. */
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

  /** Where a tag was drawn last, CSS pixels of the map container. */
  drawnAt(tagId: number): { x: number; y: number } | null {
    return this.#drawn.find((drawn) => drawn.tagId === tagId) ?? null;
  }

  #hover(point: L.Point | null): void {
    const tagId = point && this.tagAt(point, 14);
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
    const size = map.getSize();
    const context = this.#prepareCanvas(map, size);
    const origin = map.latLngToContainerPoint([0, 0]);
    const pixelsPerMetre = map.getZoomScale(map.getZoom(), 0);
    const moving = this.#collect(size, origin, pixelsPerMetre);
    const radius = markerRadius(pixelsPerMetre);

    this.#drawZoneNames(context, size, origin, pixelsPerMetre);
    const selected = this.#drawn.find((drawn) => drawn.tagId === this.selectedTagId);
    if (selected) this.#drawUncertainty(context, selected, pixelsPerMetre);
    this.#drawMarkers(context, radius);
    if (selected) this.#drawSelected(context, selected, radius);
    this.#drawNames(context, radius, pixelsPerMetre);
    if (moving) this.redraw();
  }

  #prepareCanvas(map: L.Map, size: L.Point): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio || 1;
    const canvas = this.#canvas;
    if (!this.#sprites || this.#sprites.pixelRatio !== ratio) this.#sprites = new MarkerSprites(readPalette(), ratio);
    const width = Math.round(size.x * ratio);
    const height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    this.#drawnCenter = map.getCenter();
    this.#drawnZoom = map.getZoom();
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.x, size.y);
    return context;
  }

  /** Fills the list of what is in view; answers whether any of it is on its way. */
  #collect(size: L.Point, origin: L.Point, pixelsPerMetre: number): boolean {
    const nowMs = Date.now();
    const serverNowMs = this.source.serverNowMs();
    const current = this.source.current();
    const drawn: Drawn[] = [];
    let moving = false;
    const put = (tagId: number, xM: number, yM: number, radius90M: number, observedAt: number, asset: Named) => {
      const x = origin.x + xM * pixelsPerMetre;
      const y = origin.y - yM * pixelsPerMetre;
      if (tagId !== this.selectedTagId && (x < -20 || y < -20 || x > size.x + 20 || y > size.y + 20)) return false;
      const style = this.#styleOf(asset);
      drawn.push({
        tagId,
        x,
        y,
        radius90M,
        style,
        name: asset.name,
        freshness: shownFreshness(serverNowMs - observedAt, current),
      });
      return true;
    };
    for (const tag of this.source.tags()) {
      const share = this.reducedMotion ? 1 : glideShare(tag, nowMs);
      const x = tag.fromX + (tag.x - tag.fromX) * share;
      const y = tag.fromY + (tag.y - tag.fromY) * share;
      if (put(tag.tagId, x, y, tag.radius90M, tag.observedAt, tag.asset) && share < 1) moving = true;
    }
    const quiet = this.quiet;
    if (quiet) put(quietId, quiet.x, quiet.y, quiet.radius90M, quiet.observedAt, quiet);
    this.#drawn = drawn;
    this.#grid = null;
    return moving;
  }

  #styleOf({ typeKey, typeName }: Named): MarkerStyle {
    let style = this.#styles.get(typeKey);
    if (!style) this.#styles.set(typeKey, (style = markerStyle(typeKey, typeName)));
    return style;
  }

  #drawMarkers(context: CanvasRenderingContext2D, radius: number): void {
    const sprites = this.#sprites!;
    const side = spriteSide(radius);
    const withLetters = radius >= 8;
    context.globalAlpha = this.source.current() ? 1 : 0.6;
    for (const freshness of drawOrder)
      for (const drawn of this.#drawn)
        if (drawn.freshness === freshness && drawn.tagId !== this.selectedTagId)
          context.drawImage(
            sprites.of(drawn.style, freshness, radius, withLetters),
            drawn.x - side / 2,
            drawn.y - side / 2,
            side,
            side,
          );
    context.globalAlpha = 1;
  }

  #drawUncertainty(context: CanvasRenderingContext2D, { x, y, radius90M }: Drawn, pixelsPerMetre: number): void {
    const palette = this.#sprites!.palette;
    context.beginPath();
    context.arc(x, y, Math.max(2, radius90M * pixelsPerMetre), 0, Math.PI * 2);
    context.fillStyle = palette.radiusFill;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = palette.accent;
    context.stroke();
  }

  #drawSelected(context: CanvasRenderingContext2D, drawn: Drawn, radius: number): void {
    const sprites = this.#sprites!;
    const large = Math.max(11, radius + 2);
    const side = spriteSide(large);
    context.drawImage(
      sprites.of(drawn.style, drawn.freshness, large, true),
      drawn.x - side / 2,
      drawn.y - side / 2,
      side,
      side,
    );
    context.beginPath();
    context.arc(drawn.x, drawn.y, large + 5, 0, Math.PI * 2);
    context.lineWidth = 3;
    context.strokeStyle = sprites.palette.accent;
    context.stroke();
  }

  #drawZoneNames(context: CanvasRenderingContext2D, size: L.Point, origin: L.Point, pixelsPerMetre: number): void {
    const { palette } = this.#sprites!;
    const font = `500 11.5px ${palette.fontFamily}`;
    const boxes: Box[] = [];
    this.#zoneBoxes = boxes;
    for (const label of this.zoneLabels) {
      const x = origin.x + label.x * pixelsPerMetre;
      const y = origin.y - label.y * pixelsPerMetre;
      if (x < -100 || y < -50 || x > size.x + 100 || y > size.y + 50) continue;
      const lines = linesThatFit(label, pixelsPerMetre, 14, (text) => this.#widths.of(context, font, text));
      context.font = font;
      lines.forEach((line, index) => {
        const middle = y + (index - (lines.length - 1) / 2) * 14;
        const half = this.#widths.of(context, font, line) / 2;
        boxes.push({ left: x - half, top: middle - 7, right: x + half, bottom: middle + 7 });
        drawText(context, line, x, middle, 'center', palette.muted, palette.halo);
      });
    }
  }

  #drawNames(context: CanvasRenderingContext2D, radius: number, pixelsPerMetre: number): void {
    const { palette } = this.#sprites!;
    const font = `500 12px ${palette.fontFamily}`;
    const named = this.#drawn.filter(({ tagId }) => tagId === this.selectedTagId || tagId === this.#hoverTagId);
    if (pixelsPerMetre >= namesFromPixelsPerMetre && this.#drawn.length <= mostNames)
      named.push(...this.#drawn.filter((drawn) => !named.includes(drawn)));
    if (named.length === 0) {
      this.#sides.clear();
      return;
    }
    context.font = font;
    const byId = new Map(named.map((drawn) => [drawn.tagId, drawn]));
    const nowMs = Date.now();
    if (nowMs - this.#labelsAtMs > namesEveryMs) {
      this.#labelsAtMs = nowMs;
      this.#placeNames(context, font, named, radius);
    }
    for (const label of this.#labels) {
      const drawn = byId.get(label.id);
      const origin = this.#labelOrigins.get(label.id);
      if (!drawn || !origin) continue;
      // Between two placements a name rides along with its marker.
      const left = label.left + drawn.x - origin.x;
      const top = label.top + drawn.y - origin.y;
      drawText(context, drawn.name, left, top + 8, 'left', palette.ink, palette.halo);
    }
  }

  #placeNames(context: CanvasRenderingContext2D, font: string, named: Drawn[], radius: number): void {
    const wishes: LabelWish[] = named.map(({ tagId, x, y, name, freshness }) => ({
      id: tagId,
      x,
      y,
      markerRadius: tagId === this.selectedTagId ? Math.max(11, radius + 2) + 6 : radius + 1,
      width: this.#widths.of(context, font, name),
      height: 15,
      priority: tagId === this.selectedTagId || tagId === this.#hoverTagId ? Infinity : drawOrder.indexOf(freshness),
    }));
    this.#labels = placeLabels(wishes, this.#sides, this.#zoneBoxes);
    this.#sides = new Map(this.#labels.map((label) => [label.id, label.side]));
    this.#labelOrigins = new Map(named.map(({ tagId, x, y }) => [tagId, { x, y }]));
  }

  /** Leaflet zooms by a CSS transition; the last picture is stretched along until the new one is drawn. */
  #followZoom({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this.#map!;
    const scale = map.getZoomScale(zoom, this.#drawnZoom);
    const half = map.getSize().divideBy(2);
    const newOrigin = map
      .project(center, zoom)
      .subtract(half)
      .add(L.DomUtil.getPosition(map.getPane('mapPane')!))
      .round();
    const offset = half.multiplyBy(-scale).add(map.project(this.#drawnCenter, zoom)).subtract(newOrigin);
    L.DomUtil.setTransform(this.#canvas, offset, scale);
  }
}

type Named = Pick<QuietMarker, 'typeKey' | 'typeName' | 'name'>;

/** Markers grow with the zoom between a dot and a lettered sign. CSS pixels, in half steps to keep sprites few. */
export function markerRadius(pixelsPerMetre: number): number {
  return Math.round(Math.min(11, Math.max(4, 3 + pixelsPerMetre * 0.3)) * 2) / 2;
}
