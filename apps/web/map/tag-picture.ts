import type { Point } from '#contracts/geometry';
import type { Freshness } from '#contracts/position';
import { TextWidths } from './canvas-text.js';
import { clusterAt, clusterRadius, clusterTags, type Cluster } from './clusters.js';
import { drawPercentages, drawUncertainty } from './draw-uncertainty.js';
import { drawHatched, drawZoneShades, type ZoneShade } from './draw-zones.js';
import { drawZoneLabels } from './draw-zone-labels.js';
import { collectTags, type DrawnTag, type QuietMarker, type TagSource, type View } from './drawn-tag.js';
import { markerRadius } from './marker-radius.js';
import { spriteSide, type MarkerSprites } from './marker-sprites.js';
import { NameLabels } from './name-labels.js';
import { SpatialGrid } from './spatial-grid.js';
import type { ZoneLabel } from './zone-labels.js';

/** What a picture shows beside the markers; metres. */
export interface TagScene {
  selectedTagId: number | null;
  quiet: QuietMarker | null;
  /** With reduced motion markers jump instead of gliding. */
  reducedMotion: boolean;
  zoneLabels: readonly ZoneLabel[];
  /** Where the selected asset may be; `spread`: an area, in which a dot would be false. */
  selection: () => { shades: readonly ZoneShade[]; spread: boolean };
  blindPolygons: () => readonly (readonly Point[])[];
}

const drawOrder: readonly Freshness[] = ['lost', 'blind', 'ageing', 'live'];

/** One picture of everything on the map, and what is where in it. */
export class TagPicture {
  readonly #names = new NameLabels();
  readonly #widths = new TextWidths();
  #singles: readonly DrawnTag[] = [];
  #clusters: readonly Cluster[] = [];
  /** For hit tests; built when first asked for. */
  #grid: SpatialGrid<DrawnTag> | null = null;
  /** Where the selected asset stands in the picture, or null. */
  selected: DrawnTag | null = null;

  constructor(private readonly source: TagSource) {}

  /** Looks for places of the names with the next picture. */
  placeNames(): void {
    this.#names.replace();
  }

  /** Measures all texts anew: the font may be another one. */
  forgetWidths(): void {
    this.#widths.clear();
  }

  /** Draws everything. `hasty`: without what costs time and is not missed while the map is moved. @returns whether markers are on their way */
  draw(
    context: CanvasRenderingContext2D,
    view: View,
    scene: TagScene,
    sprites: MarkerSprites,
    hoverTagId: number | null,
    hasty: boolean,
  ): boolean {
    const { palette } = sprites;
    const nowMs = Date.now();
    const { selectedTagId } = scene;
    const { drawn, moving } = collectTags(this.source, view, nowMs, scene);
    const { singles, clusters } = clusterTags(drawn, view, ({ tagId }) => tagId === selectedTagId);
    this.#singles = singles;
    this.#clusters = clusters;
    this.#grid = null;
    const radius = markerRadius(view.pixelsPerMetre);
    const selected = singles.find(({ tagId }) => tagId === selectedTagId) ?? null;
    this.selected = selected;
    const { shades, spread } = selected ? scene.selection() : { shades: [], spread: false };

    drawHatched(context, scene.blindPolygons(), view, palette.hatch);
    drawZoneShades(context, shades, view, palette.accent);
    const obstacles = drawZoneLabels(context, scene.zoneLabels, view, palette, this.#widths);
    if (selected) drawUncertainty(context, selected, view.pixelsPerMetre, spread, palette);
    this.#drawMarkers(context, sprites, radius);
    if (selected && !spread) drawSelected(context, sprites, selected, radius);
    if (spread) drawPercentages(context, shades, scene.zoneLabels, view, palette);
    if (!hasty)
      this.#names.draw(
        context,
        {
          drawn: spread ? singles.filter((tag) => tag !== selected) : singles,
          allNames: () => Array.from(this.source.tags(), (tag) => tag.asset.name),
          selectedTagId,
          hoverTagId,
          pixelsPerMetre: view.pixelsPerMetre,
          markerRadius: radius,
          obstacles: [...obstacles, ...clusters.map(boxOf)],
          nowMs,
        },
        palette,
        this.#widths,
      );
    return moving;
  }

  /** What is under a point of the picture; `reach` in CSS pixels. */
  at(x: number, y: number, reach: number): { tagId: number } | { cluster: Cluster } | null {
    // A marker at hand goes before a cluster that only just reaches there.
    const cluster = clusterAt(this.#clusters, x, y, 0);
    if (cluster) return { cluster };
    if (!this.#grid) {
      this.#grid = new SpatialGrid(32);
      for (const drawn of this.#singles) this.#grid.add(drawn.x, drawn.y, drawn);
    }
    const tag = this.#grid.nearest(x, y, reach);
    if (tag) return { tagId: tag.tagId };
    const near = clusterAt(this.#clusters, x, y, Math.max(0, reach - clusterRadius));
    return near && { cluster: near };
  }

  /** How many clusters the picture has and how many markers stand for themselves. */
  get counts(): { clusters: number; clustered: number; singles: number } {
    const clustered = this.#clusters.reduce((sum, { count }) => sum + count, 0);
    return { clusters: this.#clusters.length, clustered, singles: this.#singles.length };
  }

  #drawMarkers(context: CanvasRenderingContext2D, sprites: MarkerSprites, radius: number): void {
    const ratio = sprites.pixelRatio;
    const half = spriteSide(radius) / 2;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = this.source.current() ? 1 : 0.6;
    for (const freshness of drawOrder)
      for (const tag of this.#singles) {
        if (tag.freshness !== freshness || tag === this.selected) continue;
        const sprite = sprites.of(tag.style, freshness, tag.status, radius);
        // On whole device pixels: pictures stay sharp, and a copy needs no resampling.
        context.drawImage(sprite, Math.round((tag.x - half) * ratio), Math.round((tag.y - half) * ratio));
      }
    const clusterHalf = spriteSide(clusterRadius) / 2;
    for (const { x, y, style, count, live } of this.#clusters) {
      const sprite = sprites.cluster(style, count, live, clusterRadius);
      context.drawImage(sprite, Math.round((x - clusterHalf) * ratio), Math.round((y - clusterHalf) * ratio));
    }
    context.restore();
  }
}

function drawSelected(
  context: CanvasRenderingContext2D,
  sprites: MarkerSprites,
  { x, y, style, freshness, status }: DrawnTag,
  radius: number,
): void {
  const large = Math.max(11, radius + 2);
  const side = spriteSide(large);
  context.drawImage(sprites.of(style, freshness, status, large), x - side / 2, y - side / 2, side, side);
  context.beginPath();
  context.arc(x, y, large + 5, 0, Math.PI * 2);
  context.lineWidth = 3;
  context.strokeStyle = sprites.palette.accent;
  context.stroke();
}

function boxOf({ x, y }: Cluster) {
  return { left: x - clusterRadius, top: y - clusterRadius, right: x + clusterRadius, bottom: y + clusterRadius };
}
