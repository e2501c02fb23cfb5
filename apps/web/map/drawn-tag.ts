import type { AssetStatus } from '#contracts/asset-status';
import type { AssetIcon } from '#contracts/asset-types';
import type { LiveAsset } from '#contracts/live';
import type { Freshness, ZoneChance } from '#contracts/position';
import { shownFreshness } from '../live/connection-status.js';
import type { LiveTag } from '../live/floor-state.js';
import { glideShare } from './interpolation.js';
import { markerStyle, type MarkerStyle } from './marker-style.js';

/** What the layer draws; asked anew for every picture. */
export interface TagSource {
  tags: () => Iterable<LiveTag>;
  /** The server's clock, ms since 1970. */
  serverNowMs: () => number;
  /** False while the connection is broken: everything is drawn as a memory. */
  current: () => boolean;
  /** For how long the readers of a zone (null: outside all) have been silent, null while one is heard; left out: unknown. */
  blindForMs?: (zoneId: number | null, serverNowMs: number) => number | null;
  /** Whether the filter lets an asset be shown; left out: all. */
  isShown?: (asset: LiveAsset) => boolean;
}

/** A selected asset that is not among the live tags of the floor. Metres, ms. */
export interface QuietMarker {
  x: number;
  y: number;
  radius90M: number;
  observedAt: number;
  reportingIntervalMs: number | null;
  zones: readonly Pick<ZoneChance, 'zoneId' | 'probability'>[];
  /** Since when the readers of its place are silent, or null. */
  blindSince: number | null;
  ambiguous: boolean;
  typeKey: string;
  typeName: string;
  icon: AssetIcon;
  status: AssetStatus;
  name: string;
  number: string;
}

/** Stands for the quiet marker where a tag id is asked for. */
export const quietId = 0;

/** One marker of a picture; x and y in CSS pixels of it. */
export interface DrawnTag {
  tagId: number;
  x: number;
  y: number;
  radius90M: number;
  freshness: Freshness;
  style: MarkerStyle;
  status: AssetStatus;
  name: string;
  number: string;
}

/** How metres become pixels in one picture. It reaches over the edges of the map, so that the map can be moved under it. */
export interface View {
  width: number;
  height: number;
  /** Where 0, 0 of the floor lies, CSS pixels of the picture. */
  originX: number;
  originY: number;
  pixelsPerMetre: number;
}

/** Markers just outside of the view still reach into it by this much, CSS pixels. */
const marginPx = 20;

/** The markers in view, and whether any of them is on its way. `nowMs` is the browser's clock. */
export function collectTags(
  source: TagSource,
  view: View,
  nowMs: number,
  options: { selectedTagId: number | null; quiet: QuietMarker | null; reducedMotion: boolean },
): { drawn: DrawnTag[]; moving: boolean } {
  const serverNowMs = source.serverNowMs();
  const current = source.current();
  const styles = new Map<string, MarkerStyle>();
  const drawn: DrawnTag[] = [];
  let moving = false;

  const put = (tagId: number, xM: number, yM: number, about: About, silentMs: number | null, who: Who) => {
    const x = view.originX + xM * view.pixelsPerMetre;
    const y = view.originY - yM * view.pixelsPerMetre;
    const outside = x < -marginPx || y < -marginPx || x > view.width + marginPx || y > view.height + marginPx;
    if (outside && tagId !== options.selectedTagId) return false;
    let style = styles.get(who.typeKey);
    if (!style) styles.set(who.typeKey, (style = markerStyle(who.typeKey, who.typeName, who.icon)));
    const freshness = shownFreshness(serverNowMs - about.observedAt, current, about.reportingIntervalMs, silentMs);
    const { radius90M } = about;
    const { status, name, number } = who;
    drawn.push({ tagId, x, y, radius90M, style, status, name, number, freshness });
    return true;
  };

  for (const tag of source.tags()) {
    // What was chosen or searched for is never hidden.
    if (source.isShown?.(tag.asset) === false && tag.tagId !== options.selectedTagId) continue;
    const share = options.reducedMotion ? 1 : glideShare(tag, nowMs);
    const x = tag.fromX + (tag.x - tag.fromX) * share;
    const y = tag.fromY + (tag.y - tag.fromY) * share;
    if (put(tag.tagId, x, y, tag, source.blindForMs?.(tag.zoneId, serverNowMs) ?? null, tag.asset) && share < 1)
      moving = true;
  }
  const { quiet } = options;
  if (quiet) {
    const silentMs = quiet.blindSince === null ? null : serverNowMs - quiet.blindSince;
    put(quietId, quiet.x, quiet.y, quiet, silentMs, quiet);
  }
  return { drawn, moving };
}

type About = Pick<QuietMarker, 'radius90M' | 'observedAt' | 'reportingIntervalMs'>;
type Who = Pick<QuietMarker, 'typeKey' | 'typeName' | 'icon' | 'status' | 'name' | 'number'>;
