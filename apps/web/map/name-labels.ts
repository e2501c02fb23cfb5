import { drawText, type TextWidths } from './canvas-text.js';
import type { DrawnTag } from './drawn-tag.js';
import { placeLabels, type Box, type LabelSide, type LabelWish, type PlacedLabel } from './label-placement.js';
import type { MarkerPalette } from './marker-palette.js';

/** Names appear from this scale on; below they would cover the floor. */
const fromPixelsPerMetre = 24;
const mostNames = 300;
/** Places are looked for this often; in between a name rides along with its marker. Milliseconds. */
const placeEveryMs = 250;
const lineHeight = 15;
const byFreshness = { lost: 0, blind: 1, ageing: 2, live: 3 } as const;

/** What the names of one picture depend on. */
export interface NameScene {
  drawn: readonly DrawnTag[];
  /** The names of everything on the floor, in sight or not. */
  allNames: () => Iterable<string>;
  selectedTagId: number | null;
  hoverTagId: number | null;
  pixelsPerMetre: number;
  markerRadius: number;
  /** Where names of zones stand. */
  obstacles: readonly Box[];
  nowMs: number;
}

/** The names beside the markers. Keeps their sides from picture to picture, so that they stay calm. */
export class NameLabels {
  #sides = new Map<number, LabelSide>();
  #placed: PlacedLabel[] = [];
  #origins = new Map<number, DrawnTag>();
  #texts = new Map<number, string>();
  #placedAtMs = 0;

  /** Looks for places with the next picture. */
  replace(): void {
    this.#placedAtMs = 0;
  }

  draw(context: CanvasRenderingContext2D, scene: NameScene, palette: MarkerPalette, widths: TextWidths): void {
    const chosen = ({ tagId }: DrawnTag) => tagId === scene.selectedTagId || tagId === scene.hoverTagId;
    const all = scene.pixelsPerMetre >= fromPixelsPerMetre && scene.drawn.length <= mostNames;
    const named = all ? scene.drawn : scene.drawn.filter(chosen);
    if (named.length === 0) return this.#sides.clear();
    const font = `500 12px ${palette.fontFamily}`;
    if (scene.nowMs - this.#placedAtMs > placeEveryMs) {
      this.#placedAtMs = scene.nowMs;
      // What is selected has its name in the panel.
      const textOf = labelTexts(scene.allNames(), ({ tagId }) => tagId === scene.hoverTagId);
      this.#texts = new Map(named.map((tag) => [tag.tagId, textOf(tag)]));
      const wishes = named.map((tag): LabelWish => ({
        id: tag.tagId,
        x: tag.x,
        y: tag.y,
        markerRadius:
          tag.tagId === scene.selectedTagId ? Math.max(11, scene.markerRadius + 2) + 6 : scene.markerRadius + 1,
        width: widths.of(context, font, this.#texts.get(tag.tagId)!),
        height: lineHeight,
        priority: chosen(tag) ? Infinity : byFreshness[tag.freshness],
      }));
      this.#placed = placeLabels(wishes, this.#sides, scene.obstacles);
      this.#sides = new Map(this.#placed.map((label) => [label.id, label.side]));
      this.#origins = new Map(named.map((tag) => [tag.tagId, tag]));
    }
    context.font = font;
    const now = new Map(named.map((tag) => [tag.tagId, tag]));
    for (const { id, left, top } of this.#placed) {
      const tag = now.get(id);
      const origin = this.#origins.get(id);
      if (!tag || !origin) continue;
      const x = left + tag.x - origin.x;
      const y = top + tag.y - origin.y + lineHeight / 2;
      drawText(context, this.#texts.get(id)!, x, y, 'left', palette.ink, palette.halo);
    }
  }
}

/**
 * What is written beside a marker: its name, but its number where several on the floor have one name (the
 * marker itself tells the type), and both for the one that the pointer is over.
 */
export function labelTexts(
  allNames: Iterable<string>,
  pointedAt: (tag: DrawnTag) => boolean,
): (tag: DrawnTag) => string {
  const counts = new Map<string, number>();
  for (const name of allNames) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (tag) => {
    if (pointedAt(tag)) return `${tag.name} · ${tag.number}`;
    return counts.get(tag.name) === 1 ? tag.name : tag.number;
  };
}
